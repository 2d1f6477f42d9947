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


Typed = date | int | str | None
"""A day, or another answer that is asked about with the days."""


def as_said(*typed: Typed) -> str:
    """The days and answers as the field has them: said of these, it is not said of others."""
    return "/".join(str(each) if each else "-" for each in typed)


def ask_about(fields: Fields, odd: Iterable[OddDay], *typed: Typed) -> None:
    """A problem for each odd day that is asked about, unless it was said that just these days are right;
    only once all that was typed can be read, as the box to tick is there no sooner. What is to be said of
    two days that are the same is said once."""
    if fields.unread or fields.typed.first(RIGHT) == as_said(*typed):
        return
    for each in odd:
        said = f"{each.sentence} {TICK}"
        if each.is_asked and said not in fields.problems.values():
            fields.problems.setdefault(each.name, said)


def find_odd(odd: Iterable[OddDay], *typed: Typed) -> OddInForm:
    """What is said about these days beside their fields."""
    found = tuple(odd)
    return OddInForm(tuple(each.sentence for each in found), to_be_said(found, *typed))


def to_be_said(odd: Iterable[OddDay], *typed: Typed) -> str:
    """What the field has to have for these days to be taken; empty where nothing is asked about."""
    return as_said(*typed) if any(each.is_asked for each in odd) else ""
