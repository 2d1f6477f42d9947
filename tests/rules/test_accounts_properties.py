"""The accounts that are asked for, against the sentence of the contract, day by day."""

from hypothesis import given

from checklists.facts import known_by
from checklists.kinds.accounts import due_on, filed_on, year_end
from checklists.timeline import part_timelines
from checklists.vocabulary import Outcome, State
from tests.rules.generated import Case, accounts_cases
from tests.rules.test_properties import bounded, days_in, states


@bounded
@given(accounts_cases)
def test_they_are_those_of_the_last_years_due_or_later_ones_filed(case: Case) -> None:
    year, asked = case.engagement.financial_year, case.requirement
    assert year
    accepted = [each for each in known_by(case.decisions, None) if each.outcome is Outcome.ACCEPT]
    filed = {
        end: [filed_on(each) for each in accepted if each.part == end.isoformat()]
        for end in (year_end(year, each) for each in range(2008, 2028))
        if year.first_end_on is None or end >= year.first_end_on
    }
    due = {end: due_on(end, year, asked) for end in filed}
    parts = part_timelines(asked, case.decisions, case.engagement)
    by_part = {key: states(intervals) for key, intervals in parts.items()}
    for day in days_in(case.engagement.span):
        settled = [end for end in filed if due[end] < day or any(on <= day for on in filed[end])]
        expected = {end.isoformat() for end in settled[-(asked.years or 1) :] if due[end] < day}
        assert {key for key, said in by_part.items() if said[day] is not State.NOT_NEEDED} == expected
