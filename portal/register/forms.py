"""What is entered about somebody on the register: what was typed, read."""

from collections.abc import Iterable
from uuid import UUID

from checklists.vocabulary import DbsLevel, DbsOutcome
from portal.register.actions.entries import (
    ENGAGED_AS,
    SHOWN_AS,
    STATUS_RESULTS,
    CheckEntry,
    TrainingEntry,
    WorkerEntry,
)
from portal.register.queries.own import OwnPerson
from portal.web.dates import day_as_typed
from portal.web.fields import Read
from portal.web.typed import Typed

UPDATE_SERVICE = {"yes": True, "no": False, "unknown": None}
UNKNOWN = "unknown"
"""An outcome that nobody knows is kept as unknown: it is never a pass."""


def read_worker(typed: Typed) -> Read:
    """`answers["entry"]` is a WorkerEntry where there is no problem."""
    read = Read()
    shown_as = read.choice(typed, "shown_as", SHOWN_AS, "Choose what the lead provider sees.")
    engaged_as = read.choice(typed, "engaged_as", ENGAGED_AS, "Choose staff or volunteer.")
    read.words(typed, "job", "Enter what the person does.")
    started_on = read.day(typed, "started_on", "The first day", "Enter the first day with you.")
    if not typed.first("name") and not typed.first("staff_code"):
        read.problems["name"] = "Enter the person’s name or staff code."
    if started_on and not read.problems:
        read.answers["entry"] = WorkerEntry(
            name=typed.first("name"),
            job=read.answers["job"],
            started_on=started_on,
            staff_code=typed.first("staff_code"),
            shown_as=shown_as,
            engaged_as=engaged_as,
            eligibility=typed.first("eligibility"),
        )
    return read


def worker_as_typed(person: OwnPerson) -> Typed:
    fields = ("name", "staff_code", "job", "shown_as", "engaged_as", "eligibility")
    plain = {name: [str(getattr(person, name))] for name in fields}
    return Typed(plain | day_as_typed("started_on", person.started_on))


def chosen(typed: Typed, name: str, known: Iterable[UUID]) -> list[UUID]:
    """Those of the ids that are ticked under the name; what is unknown is left out."""
    given = set(typed.getlist(name))
    return [each for each in known if str(each) in given]


def read_check(typed: Typed) -> Read:
    """`answers["entry"]` is a CheckEntry where there is no problem."""
    read = Read()
    level = read.choice(typed, "level", tuple(DbsLevel), "Choose the level of the check.")
    lists = typed.getlist("lists")
    issued_on = read.day(typed, "issued_on", "The date of issue", "Enter the date of issue.")
    read.words(typed, "seen_by", "Enter who has seen the certificate.")
    seen_on = read.day(
        typed, "seen_on", "The day on which it was seen", "Enter the day on which it was seen."
    )
    outcomes = (*DbsOutcome, UNKNOWN)
    outcome = read.choice(typed, "outcome", outcomes, "Say what the check came to.")
    decided_on = None
    if outcome == DbsOutcome.RISK_DECISION:
        decided_on = read.day(
            typed, "risk_decided_on", "The day of the risk decision", "Enter the day of the risk decision."
        )
    if issued_on and seen_on and not read.problems:
        read.answers["entry"] = CheckEntry(
            level=level,
            adults_list="adults" in lists,
            childrens_list="children" in lists,
            issued_on=issued_on,
            seen_by=read.answers["seen_by"],
            seen_on=seen_on,
            outcome=None if outcome == UNKNOWN else outcome,
            certificate_number=typed.first("certificate_number"),
            update_service=UPDATE_SERVICE.get(typed.first("update_service")),
            risk_decided_by=typed.first("risk_decided_by"),
            risk_decided_on=decided_on,
            risk_reason=typed.first("risk_reason"),
        )
    return read


def read_training(typed: Typed, topics: Iterable[str]) -> Read:
    """`answers["entry"]` is a TrainingEntry where there is no problem."""
    read = Read()
    topic = read.choice(typed, "topic", tuple(topics), "Choose what the training was in.")
    completed_on = read.day(
        typed,
        "completed_on",
        "The day on which it was completed",
        "Enter the day on which the training was completed.",
    )
    if completed_on and not read.problems:
        read.answers["entry"] = TrainingEntry(topic, completed_on)
    return read


def read_status(typed: Typed) -> Read:
    read = Read()
    read.day(typed, "checked_on", "The day of the status check", "Enter the day of the status check.")
    read.choice(typed, "result", STATUS_RESULTS, "Choose what the Update Service said.")
    return read


def read_day_or_none(typed: Typed, name: str, called: str, needed: str) -> Read:
    """A day, or None under the name where `none` is ticked instead."""
    read = Read()
    if typed.first("none") == "yes":
        read.answers[name] = None
        return read
    read.day(typed, name, called, needed)
    return read
