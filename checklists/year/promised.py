"""What a tender promised of social value: how a year of a commitment stands on a day.

Thurrock, 11.4: "Tenderers will make proposals around these as part of their tender submission and once agreed
by the Council, will become a contractual obligation for the Provider." Lot 9, 52: "The Provider must
demonstrate how they will contribute to and measure the following social value contributions".
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from checklists.calendar import Span
from checklists.year.due_days import due_after
from checklists.year.periods import Calendar
from checklists.year.rows import Due, Return, YearRows
from checklists.year.vocabulary import Every

SOCIAL_VALUE = "social-value"
"""The key under which a definition asks for it as a return: its clause and its term are those of each
commitment."""

USUAL_DUE = Due(20, working=True)
"""From a year's end, where the contract's definition says nothing else: no source names a term."""


class Kept(StrEnum):
    """So far: accepted and below the target in a year that still runs. Given: waits to be decided."""

    AHEAD = "ahead"
    DUE = "due"
    OVERDUE = "overdue"
    GIVEN = "given"
    RETURNED = "returned"
    SO_FAR = "so-far"
    MET = "met"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Giving:
    """A figure of a year as it was given on a day. `is_accepted` is None until somebody decides."""

    figure: Decimal
    given_on: date
    is_accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class PromisedYear:
    """A contract year, named after the calendar year in which it begins, as far as the days of whoever
    promised reach into it; its figure is due by `due_on`."""

    year: int
    span: Span
    due_on: date


def asked_in(year: YearRows) -> Return | None:
    """The row with which a definition asks for what the tender promised."""
    return next((each for each in year.returns if each.key == SOCIAL_VALUE), None)


def term_of(year: YearRows) -> Due:
    row = asked_in(year)
    return row.due if row and row.due else USUAL_DUE


def promised_years(
    first_on: date, days: Span, holidays: Collection[date], due: Due = USUAL_DUE
) -> tuple[PromisedYear, ...]:
    """The years of a contract that begins on `first_on` of which one of the days is."""
    years = ((each.year, each.span.clip(days)) for each in Calendar(first_on).within(Every.YEAR, days))
    return tuple(
        PromisedYear(year, span, due_after(due, span.until_on, holidays)) for year, span in years if span
    )


def kept(target: Decimal, year: PromisedYear, givings: Sequence[Giving], on: date) -> Kept:
    """How it stands on the day. `givings` are in the order in which they came; of those that were there by
    then the last one counts, and a figure that nobody accepted is never a pass."""
    there = given_by(givings, on)
    last = there[-1] if there else None
    if last and last.is_accepted is None:
        return Kept.GIVEN
    if last and last.is_accepted:
        return accepted(target, last.figure, year, on)
    if on > year.due_on and accepted_figure(there) is None:
        return Kept.OVERDUE
    if last:
        return Kept.RETURNED
    return Kept.DUE if on > year.span.until_on else Kept.AHEAD


def given_by(givings: Sequence[Giving], on: date) -> list[Giving]:
    return [each for each in givings if each.given_on <= on]


def accepted(target: Decimal, figure: Decimal, year: PromisedYear, on: date) -> Kept:
    if figure >= target:
        return Kept.MET
    return Kept.SO_FAR if on <= year.span.until_on else Kept.SHORT


def accepted_figure(givings: Sequence[Giving]) -> Decimal | None:
    """The last that was accepted: a correction does not count before it is."""
    return next((each.figure for each in reversed(givings) if each.is_accepted), None)


def came_late(year: PromisedYear, givings: Sequence[Giving]) -> bool:
    """Whether nothing was given in time; what is put right later was given when it first was."""
    return bool(givings) and givings[0].given_on > year.due_on
