"""Where a check or training falls short of what the contracts ask of a person, before it is recorded."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from checklists.facts import Check
from checklists.kinds.register import check_shortfalls
from checklists.odd_days import odd_record
from checklists.requirement import Requirement
from checklists.vocabulary import PASSES, BarredList, DbsLevel, DbsOutcome
from evidence.spreadsheet import Value
from portal.register.actions.check_entries import CheckEntry
from portal.register.queries.asked import RegisterAsked
from portal.register.sheets.plan import Facts, Planned

LISTS = {"adults_list": BarredList.ADULTS, "childrens_list": BarredList.CHILDREN}


Sentences = Callable[[Requirement], Iterable[str]]
"""What is less than a register asks."""


def check_short(check: Check, asked: Iterable[RegisterAsked]) -> tuple[str, ...]:
    """A sentence for each thing that is less than is asked; with its contract where others ask less."""
    return said_by(with_checks(asked), lambda one: check_shortfalls(one, check))


def said_by(asked: Sequence[tuple[str, Sequence[Requirement]]], sentences: Sentences) -> tuple[str, ...]:
    """Each sentence once. `asked` are contracts with the registers that are meant; a sentence that is not of
    all of them is said with its contracts."""
    found: dict[str, list[str]] = {}
    for contract, registers in asked:
        for sentence in dict.fromkeys(said for one in registers for said in sentences(one)):
            found.setdefault(sentence, []).append(contract)
    return tuple(
        sentence if len(contracts) == len(asked) else f"{', '.join(dict.fromkeys(contracts))}: {sentence}"
        for sentence, contracts in found.items()
    )


def with_checks(asked: Iterable[RegisterAsked]) -> list[tuple[str, list[Requirement]]]:
    """The contracts that ask for checks, each with its registers of checks."""
    return [
        (each.contract, checking)
        for each in asked
        if (checking := [one for one in each.registers if one.level])
    ]


def with_training(asked: Iterable[RegisterAsked], topic: str) -> list[tuple[str, list[Requirement]]]:
    """The contracts that ask for training in the topic, each with its registers of it."""
    return [
        (each.contract, training)
        for each in asked
        if (training := [one for one in each.registers if topic in {known.key for known in one.topics}])
    ]


ENDS = "What was accepted before counts no more from the day of issue on."
"""Of a certificate that is not clear, or of which nobody says so, without a risk decision."""


def ends_words(outcome: object, issued_on: Value, on_record: Iterable[Value]) -> str:
    """That it ends what is there, before it is recorded; empty where it does not. `on_record` are the days of
    issue of the person's checks that were not withdrawn: what was issued later stands.

    >>> may, june = date(2026, 5, 1), date(2026, 6, 1)
    >>> ends_words("undecided", june, [may]) == ends_words(None, june, [june]) == ENDS
    True
    >>> ends_words("clear", june, [may]), ends_words("undecided", may, [june]), ends_words(None, june, [])
    ('', '', '')
    """
    if outcome in PASSES or not isinstance(issued_on, date):
        return ""
    return ENDS if any(isinstance(each, date) and each <= issued_on for each in on_record) else ""


def row_ends(planned: Planned) -> str:
    """The same of a check in a row of a file."""
    if planned.check is None or planned.known is None:
        return ""
    on_record = (each["issued_on"] for each in planned.known.checks)
    return ends_words(planned.check["outcome"], planned.check["issued_on"], on_record)


def entry_short(entry: CheckEntry, asked: Iterable[RegisterAsked]) -> tuple[str, ...]:
    """Of a check as it was typed."""
    lists = frozenset(barred for name, barred in LISTS.items() if getattr(entry, name))
    outcome = DbsOutcome(entry.outcome) if entry.outcome else None
    return check_short(Check(DbsLevel(entry.level), lists, outcome), asked)


def row_short(planned: Planned, asked: Iterable[RegisterAsked], today: date) -> tuple[str, ...]:
    """Of a check in a row of a file, where the row brings a new one: less than is asked, or too old for it,
    as it is said of one that is typed."""
    check = planned.check
    if check is None:
        return ()
    meant = meant_for(planned, asked)
    return (
        *check_short(check_of(check), meant),
        *too_old(planned, with_checks(meant), check["issued_on"], today),
    )


def training_short(
    planned: Planned, asked: Iterable[RegisterAsked], titles: Mapping[str, str], today: date
) -> tuple[str, ...]:
    """Of the training that the row brings, what is too old for what is asked. `titles` are the topics'."""
    meant = meant_for(planned, asked)
    return tuple(
        f"{titles.get(topic, topic)}: {sentence}"
        for topic, day in planned.training
        for sentence in too_old(planned, with_training(meant, topic), day, today)
    )


def too_old(
    planned: Planned, asked: Sequence[tuple[str, Sequence[Requirement]]], day: Value, today: date
) -> tuple[str, ...]:
    """Nothing of somebody who has left: it is not to count today."""
    has_left = planned.left_on is not None and planned.left_on < today
    if not isinstance(day, date) or has_left:
        return ()
    return said_by(asked, lambda one: (each.sentence for each in odd_record([one], day, today)))


def meant_for(planned: Planned, asked: Iterable[RegisterAsked]) -> Sequence[RegisterAsked]:
    return among(asked, {*planned.engagements, *(planned.known.engagements if planned.known else ())})


def check_of(said: Facts) -> Check:
    lists = frozenset(barred for name, barred in LISTS.items() if said[name])
    outcome = DbsOutcome(str(said["outcome"])) if said["outcome"] else None
    return Check(DbsLevel(str(said["level"])), lists, outcome)


def among(asked: Iterable[RegisterAsked], engagements: Collection[str]) -> Sequence[RegisterAsked]:
    """What is asked of somebody who works under these engagements; of somebody under none, by any."""
    everything = list(asked)
    return [each for each in everything if str(each.engagement_id) in engagements] or everything
