"""Days that are likelier a slip of the finger than what a paper says: they are asked about once, and taken
where somebody says that they are right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.odd_days import OddDay
from portal.web.fields import Fields

RIGHT = "days_right"
"""The field in which the days stand that somebody has said to be right."""

TICK = "Change it, or tick below that it is right."


@dataclass(frozen=True, slots=True)
class OddInForm:
    """Sentences about the days in a form, and what has to be said for them to be taken (empty: nothing)."""

    sentences: tuple[str, ...]
    to_say: str


def as_said(*days: date | None) -> str:
    """The days as the field has them: said of these, it is not said of others."""
    return "/".join(day.isoformat() if day else "-" for day in days)


def ask_about(fields: Fields, odd: Iterable[OddDay], *days: date | None) -> None:
    """A problem for each odd day that is asked about, unless it was said that just these days are right;
    only once all that was typed can be read, as the box to tick is there no sooner."""
    if fields.unread or fields.typed.first(RIGHT) == as_said(*days):
        return
    for each in odd:
        if each.is_asked:
            fields.problems.setdefault(each.name, f"{each.sentence} {TICK}")


def find_odd(odd: Iterable[OddDay], *days: date | None) -> OddInForm:
    """What is said about these days beside their fields."""
    found = tuple(odd)
    return OddInForm(tuple(each.sentence for each in found), to_be_said(found, *days))


def to_be_said(odd: Iterable[OddDay], *days: date | None) -> str:
    """What the field has to have for these days to be taken; empty where nothing is asked about."""
    return as_said(*days) if any(each.is_asked for each in odd) else ""
