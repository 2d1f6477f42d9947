"""Of each kind of evidence, as a contract states it: which parts are asked for on a day, and whether what was
accepted counts on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from checklists.facts import Decision, Engagement, FinancialYear, YearFact
from checklists.requirement import WHOLE, Cover, Requirement
from checklists.vocabulary import Assurance, Basis, Kind, LegalForm, Outcome
from tests.rules.oracle_checks import is_record, speaks_against

DAY = timedelta(days=1)
MONTHS_TO_FILE = {LegalForm.CHARITY: 10, LegalForm.COMPANY: 9}


def months_on(day: date, months: int) -> tuple[date, bool]:
    """The corresponding day, or the last of the month where there is none; and whether there was one."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    try:
        return date(year, month, day.day), True
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1) - DAY, False


def end_of_months(day: date, months: int) -> date:
    corresponding, is_there = months_on(day, months)
    return corresponding - DAY if is_there else corresponding


def start_of(decision: Decision) -> date:
    return decision.from_on or decision.made_on


# Which parts there are.


def as_meant(requirement: Requirement, decision: Decision) -> Decision:
    """A year that ends on 28 February of a leap year ends on the 29th."""
    part = decision.part
    if requirement.kind is Kind.ACCOUNTS and part.endswith("-02-28") and is_year(f"{part[:4]}-02-29"):
        return replace(decision, part=f"{part[:4]}-02-29")
    return decision


def kept_in_order(requirement: Requirement, held: Sequence[Decision]) -> set[str]:
    """Every part of which anything was decided."""
    return {each.part for each in held}


def keys_on(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement, day: date
) -> list[str]:
    """The parts that are asked for on the day, in the order in which they are named."""
    match requirement.kind:
        case Kind.COVER:
            return [cover.key for cover in requirement.parts]
        case Kind.REGISTER:
            people = people_on(engagement, day)
            if not requirement.topics:
                return people
            return [f"{person}:{topic.key}" for person in people for topic in requirement.topics]
        case Kind.ACCOUNTS:
            return years_on(requirement, held, engagement, day)
        case _:
            return [WHOLE]


def people_on(engagement: Engagement, day: date) -> list[str]:
    span, found = engagement.span, []
    ever: list[str] = []
    for person in engagement.people:
        until_on = person.until_on or date.max
        first, last = max(person.from_on, span.from_on), min(until_on, span.until_on)
        if person.from_on <= until_on and first <= last and person.key not in ever:
            ever.append(person.key)
        if person.from_on <= day <= until_on:
            found.append(person.key)
    return [key for key in ever if key in found]


def years_on(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement, day: date
) -> list[str]:
    """Those of the last years that are due or filed, of which the deadline has passed."""
    if not engagement.financial_years:
        return [WHOLE]
    settled = []
    for end, due in ends_and_deadlines(requirement, engagement.financial_years):
        filed = [each for each in held if each.part == end.isoformat() and is_enough(requirement, each)]
        if due < day or any(max(start_of(each), end) <= day for each in filed):
            settled.append(end)
    return [end.isoformat() for end in settled[-(requirement.years or 1) :]]


def ends_and_deadlines(
    requirement: Requirement, facts: tuple[YearFact, ...]
) -> tuple[tuple[date, date], ...]:
    """Each day on which a year ends by what held on it, with its deadline."""
    return tuple((end, deadline(requirement, known_on(facts, end), end)) for end in ends_of(facts))


@lru_cache(maxsize=64)
def ends_of(facts: tuple[YearFact, ...]) -> tuple[date, ...]:
    firsts = [fact.year.first_end_on for fact in facts]
    return tuple(
        day
        for day in some_days()
        if day == end_of_year(known_on(facts, day), day.year)
        and not any(first and day < first for first in firsts)
    )


