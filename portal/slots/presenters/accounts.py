"""The accounts of a partner in words: which years are due, which falls due next, and by what rule."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.calendar import Span
from checklists.facts import FinancialYear, YearFact
from checklists.kinds.accounts import (
    DEADLINE_MONTHS,
    OwedYear,
    filed_years,
    first_end,
    months_to_file,
    next_due,
    owed_years,
    year_end,
    year_on,
)
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, LegalForm, Stage, State
from portal.access import Audience
from portal.places.contracts import EngagementPlace
from portal.slots.queries.slot import SlotPage
from portal.web.addresses import ORGANISATION
from portal.words.details import accepted_words
from portal.words.slot import Reader, Side, Standing
from portal.words.wording import counted, day

WHAT = {LegalForm.CHARITY: "a charity", LegalForm.COMPANY: "a company"}
LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class ComingYear:
    """A year that has not ended, whose accounts fall due next."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class AccountsView:
    """`rule` and `next` are sentences; where the financial year is not known there is only `unknown`, which
    says who has to tell what. `href` leads to where that is told, empty for those who may not go there."""

    rule: str
    next: str
    coming: ComingYear | None
    unknown: str
    href: str


def accounts_view(page: SlotPage, place: EngagementPlace, reader: Reader) -> AccountsView | None:
    """None where the page is about something else than accounts."""
    if page.requirement.kind is not Kind.ACCOUNTS:
        return None
    sees = bool(place.audiences & {Audience.PARTNER, Audience.MANAGER})
    href = ORGANISATION(place.partner_id) if sees else ""
    year = year_on(page.financial_years, page.day)
    if year is None:
        return AccountsView("", "", None, unknown_words(place, reader), href)
    filed = filed_years(page.requirement, [each.fact for each in page.decided])
    return AccountsView(
        rule_words(year, page.requirement, place.partner),
        next_words(page.financial_years, page.requirement, page.day, filed),
        coming_year(page.financial_years, page.requirement, page.day, filed),
        "",
        href,
    )


def unknown_words(place: EngagementPlace, reader: Reader) -> str:
    what = "on which day the financial year ends, and whether it is a charity or a company"
    start = "Which accounts are asked for follows from the end of the financial year, which is not known yet."
    if reader.side is Side.PARTNER:
        return f"{start} A manager of {place.partner} has to say {what}."
    return f"{start} {place.partner} has to say {what}."


def rule_words(year: FinancialYear, requirement: Requirement, partner: str) -> str:
    """Year end, legal form, and within how many months the accounts are filed."""
    months = months_to_file(year, requirement)
    end = year_end(year, LEAP_YEAR)
    last = "the last day of February" if (end.month, end.day) == (2, 29) else f"{end.day} {end:%B}"
    known = f"The financial year of {partner}, {WHAT[year.legal_form]}, ends on {last}."
    within = f"within {counted(months, 'month')} of the end of the year"
    if months == DEADLINE_MONTHS[year.legal_form]:
        return f"{known} {WHAT[year.legal_form].capitalize()} files its accounts {within}."
    return f"{known} This contract asks for the accounts {within}."


def next_words(years: Sequence[YearFact], requirement: Requirement, on: date, filed: Collection[str]) -> str:
    """Which year falls due next, and by when; of a young organisation, that none is due yet."""
    first = first_due(years, requirement, on)
    if first and first.end.isoformat() not in filed:
        when = f"{ends(first.end, on)} on {day(first.end)}"
        return f"None due before {day(first.due_on)}: the first financial year {when}."
    found = next_due(years, requirement, on, filed)
    if found is None:
        return ""
    end, due = found
    return f"Next: the accounts for the year that {ends(end, on)} on {day(end)}, by {day(due)}."


def first_due(years: Sequence[YearFact], requirement: Requirement, on: date) -> OwedYear | None:
    """The first year of all, up to the day on which its accounts are due; None afterwards, or where it is
    not known."""
    end = first_end(years)
    if end is None:
        return None
    first = next(owed_years(years, requirement, Span(min(end, on), date.max)), None)
    return first if first and on <= first.due_on else None


def ends(end: date, on: date) -> str:
    return "ended" if end < on else "ends"


def coming_year(
    years: Sequence[YearFact], requirement: Requirement, on: date, filed: Collection[str]
) -> ComingYear | None:
    found = next_due(years, requirement, on, filed)
    if found is None or found[0] <= on:
        return None
    end, due = found
    note = f"Due by {day(due)}. It can be sent once the year has ended."
    return ComingYear(f"Year ending {day(end)}", note)


def year_standing(page: SlotPage, key: str, standing: Standing) -> Standing:
    """Of one financial year: an examination that was accepted is called so, and so is what was accepted or
    is not asked for yet."""
    if standing.state not in {State.NOT_NEEDED, State.MET, "soon"}:
        return standing
    filed = filed_years(page.requirement, [each.fact for each in page.decided])
    if key not in filed:
        return replace(standing, words="Not due yet")
    standing = replace(standing, state=State.MET.value, words=accepted_words("", filed[key]))
    if standing.stage != Stage.NOTHING:
        return standing
    return replace(standing, turn_words="Nothing to do", is_yours=False)
