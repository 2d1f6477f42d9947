"""Accounts: on a day, those of the last N financial years whose filing deadline has passed or that are filed.

Charities file within 10 months of the year end, companies within 9; a first-year organisation has none due.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from checklists.calendar import Span, add_months, day_after, day_before, in_words, month_end, segments
from checklists.facts import Decision, Engagement, FinancialYear, YearFact, known_by
from checklists.kinds.base import KindRules, Part
from checklists.requirement import WHOLE, Requirement
from checklists.signing import is_other_signed
from checklists.vocabulary import Assurance, LegalForm, Outcome, State

ASKED = "Audited accounts are asked for"
NOT_AUDITED = {
    None: "Say whether the accounts are audited.",
    Assurance.EXAMINATION: f"{ASKED}; these are independently examined, which can be accepted only with a "
    "reason in words.",
    Assurance.NEITHER: f"{ASKED}; these are neither audited nor independently examined.",
}

FEBRUARY, SHORT = 2, 28
"""The month whose last day changes, and on which day it ends when it is short."""

DEADLINE_MONTHS = {LegalForm.CHARITY: 10, LegalForm.COMPANY: 9}


class AccountsRules(KindRules):
    """One part per financial year, keyed by the day on which the year ends (ISO)."""

    questions = frozenset({"files", "from_on"})
    needed = frozenset({"files"})
    has_end = False
    without_parts = State.NOT_NEEDED
    which_part = "Say for which financial year these accounts are."

    def asks(self, requirement: Requirement) -> frozenset[str]:
        return super().asks(requirement) | ({"assurance"} if requirement.audited else set())

    def needs(self, requirement: Requirement) -> frozenset[str]:
        return super().needs(requirement) | ({"assurance"} if requirement.audited else set())

    def looks_back(self, requirement: Requirement) -> bool:
        return True

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        if not engagement.financial_years:
            return [Part(WHOLE, "Financial year not known", (engagement.span,))]
        years = list(owed_years(engagement.financial_years, requirement, engagement.span))
        asked = {owed.end: years_days(owed, years, requirement, accepted) for owed in years}
        return [
            Part(end.isoformat(), f"Year ended {in_words(end)}", (days,))
            for end, span in asked.items()
            if span and (days := span.clip(engagement.span))
        ]

    def part_key(self, part: str) -> str:
        """28 and 29 February of a leap year are one year end."""
        return as_year_end(date.fromisoformat(part)).isoformat() if is_day(part) else part

    def has_part(self, requirement: Requirement, part: str) -> bool:
        return is_day(part)

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        """Where audited accounts are asked, an audit, or with a recorded reason an examination. What nobody
        said is never enough."""
        if not requirement.audited or decision.assurance is Assurance.AUDIT:
            return []
        if decision.assurance is Assurance.EXAMINATION and decision.reasoned:
            return []
        return [NOT_AUDITED[decision.assurance]]

    def counts(self, requirement: Requirement, decision: Decision, engagement: Engagement) -> Span | None:
        """Accounts of a year, once accepted, do not lapse: the next year's fall due instead."""
        return None if is_other_signed(requirement, decision) else Span(filed_on(decision), date.max)


def is_day(part: str) -> bool:
    """Whether a part's key is a year end."""
    try:
        return date.fromisoformat(part).isoformat() == part
    except ValueError:
        return False


def as_year_end(day: date) -> date:
    """The day itself, but the last day of February for the 28th and the 29th."""
    return month_end(day.year, day.month) if day.month == FEBRUARY and day.day >= SHORT else day


def filed_on(decision: Decision) -> date:
    """The first day on which accepted accounts count: not before the year that they are about has ended."""
    return max(decision.from_on or decision.made_on, date.fromisoformat(decision.part))


def year_end(year: FinancialYear, calendar_year: int) -> date:
    """The year end in that calendar year; the last day of the month where it has no such day."""
    last = month_end(calendar_year, year.month)
    return as_year_end(last.replace(day=min(year.day, last.day)))


def year_on(years: Sequence[YearFact], day: date) -> FinancialYear | None:
    """What holds on the day; None where nothing is known."""
    return next((fact.year for fact, days in fact_days(years) if day in days), None)