def some_days() -> Iterator[date]:
    """The last day of each month, and the few others that the cases use."""
    for number in range(2008 * 12, 2024 * 12):
        year, month = number // 12, number % 12 + 1
        yield date(year, month, 5)
        yield date(year + month // 12, month % 12 + 1, 1) - DAY


def known_on(facts: tuple[YearFact, ...], day: date) -> FinancialYear:
    """What was said last of those that hold by then; before the first, the first."""
    ordered = sorted(facts, key=lambda fact: fact.from_on or date.min)
    by_then = [fact for fact in ordered if (fact.from_on or date.min) <= day]
    return (by_then or [fact for fact in ordered if fact.from_on == ordered[0].from_on])[-1].year


def end_of_year(year: FinancialYear, calendar_year: int) -> date:
    if year.month == 2 and year.day >= 28:
        return date(calendar_year, 3, 1) - DAY
    try:
        return date(calendar_year, year.month, year.day)
    except ValueError:
        return date(calendar_year, year.month + 1, 1) - DAY


def deadline(requirement: Requirement, year: FinancialYear, end: date) -> date:
    months = requirement.deadline_months.get(year.legal_form, MONTHS_TO_FILE[year.legal_form])
    due, _ = months_on(end, months)
    ends_with_month = (end + DAY).day == 1
    while ends_with_month and (due + DAY).day != 1:
        due += DAY
    return due


# What is enough.


def is_enough(requirement: Requirement, decision: Decision) -> bool:
    """Whether it was accepted, and says all that has to be said."""
    if decision.outcome is not Outcome.ACCEPT:
        return False
    match requirement.kind:
        case Kind.COVER:
            cover = next((each for each in requirement.parts if each.key == decision.part), None)
            return cover is not None and is_policy(cover, decision)
        case Kind.REGISTER:
            return is_record(requirement, decision)
        case Kind.ACCOUNTS:
            return is_year(decision.part) and is_assured(requirement, decision)
        case _:
            return decision.part == WHOLE and is_paper(requirement, decision)


def is_policy(cover: Cover, decision: Decision) -> bool:
    if decision.amount is None or decision.from_on is None or decision.until_on is None:
        return False
    if decision.layer is None and decision.amount < cover.amount:
        return False
    return decision.basis is Basis.PER_CLAIM or decision.basis is cover.basis


def is_year(part: str) -> bool:
    try:
        return str(date.fromisoformat(part)) == part
    except ValueError:
        return False


def is_assured(requirement: Requirement, decision: Decision) -> bool:
    if not requirement.audited or decision.assurance is Assurance.AUDIT:
        return True
    return decision.assurance is Assurance.EXAMINATION and decision.reasoned


def is_paper(requirement: Requirement, decision: Decision) -> bool:
    if requirement.kind is Kind.ASSESSMENT:
        asked = requirement.characteristics or requirement.sections
        return all(each in (decision.covers or ()) for each in asked)
    if requirement.kind is Kind.CONFIRMATION and decision.first_on:
        years = requirement.still_years
        return bool(years) and start_of(decision) <= end_of_months(decision.first_on, 12 * (years or 0))
    return True


def is_founded(decision: Decision, held: Sequence[Decision]) -> bool:
    """Of what is said to be still in force: whether the statement that was signed on that day stands. One
    that says no day was sent before it was accepted."""
    signed = [each for each in held if each.outcome is Outcome.ACCEPT and not each.first_on]
    if decision.first_on is None:
        return True
    return any(
        each.from_on == decision.first_on
        or (each.from_on is None and decision.first_on <= each.made_on <= decision.made_on)
        for each in signed
        if each.part == decision.part
    )


# When it counts.


def are_enough(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement, known: date | None
) -> Callable[[str, date], bool]:
    """Whether a part has what is asked for on a day."""
    enough = [each for each in held if is_enough(requirement, each) and is_founded(each, held)]
    last_days = {each.key: last_day_of(requirement, each, engagement, known) for each in enough}
    first_days = {each.key: first_day_of(requirement, each) for each in enough}

    def in_force(part: str, day: date) -> list[Decision]:
        return [
            each
            for each in enough
            if each.part == part and first_days[each.key] <= day <= last_days[each.key]
        ]

    def counts(part: str, day: date) -> bool:
        found = in_force(part, day)
        if requirement.kind is not Kind.COVER or not found:
            return bool(found)
        cover = next(each for each in requirement.parts if each.key == part)
        return any(insures(found, basis) >= cover.amount for basis in usable(cover))

    return counts


def usable(cover: Cover) -> list[Basis]:
    return [Basis.PER_CLAIM, cover.basis]


def insures(policies: Sequence[Decision], basis: Basis) -> int:
    """The largest that stands alone, or the layers one above the other from the first."""
    of_basis = [each for each in policies if each.basis is basis]
    alone = max([each.amount or 0 for each in of_basis if each.layer is None], default=0)
    total, layer = 0, 1
    while found := [each.amount or 0 for each in of_basis if each.layer == layer]:
        total, layer = total + max(found), layer + 1
    return max(alone, total)


def first_day_of(requirement: Requirement, decision: Decision) -> date:
    if requirement.kind is Kind.ACCOUNTS:
        return max(start_of(decision), date.fromisoformat(decision.part))
    return start_of(decision)


def last_day_of(
    requirement: Requirement, decision: Decision, engagement: Engagement, known: date | None
) -> date:
    if requirement.kind is Kind.ACCOUNTS:
        return date.max
    ends = [decision.until_on or date.max]
    if requirement.months is not None:
        ends.append(end_of_months(start_of(decision), requirement.months))
    if requirement.kind is Kind.CONFIRMATION and decision.first_on and requirement.still_years:
        ends.append(end_of_months(decision.first_on, 12 * requirement.still_years))
    if requirement.kind is Kind.REGISTER and decision.check:
        ends += [each.on - DAY for each in decision.check.news if known is None or each.recorded_on <= known]
        ends += [
            each.on - DAY
            for each in decision.check.unclear
            if speaks_against(each, start_of(decision), known)
        ]
    if requirement.kind is Kind.ASSESSMENT and requirement.after_incident:
        ends += [each for each in incidents_by(engagement, known) if each > start_of(decision)]
    return min(ends)


def incidents_by(engagement: Engagement, known: date | None) -> list[date]:
    """The days of the incidents that one knew of that evening."""
    if known is None:
        return [each.on for each in engagement.incidents if each.withdrawn_on is None]
    return [
        each.on
        for each in engagement.incidents
        if each.recorded_on <= known and (each.withdrawn_on is None or each.withdrawn_on > known)
    ]
