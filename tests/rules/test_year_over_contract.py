"""A target that is reached over the whole contract: by all its periods together, and open until the last."""

from datetime import date

import pytest

from checklists.year.judging import judge
from checklists.year.vocabulary import Over
from tests.rules.year_examples import judged, measure, setting, told

Q1, Q2, Q3, Q4 = "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"


def test_a_target_of_the_whole_contract_is_reached_by_all_periods_together() -> None:
    of = measure(at_least=32, over=Over.CONTRACT)
    found = judged(of, (Q1, 10), (Q2, None), (Q4, 20), ("2026-Q1", 2))
    assert told(found) == [
        "2025-Q1 open 10 32",
        "2025-Q2 not-given - 32",
        "2025-Q3 not-given - 32",
        "2025-Q4 not-given 30 32",
        "2026-Q1 met 32 32",
    ], "two quarters that nobody knows may hold what is wanting, and take nothing away"


@pytest.mark.parametrize(
    ("bound", "numbers", "verdicts"),
    [
        ({"at_least": 32}, (10, 10, 5), "open open not-met"),
        ({"at_least": 32}, (10, 30, 5), "open met met"),
        ({"at_most": 8}, (3, 3, 2), "open open met"),
        ({"at_most": 8}, (3, 9, 0), "open not-met not-met"),
    ],
)
def test_what_is_reached_over_the_contract_is_open_until_its_last_period(
    bound: dict[str, int], numbers: tuple[int, ...], verdicts: str
) -> None:
    """But for what no further figure can turn. And it is not missed time after time."""
    of, last_on = measure(over=Over.CONTRACT, **bound), date(2026, 6, 30)
    found = judged(of, *zip((Q1, Q2, Q3), numbers, strict=True), last_on=last_on)
    assert [each.verdict for each in found] == verdicts.split()
    assert not any(each.second_miss for each in found)


def test_where_the_contract_goes_on_its_last_figures_so_far_are_not_the_last() -> None:
    of = measure(at_least=32, over=Over.CONTRACT)
    for last_on in (date(2026, 7, 1), None):
        assert told(judged(of, (Q1, 10), (Q3, 10), last_on=last_on))[-1] == "2025-Q3 not-given 20 32"
        assert told(judged(of, (Q1, 10), (Q2, 10), (Q3, 10), last_on=last_on))[-1] == "2025-Q3 open 30 32"


def test_a_quarter_in_which_nobody_was_asked_for_it_is_not_wanting() -> None:
    of, other = measure(at_least=32, over=Over.CONTRACT), measure(key="other")
    found = judge(setting([of, other], [("other", Q1, 1), (of.key, Q2, 10), (of.key, Q3, 10)]))
    verdicts = [each.verdict for each in found if each.measure is of]
    assert verdicts == ["not-given", "open", "open"]


def test_no_more_than_so_many_over_the_contract_is_not_met_by_what_is_not_known() -> None:
    found = judged(measure(at_most=8, over=Over.CONTRACT), (Q1, 3), (Q2, None), (Q3, 4), (Q4, 2))
    assert [each.verdict for each in found] == ["open", "not-given", "not-given", "not-met"]


def test_whole_years_may_be_given_of_a_target_of_the_whole_contract() -> None:
    found = judged(measure(at_least=32, over=Over.CONTRACT), ("2025", 20), ("2026-Q1", 12))
    assert told(found) == ["2025 open 20 32", "2026-Q1 met 32 32"]
