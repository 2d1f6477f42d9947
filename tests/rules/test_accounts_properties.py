"""The accounts that are asked for, against the sentence of the contract, day by day."""

from datetime import date

from hypothesis import given

from checklists.calendar import Span
from checklists.facts import known_by
from checklists.kinds.accounts import filed_on, owed_years
from checklists.timeline import part_timelines
from checklists.vocabulary import Outcome, State
from tests.rules.generated import Case, accounts_cases
from tests.rules.test_properties import bounded, days_in, states


@bounded
@given(accounts_cases)
def test_they_are_those_of_the_last_years_due_or_later_ones_filed(case: Case) -> None:
    asked = case.requirement
    accepted = [each for each in known_by(case.decisions, None) if each.outcome is Outcome.ACCEPT]
    due = dict(owed_years(case.engagement.financial_years, asked, Span(date(2018, 1, 1), date(2028, 1, 1))))
    filed = {end: [filed_on(each) for each in accepted if same_end(each.part, end)] for end in due}
    parts = part_timelines(asked, case.decisions, case.engagement)
    by_part = {key: states(intervals) for key, intervals in parts.items()}
    for day in days_in(case.engagement.span):
        settled = [end for end in filed if due[end] < day or any(on <= day for on in filed[end])]
        expected = {end.isoformat() for end in settled[-(asked.years or 1) :]}
        assert {key for key, said in by_part.items() if said[day] is not State.NOT_NEEDED} == expected


def same_end(part: str, end: date) -> bool:
    """28 February of a leap year means the 29th."""
    return part == end.isoformat() or (end.day == 29 and end.month == 2 and part == f"{end.year}-02-28")