def fact_days(years: Sequence[YearFact]) -> list[tuple[YearFact, Span]]:
    """Each with the days on which it holds, earliest first. Of two from one day the later one is meant."""
    by_day = {fact.from_on or date.min: fact for fact in years}
    ordered = [by_day[day] for day in sorted(by_day)]
    changes = sorted(by_day)[1:]
    spans = segments(Span(date.min, date.max), changes)
    return list(zip(ordered, spans, strict=True)) if ordered else []


class OwedYear(NamedTuple):
    """A financial year of which accounts can be asked for, and the last day for filing them."""

    end: date
    due_on: date


def months_to_file(year: FinancialYear, requirement: Requirement) -> int:
    return requirement.deadline_months.get(year.legal_form, DEADLINE_MONTHS[year.legal_form])


def years_asked(requirement: Requirement) -> int:
    return requirement.years or 1


def years_reached(years: Sequence[YearFact], requirement: Requirement) -> int:
    """How many calendar years after its own a year's accounts may still be asked for."""
    slowest = max((months_to_file(fact.year, requirement) for fact in years), default=0)
    return years_asked(requirement) + slowest // 12 + 1


def owed_years(years: Sequence[YearFact], requirement: Requirement, span: Span) -> Iterator[OwedYear]:
    """The years whose accounts may be asked for on a day of the span, oldest first. A year has the end and
    the deadline of what held on the day on which it ended: a change leaves the years before it alone."""
    first = max(span.from_on.year - years_reached(years, requirement), date.min.year)
    for fact, days in fact_days(years):
        for calendar_year in range(max(first, days.from_on.year), min(span.until_on, days.until_on).year + 1):
            end = year_end(fact.year, calendar_year)
            if end in days and is_owed(years, end):
                yield OwedYear(end, due_on(end, fact.year, requirement))


def due_on(end: date, year: FinancialYear, requirement: Requirement) -> date:
    """The last day for filing the accounts of the year that ended on `end`.

    A year that ends with its month has a deadline that ends with its month (Companies Act 2006, s. 443).
    """
    due = add_months(end, months_to_file(year, requirement))
    return month_end(due.year, due.month) if end == month_end(end.year, end.month) else due


def next_due(
    years: Sequence[YearFact], requirement: Requirement, on: date, filed: Collection[str] = ()
) -> tuple[date, date] | None:
    """The first year whose deadline has not passed on the day and whose accounts are not among the filed
    ones (parts' keys): its end and its deadline. None at the end of the calendar."""
    for owed in owed_years(years, requirement, Span(on, date.max)):
        if owed.due_on >= on and owed.end.isoformat() not in filed:
            return owed.end, owed.due_on
    return None


def filed_years(requirement: Requirement, decisions: Iterable[Decision]) -> dict[str, Assurance | None]:
    """The keys of the years of which accounts that are enough have been accepted, also where they are not
    asked for yet, each with what came with those that were accepted last."""
    rules = AccountsRules()
    return {
        rules.part_key(decision.part): decision.assurance
        for decision in known_by(tuple(decisions), None)
        if decision.outcome is Outcome.ACCEPT and not rules.shortfalls(requirement, decision)
    }


def is_owed(years: Sequence[YearFact], end: date) -> bool:
    """Whether there can be accounts of the year that ends then: not before the first year."""
    first = first_end(years)
    return first is None or end >= first


def first_end(years: Sequence[YearFact]) -> date | None:
    """The end of the first year of all; None where that is not known."""
    return max((fact.year.first_end_on for fact in years if fact.year.first_end_on), default=None)


def years_days(
    owed: OwedYear, years: Sequence[OwedYear], requirement: Requirement, accepted: Sequence[Decision]
) -> Span | None:
    """The days on which a year's accounts are asked for: from the day after their deadline, or that of filing
    if earlier, until as many later ones have taken their place; None for none."""
    from_on = counts_from(owed, accepted)
    taken = sorted(counts_from(each, accepted) for each in years if each.end > owed.end)
    number = years_asked(requirement)
    until_on = day_before(taken[number - 1]) if len(taken) >= number else date.max
    return Span(from_on, until_on) if from_on <= until_on else None


def counts_from(owed: OwedYear, accepted: Sequence[Decision]) -> date:
    """The day from which a year is one of the past years: that after its deadline, or the day of filing if
    earlier."""
    key = owed.end.isoformat()
    filed = [filed_on(decision) for decision in accepted if decision.part == key]
    return min([day_after(owed.due_on), *filed])
