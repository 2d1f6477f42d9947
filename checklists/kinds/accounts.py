"""Accounts: on a day, those of the last N financial years whose filing deadline has passed, or later ones if
filed.

Charities file within 10 months of the year end, companies within 9; a first-year organisation has none due.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from checklists.calendar import Span, add_months, day_after, day_before, in_words, month_end
from checklists.facts import Decision, Engagement, FinancialYear, known_by
from checklists.kinds.base import KindRules, Part
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import Assurance, LegalForm, Outcome, State

ASKED = "Audited accounts are asked for"
NOT_AUDITED = {
    None: "Say whether the accounts are audited.",
    Assurance.EXAMINATION: f"{ASKED}; these are independently examined, which can be accepted only with a "
    "reason in words.",
    Assurance.NEITHER: f"{ASKED}; these are neither audited nor independently examined.",
}

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

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        year = engagement.financial_year
        if year is None:
            return [Part(WHOLE, "Financial year not known", (engagement.span,))]
        ends = year_ends(year, requirement, engagement.span)
        asked = {end: years_days(end, year, requirement, accepted) for end in ends}
        return [
            Part(end.isoformat(), f"Year ended {in_words(end)}", (days,))
            for end, span in asked.items()
            if span and (days := span.clip(engagement.span))
        ]

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
        return Span(filed_on(decision), date.max)


def is_day(part: str) -> bool:
    """Whether a part's key is a year end."""
    try:
        return date.fromisoformat(part).isoformat() == part
    except ValueError:
        return False


def filed_on(decision: Decision) -> date:
    """The first day on which accepted accounts count: not before the year that they are about has ended."""
    return max(decision.from_on or decision.made_on, date.fromisoformat(decision.part))


def year_end(year: FinancialYear, calendar_year: int) -> date:
    """The year end in that calendar year; the last day of the month where it has no such day."""
    last = month_end(calendar_year, year.month)
    return last.replace(day=min(year.day, last.day))


def months_to_file(year: FinancialYear, requirement: Requirement) -> int:
    return requirement.deadline_months.get(year.legal_form, DEADLINE_MONTHS[year.legal_form])


def years_asked(requirement: Requirement) -> int:
    return requirement.years or 1


def years_reached(year: FinancialYear, requirement: Requirement) -> int:
    """How many calendar years after its own a year's accounts may still be asked for."""
    return years_asked(requirement) + months_to_file(year, requirement) // 12 + 1


def year_ends(year: FinancialYear, requirement: Requirement, span: Span) -> Iterator[date]:
    """The year ends whose accounts may be asked for on a day of the span, oldest first."""
    first = max(span.from_on.year - years_reached(year, requirement), date.min.year)
    for calendar_year in range(first, span.until_on.year + 1):
        end = year_end(year, calendar_year)
        if is_owed(year, end):
            yield end


def due_on(end: date, year: FinancialYear, requirement: Requirement) -> date:
    """The last day for filing the accounts of the year that ended on `end`.

    A year that ends with its month has a deadline that ends with its month (Companies Act 2006, s. 443).
    """
    due = add_months(end, months_to_file(year, requirement))
    return month_end(due.year, due.month) if end == month_end(end.year, end.month) else due


def next_due(
    year: FinancialYear, requirement: Requirement, on: date, filed: Collection[str] = ()
) -> tuple[date, date] | None:
    """The first year whose deadline has not passed on the day and whose accounts are not among the filed
    ones (parts' keys): its end and its deadline. None at the end of the calendar."""
    first = max(on.year - years_reached(year, requirement), date.min.year)
    for calendar_year in range(first, date.max.year + 1):
        end = year_end(year, calendar_year)
        due = due_on(end, year, requirement)
        if is_owed(year, end) and due >= on and end.isoformat() not in filed:
            return end, due
    return None


def filed_years(requirement: Requirement, decisions: Iterable[Decision]) -> dict[str, Assurance | None]:
    """The keys of the years of which accounts that are enough have been accepted, also where they are not
    asked for yet, each with what came with those that were accepted last."""
    rules = AccountsRules()
    return {
        decision.part: decision.assurance
        for decision in known_by(tuple(decisions), None)
        if decision.outcome is Outcome.ACCEPT and not rules.shortfalls(requirement, decision)
    }


def is_owed(year: FinancialYear, end: date) -> bool:
    """Whether there can be accounts of the year that ends then: not before the first year."""
    return year.first_end_on is None or end >= year.first_end_on


def years_days(
    end: date, year: FinancialYear, requirement: Requirement, accepted: Sequence[Decision]
) -> Span | None:
    """The days on which a year's accounts are asked for: from the day after their deadline, until as many
    later ones have taken their place; None for none."""
    from_on = day_after(due_on(end, year, requirement))
    furthest = end.year + years_reached(year, requirement)
    later = [year_end(year, each) for each in range(end.year + 1, min(furthest, date.max.year) + 1)]
    taken = sorted(counts_from(each, year, requirement, accepted) for each in later)
    until_on = day_before([*taken, *[date.max] * years_asked(requirement)][years_asked(requirement) - 1])
    return Span(from_on, until_on) if from_on <= until_on else None


def counts_from(
    end: date, year: FinancialYear, requirement: Requirement, accepted: Sequence[Decision]
) -> date:
    """The day from which a year is one of the past years: that after its deadline, or the day of filing if
    earlier."""
    filed = [filed_on(decision) for decision in accepted if decision.part == end.isoformat()]
    return min([day_after(due_on(end, year, requirement)), *filed])
