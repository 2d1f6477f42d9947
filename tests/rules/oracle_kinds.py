"""Of each kind of evidence, as a contract states it: which parts are asked for on a day, and whether what was
accepted counts on it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from checklists.facts import Decision, Engagement, FinancialYear
from checklists.requirement import WHOLE, Cover, Requirement
from checklists.vocabulary import Assurance, Basis, DbsLevel, DbsOutcome, Kind, LegalForm, Outcome

DAY = timedelta(days=1)
LEVELS = [DbsLevel.BASIC, DbsLevel.STANDARD, DbsLevel.ENHANCED]
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
    year = engagement.financial_year
    if year is None:
        return [WHOLE]
    settled = []
    for calendar_year in range(day.year - 12, day.year + 2):
        end = end_of_year(year, calendar_year)
        if year.first_end_on and end < year.first_end_on:
            continue
        filed = [each for each in held if each.part == end.isoformat() and is_enough(requirement, each)]
        is_due = deadline(requirement, year, end) < day
        if is_due or any(max(start_of(each), end) <= day for each in filed):
            settled.append((end, is_due))
    return [end.isoformat() for end, is_due in settled[-(requirement.years or 1) :] if is_due]


def end_of_year(year: FinancialYear, calendar_year: int) -> date:
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


def is_record(requirement: Requirement, decision: Decision) -> bool:
    check, (person, _, topic) = decision.check, decision.part.partition(":")
    if decision.from_on is None or not person:
        return False
    if requirement.topics:
        return topic in [each.key for each in requirement.topics]
    if check is None or check.outcome not in {DbsOutcome.CLEAR, DbsOutcome.RISK_DECISION}:
        return False
    if requirement.level and LEVELS.index(check.level) < LEVELS.index(requirement.level):
        return False
    return all(each in check.lists for each in requirement.lists)


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


# When it counts.


def are_enough(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement, known: date | None
) -> Callable[[str, date], bool]:
    """Whether a part has what is asked for on a day."""
    enough = [each for each in held if is_enough(requirement, each)]
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
