"""What is entered about somebody on the register: what was typed, read."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from checklists.odd_days import odd_record
from checklists.requirement import Requirement
from checklists.vocabulary import DbsLevel, DbsOutcome
from portal.acting.refused import CannotDo
from portal.register.actions.check_entries import (
    ENGAGED_AS,
    SHOWN_AS,
    STATUS_RESULTS,
    CheckEntry,
    TrainingEntry,
    WorkerEntry,
)
from portal.register.actions.record_team_training import NOBODY
from portal.register.queries.own import OwnPerson
from portal.web.between import Questions
from portal.web.dates import day_as_typed, is_begun
from portal.web.fields import Fields
from portal.web.odd_days import OddInForm, ask_about, find_odd
from portal.web.typed import Typed

UPDATE_SERVICE = {"yes": True, "no": False, "unknown": None}
UNKNOWN = "unknown"
"""An outcome that nobody knows is kept as unknown: it is never a pass."""

LONE_DECISION = "Say that somebody has decided, or leave empty who decided, when and why."

WORKER_QUESTIONS = Questions(
    {
        "name": "Name",
        "staff_code": "Staff code",
        "shown_as": "What does the lead provider see?",
        "job": "Role",
        "engaged_as": "Staff or volunteer?",
        "eligibility": "Why may this role be checked at that level?",
        "started_on": "First day with you",
    },
    {
        "shown_as": {"name": "The name", "staff-code": "The staff code only"},
        "engaged_as": {"staff": "Staff", "volunteer": "Volunteer"},
    },
)


def read_worker(typed: Typed) -> WorkerEntry:
    """Raises CannotDo, as all these readers do."""
    fields = Fields(typed)
    if not typed.first("name") and not typed.first("staff_code"):
        fields.problems["name"] = "Enter the person’s name or staff code."
    shown_as = fields.choice("shown_as", SHOWN_AS, "Choose what the lead provider sees.")
    job = fields.line("job", "Enter what the person does.")
    engaged_as = fields.choice("engaged_as", ENGAGED_AS, "Choose staff or volunteer.")
    started_on = fields.day("started_on", "The first day", "Enter the first day with you.")
    if started_on is None or fields.problems:
        raise fields.refused()
    return WorkerEntry(
        name=typed.first("name"),
        job=job,
        started_on=started_on,
        staff_code=typed.first("staff_code"),
        shown_as=shown_as,
        engaged_as=engaged_as,
        eligibility=typed.first("eligibility"),
    )


def worker_as_typed(person: OwnPerson) -> Typed:
    fields = ("name", "staff_code", "job", "shown_as", "engaged_as", "eligibility")
    plain = {name: [str(getattr(person, name))] for name in fields}
    return Typed(plain | day_as_typed("started_on", person.started_on))


def chosen(typed: Typed, name: str, known: Iterable[UUID]) -> list[UUID]:
    """Those of the ids that are ticked under the name; what is unknown is left out."""
    given = set(typed.getlist(name))
    return [each for each in known if str(each) in given]


def read_check(typed: Typed, asked: Sequence[Requirement], today: date) -> CheckEntry:
    """`asked` are the registers of checks that it is for: a day that is odd for one is asked about."""
    fields = Fields(typed)
    level = fields.choice("level", tuple(DbsLevel), "Choose the level of the check.")
    issued_on = fields.past_day("issued_on", "The date of issue", "Enter the date of issue.", today)
    ask_about_record(fields, "issued_on", issued_on, asked, today)
    seen_by = fields.line("seen_by", "Enter who has seen the certificate.")
    seen_on = fields.day("seen_on", "The day on which it was seen", "Enter the day on which it was seen.")
    outcome = fields.choice("outcome", (*DbsOutcome, UNKNOWN), "Say what the check came to.")
    is_decided = outcome == DbsOutcome.RISK_DECISION
    decided_on = risk_decided_on(fields) if is_decided else None
    if outcome and not is_decided and has_decision(typed):
        fields.problems["outcome"] = LONE_DECISION
    if issued_on is None or seen_on is None or fields.problems:
        raise fields.refused()
    lists = typed.getlist("lists")
    return CheckEntry(
        level=level,
        adults_list="adults" in lists,
        childrens_list="children" in lists,
        issued_on=issued_on,
        seen_by=seen_by,
        seen_on=seen_on,
        outcome=None if outcome == UNKNOWN else outcome,
        certificate_number=typed.first("certificate_number"),
        update_service=UPDATE_SERVICE.get(typed.first("update_service")),
        risk_decided_by=typed.first("risk_decided_by"),
        risk_decided_on=decided_on,
        risk_reason=typed.first("risk_reason"),
    )


def has_decision(typed: Typed) -> bool:
    """Whether anything was typed of a risk decision."""
    return is_begun(typed, "risk_decided_on") or any(map(typed.first, ("risk_decided_by", "risk_reason")))


def risk_decided_on(fields: Fields) -> date | None:
    called = "The day of the risk decision"
    return fields.day("risk_decided_on", called, "Enter the day of the risk decision.")


def ask_about_record(
    fields: Fields, name: str, day: date | None, asked: Sequence[Requirement], today: date
) -> None:
    """Where the day in that field is odd for one of the registers; nothing where it will not do at all."""
    if day and name not in fields.problems:
        ask_about(fields, (replace(each, name=name) for each in odd_record(asked, day, today)), day)


def odd_in(typed: Typed, name: str, asked: Sequence[Requirement], today: date) -> OddInForm:
    """What is odd about the day as it stands in that field; nothing where it cannot be read."""
    day = Fields(typed).day(name, "The day")
    return find_odd(odd_record(asked, day, today) if day and day <= today else (), day)


def read_training(
    typed: Typed, topics: Collection[str], asked: Sequence[Requirement], today: date
) -> TrainingEntry:
    """`asked` are the registers of training: a day that is odd for one that has the topic is asked about."""
    if not topics:
        raise CannotDo({"": "None of your contracts asks for training by name now."})
    fields = Fields(typed)
    topic = fields.choice("topic", topics, "Choose what the training was in.")
    completed_on = fields.past_day(
        "completed_on",
        "The day on which it was completed",
        "Enter the day on which the training was completed.",
        today,
    )
    ask_about_record(fields, "completed_on", completed_on, with_topic(asked, topic), today)
    if completed_on is None or fields.problems:
        raise fields.refused()
    return TrainingEntry(topic, completed_on)


def read_team(
    typed: Typed, topics: Collection[str], asked: Sequence[Requirement], today: date
) -> tuple[TrainingEntry, list[UUID]]:
    """Training, and who completed it."""
    ticked = ids_in(typed, "people")
    try:
        return read_training(typed, topics, asked, today), ticked
    except CannotDo as refused:
        raise CannotDo(refused.problems | ({} if ticked else {"people": NOBODY})) from None


def ids_in(typed: Typed, name: str) -> list[UUID]:
    """What is no id is left out."""
    found = []
    for each in typed.getlist(name):
        with suppress(ValueError):
            found.append(UUID(each))
    return found


def with_topic(asked: Sequence[Requirement], topic: str) -> list[Requirement]:
    return [each for each in asked if any(topic == one.key for one in each.topics)]


def read_status(typed: Typed) -> tuple[date, str]:
    """The day of a status check, and what the Update Service said."""
    fields = Fields(typed)
    checked_on = fields.day("checked_on", "The day of the status check", "Enter the day of the status check.")
    result = fields.choice("result", STATUS_RESULTS, "Choose what the Update Service said.")
    if checked_on is None or fields.problems:
        raise fields.refused()
    return checked_on, result


def read_day_or_none(typed: Typed, name: str, called: str, needed: str) -> date | None:
    """A day, or None where `none` is ticked instead."""
    if typed.first("none") == "yes":
        return None
    fields = Fields(typed)
    found = fields.day(name, called, needed)
    fields.check()
    return found


def read_return(typed: Typed) -> date:
    """The first day of somebody who came back."""
    fields = Fields(typed)
    found = fields.day("back_on", "The first day", "Enter the first day of the new period.")
    if found is None or fields.problems:
        raise fields.refused()
    return found


def read_stay(typed: Typed) -> tuple[date, date | None]:
    """The first day under a contract, and the last where there is one."""
    fields = Fields(typed)
    from_on = fields.day("from_on", "The first day", "Enter the first day under this contract.")
    until_on = fields.day("until_on", "The last day")
    if from_on is None or fields.problems:
        raise fields.refused()
    return from_on, until_on
