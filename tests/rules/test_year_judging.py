"""Each kind of target in tables of cases: met, not met, too few, not given, missed again, corrected."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.library import library
from checklists.year.judging import judge
from checklists.year.rows import Measure
from checklists.year.vocabulary import Direction, Every, Over, Verdict
from tests.rules.year_examples import Given, judged, measure, setting, share, told

Q1, Q2, Q3, Q4 = "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"


@pytest.mark.parametrize(
    ("fields", "figures", "expected"),
    [
        ({"at_least": 95}, (95, 100), "met 19/20 19/20"),
        ({"at_least": 95}, (19, 20), "met 19/20 19/20"),
        ({"at_least": 95}, (94, 100), "not-met 47/50 19/20"),
        ({"at_least": 95}, (949_999, 1_000_000), "not-met 949999/1000000 19/20"),
        ({"at_least": "66.6"}, (2, 3), "too-few 2/3 333/500"),
        ({"at_least": "66.6"}, (6, 9), "met 2/3 333/500"),
        ({"at_least": 100}, (9, 10), "not-met 9/10 1"),
        ({"at_least": 95, "tolerance": 2}, (93, 100), "met 93/100 19/20"),
        ({"at_least": 95, "tolerance": 2}, (929, 1000), "not-met 929/1000 19/20"),
        ({"at_least": 95}, (4, 4), "too-few 1 19/20"),
        ({"at_least": 95}, (5, 5), "met 1 19/20"),
        ({"at_least": 95, "fewest": 10}, (9, 9), "too-few 1 19/20"),
        ({"at_least": 95}, (0, 0), "too-few - 19/20"),
        ({"at_least": 95}, (None, None), "not-given - 19/20"),
        ({"at_most": 10}, (10, 100), "met 1/10 1/10"),
        ({"at_most": 10}, (11, 100), "not-met 11/100 1/10"),
        ({"at_most": 10, "tolerance": 1}, (11, 100), "met 11/100 1/10"),
        ({"at_most": 10}, (0, 4), "too-few 0 1/10"),
        ({"at_most": 0}, (0, 40), "met 0 0"),
        ({}, (3, 100), "no-target 3/100 -"),
        ({}, (None, None), "not-given - -"),
    ],
)
def test_a_share_of_people(fields: dict[str, object], figures: Given, expected: str) -> None:
    assert told(judged(share(**fields), (Q1, *figures))) == [f"{Q1} {expected}"]


@pytest.mark.parametrize(
    ("fields", "period", "number", "expected"),
    [
        ({"at_least": 8}, Q1, 8, "met 8 8"),
        ({"at_least": 8}, Q1, 7, "not-met 7 8"),
        ({"at_least": 8}, Q1, 0, "not-met 0 8"),
        ({"at_least": 8, "tolerance": 1}, Q1, 7, "met 7 8"),
        ({"at_least": 8}, Q1, None, "not-given - 8"),
        ({"at_most": 2}, Q1, 2, "met 2 2"),
        ({"at_most": 2}, Q1, 3, "not-met 3 2"),
        ({"at_least": 35, "over": Over.YEAR}, Q1, 9, "met 9 35/4"),
        ({"at_least": 35, "over": Over.YEAR}, Q1, 8, "not-met 8 35/4"),
        ({"at_least": 35, "over": Over.YEAR}, "2025", 35, "met 35 35"),
        ({"at_least": 35, "over": Over.YEAR}, "2025", 34, "not-met 34 35"),
        ({"at_least": 1000, "tolerance": 40, "over": Over.YEAR}, Q1, 240, "met 240 250"),
        ({"at_least": 1000, "tolerance": 40, "over": Over.YEAR}, Q1, 239, "not-met 239 250"),
        ({"at_least": 24, "over": Over.YEAR, "every": Every.MONTH}, "2026-02", 2, "met 2 2"),
        ({"at_least": 26, "over": Over.YEAR, "every": Every.FOUR_WEEKS}, "2025-P02", 1, "not-met 1 2"),
        ({"at_least": 24, "over": Over.YEAR, "every": Every.HALF_YEAR}, "2025-H2", 12, "met 12 12"),
        ({"at_least": 24, "over": Over.YEAR, "every": Every.YEAR}, "2025", 24, "met 24 24"),
    ],
)
def test_a_number(fields: dict[str, object], period: str, number: int | None, expected: str) -> None:
    """A number says itself how few there are: none of it is too few to judge."""
    assert told(judged(measure(**fields), (period, number))) == [f"{period} {expected}"]


@pytest.mark.parametrize(
    ("direction", "numerators", "verdicts"),
    [
        (Direction.INCREASING, (10, 20, 30), "too-few met met"),
        (Direction.INCREASING, (10, 20, 15), "too-few met not-met"),
        (Direction.INCREASING, (10, 20, 16), "too-few met met"),
        (Direction.INCREASING, (10, 10), "too-few not-met"),
        (Direction.INCREASING, (100, 100), "too-few met"),  # cannot rise any further
        (Direction.DECREASING, (10, 9), "too-few met"),
        (Direction.DECREASING, (10, 10), "too-few not-met"),
        (Direction.DECREASING, (0, 0), "too-few met"),
        (Direction.STABLE_OR_DECREASING, (10, 10, 9), "too-few met met"),
        (Direction.STABLE_OR_DECREASING, (10, 11), "too-few not-met"),
        (Direction.STABLE_OR_DECREASING, (30, 20, 10, 12), "too-few met met met"),  # overall, not each time
        (Direction.STABLE_OR_INCREASING, (10, 10, 11), "too-few met met"),
        (Direction.STABLE_OR_INCREASING, (10, 9), "too-few not-met"),
        (Direction.STABLE_OR_INCREASING, (10, None, 9), "too-few not-given not-met"),
    ],
)
def test_a_direction_is_judged_over_the_periods_there_are(
    direction: Direction, numerators: tuple[int | None, ...], verdicts: str
) -> None:
    figures = [
        (f"2025-Q{place}", each, None if each is None else 100) for place, each in enumerate(numerators, 1)
    ]
    assert [row.verdict for row in judged(share(direction=direction), *figures)] == verdicts.split()


def test_a_direction_of_a_number_follows_the_average() -> None:
    days = measure(direction=Direction.STABLE_OR_DECREASING)
    assert told(judged(days, (Q1, 20), (Q2, 10), (Q3, 15), (Q4, 16))) == [
        "2025-Q1 too-few 20 -",
        "2025-Q2 met 10 20",
        "2025-Q3 met 15 15",
        "2025-Q4 not-met 16 15",
    ]


def test_a_direction_leaves_out_what_is_from_too_few() -> None:
    found = judged(share(direction=Direction.INCREASING), (Q1, 4, 4), (Q2, 5, 10), (Q3, 6, 10))
    assert told(found) == ["2025-Q1 too-few 1 -", "2025-Q2 too-few 1/2 -", "2025-Q3 met 3/5 1/2"]


@pytest.mark.parametrize(("now", "expected"), [(11, "met"), (12, "met"), (13, "not-met")])
def test_stable_has_a_tolerance(now: int, expected: str) -> None:
    of = share(direction=Direction.STABLE_OR_DECREASING, tolerance=2)
    assert judged(of, (Q1, 10, 100), (Q2, now, 100))[1].verdict == expected


@pytest.mark.parametrize(
    ("change", "figures", "expected"),
    [
        (-5, [(Q1, 95, 100)], ["met 19/20 19/20"]),
        (-5, [(Q1, 96, 100)], ["not-met 24/25 19/20"]),
        (-5, [(Q1, 120, 100)], ["not-met 6/5 19/20"]),
        (-5, [(Q1, 3, 4)], ["too-few 3/4 19/20"]),
        (-5, [(Q1, 3, 0)], ["too-few - 19/20"]),
        (-5, [(Q1, 100), (Q2, 95), (Q3, 96)], ["too-few - 19/20", "met 19/20 19/20", "not-met 24/25 19/20"]),
        (-5, [(Q1, None)], ["not-given - 19/20"]),
        (10, [(Q1, 110, 100)], ["met 11/10 11/10"]),
        (10, [(Q1, 109, 100)], ["not-met 109/100 11/10"]),
    ],
)
def test_a_change(change: int, figures: list[Given], expected: list[str]) -> None:
    """Against what is named as the denominator, or against the first period there is."""
    found = told(judged(share(change=change), *figures))
    assert [each.partition(" ")[2] for each in found] == expected


JOINT = (
    share(key="work", direction=Direction.INCREASING),
    share(key="training", direction=Direction.INCREASING),
    share(key="both", at_least=90, joint=("work", "training")),
)


@pytest.mark.parametrize(
    ("work", "training", "expected"),
    [
        ((9, 10), (18, 20), "met 9/10 9/10"),
        ((5, 10), (20, 20), "not-met 5/6 9/10"),
        ((10, 10), (8, 10), "met 9/10 9/10"),
        ((2, 2), (2, 2), "too-few 1 9/10"),
        ((2, 2), (3, 3), "met 1 9/10"),
        ((9, 10), (None, None), "not-given - 9/10"),
        (None, (20, 20), "not-given - 9/10"),
    ],
)
def test_a_joint_target_over_two_measures(work: Given | None, training: Given, expected: str) -> None:
    """Their people are added up; where one of the two is not given nobody knows."""
    figures = [("work", Q1, *work)] if work else []
    found = judge(setting(JOINT, [*figures, ("training", Q1, *training)]))
    assert told(row for row in found if row.measure.key == "both") == [f"{Q1} {expected}"]


def test_missed_again_is_what_was_missed_in_the_period_just_before() -> None:
    of = share(at_least=90)
    figures = [(f"2025-Q{each}", number, 100) for each, number in enumerate((80, 80, 95, 80), 1)]
    assert told(judged(of, *figures, ("2026-Q1", 70, 100))) == [
        "2025-Q1 not-met 4/5 9/10",
        "2025-Q2 not-met 4/5 9/10 again",
        "2025-Q3 met 19/20 9/10",
        "2025-Q4 not-met 4/5 9/10",
        "2026-Q1 not-met 7/10 9/10 again",
    ]


@pytest.mark.parametrize("between", [(None, None), (3, 4), (90, 100)])
def test_nothing_is_missed_again_over_a_period_that_was_not_missed(between: Given) -> None:
    found = judged(share(at_least=90), (Q1, 8, 10), (Q2, *between), (Q3, 8, 10))
    assert [row.second_miss for row in found] == [False, False, False]


def test_a_period_that_nobody_names_is_not_given() -> None:
    found = judged(share(at_least=90), (Q1, 8, 10), (Q3, 8, 10))
    assert told(found)[1] == "2025-Q2 not-given - 9/10"
    assert not found[2].second_miss


def test_a_measure_of_which_nothing_is_given_is_there_as_not_given() -> None:
    """An unknown is never left out where it could be read as met."""
    found = judge(setting([share(key="a", at_least=90), share(key="b", at_least=90)], [("a", Q1, 9, 10)]))
    assert [(row.measure.key, row.verdict) for row in found] == [("a", "met"), ("b", "not-given")]


def test_the_year_to_date_adds_people_up_and_begins_anew_with_the_year() -> None:
    of = share(at_least=90)
    found = judged(of, (Q1, 8, 10), (Q2, None, None), (Q3, 30, 30), (Q4, 1, 10), ("2026-Q1", 5, 10))
    assert [row.year_to_date for row in found] == [
        Fraction(8, 10),
        Fraction(8, 10),
        Fraction(38, 40),
        Fraction(39, 50),
        Fraction(5, 10),
    ]
    signed = judged(measure(at_least=35, over=Over.YEAR), (Q1, 7), (Q2, 10), (Q3, 9), (Q4, 9))
    assert [row.year_to_date for row in signed] == [7, 17, 26, 35]


def test_hard_outcomes_of_thurrock_say_what_a_second_miss_leads_to() -> None:
    measures = {each.key: each for each in library()["thurrock-floating-support"].year.measures}
    assert (measures["gp-registration"].second_miss or "").startswith("8.4")
    assert measures["meaningful-occupation"].joint == ("paid-work", "training-or-education")


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 100), st.integers(1, 20))
def test_met_is_only_what_is_known_to_reach_its_target(
    numerator: int, more: int, target: int, fewest: int
) -> None:
    denominator = numerator + more
    (row,) = judged(share(at_least=target), (Q1, numerator, denominator), fewest=fewest)
    reached = denominator >= fewest and numerator * 100 >= target * denominator
    assert (row.verdict is Verdict.MET) == reached


@pytest.mark.parametrize(
    ("of", "figures", "verdicts"),
    [
        (share(at_least=90), [(8, 10), (30, 30), (None, None), (30, 30)], "not-met met not-given not-given"),
        (share(at_least=90), [(2, 4), (4, 4), (4, 4), (4, 4)], "too-few not-met not-met not-met"),
        (measure(at_least=35, over=Over.YEAR), [(7,), (11,), (8,), (9,)], "not-met met not-met met"),
        (measure(at_most=8, over=Over.YEAR), [(3,), (1,), (2,), (3,)], "not-met met met not-met"),
        (measure(at_least=20, over=Over.CONTRACT), [(9,), (9,), (1,), (1,)], "open open open met"),
        (share(direction=Direction.INCREASING), [(5, 10), (6, 10)], "too-few too-few"),
        (share(change=-5), [(95, 100), (99, 100)], "met not-met"),
        (share(change=-5), [(100,), (90,)], "too-few too-few"),
        (share(), [(95, 100)], "no-target"),
    ],
)
def test_the_year_to_date_has_a_verdict_of_its_own(of: Measure, figures: list[Given], verdicts: str) -> None:
    """A poor quarter may be made up for; what is not given of the year is not known of it."""
    rows = [(f"2025-Q{place}", *each) for place, each in enumerate(figures, 1)]
    assert [row.to_date for row in judged(of, *rows)] == verdicts.split()


def test_a_direction_over_the_year_follows_the_years_before() -> None:
    found = judged(share(direction=Direction.INCREASING), (Q1, 5, 10), ("2026-Q1", 6, 10), ("2026-Q2", 3, 10))
    rows = [row for row in found if row.period.year == 2026]
    assert [row.to_date for row in rows] == [Verdict.MET, Verdict.NOT_MET]
