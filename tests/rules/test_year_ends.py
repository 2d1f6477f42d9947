"""Accounts where the end of the year or the legal form changes from a day, where they are filed early, and
where a year ends with February."""

import pytest

from checklists.facts import Decision, FinancialYear, YearFact
from checklists.kinds.accounts import filed_years, next_due, year_on
from checklists.timeline import part_timelines, timeline
from checklists.vocabulary import Kind, LegalForm
from tests.rules.examples import accept, always, d, engagement, requirement, told, waive

ONE, THREE = requirement(Kind.ACCOUNTS, years=1), requirement(Kind.ACCOUNTS, years=3)
MARCH = FinancialYear(3, 31, LegalForm.CHARITY)
DECEMBER = FinancialYear(12, 31, LegalForm.CHARITY)
COMPANY = FinancialYear(3, 31, LegalForm.COMPANY)
FROM_2022 = (YearFact(MARCH), YearFact(DECEMBER, d("2022-06-01")))
"""Years that end on 31 March up to that of 2022, and from then on on 31 December."""


def filed(end: str, on: str = "2021-01-01") -> Decision:
    return accept(on, part=end)


PAST = [filed("2019-03-31"), filed("2020-03-31"), filed("2021-03-31", "2021-09-01")]


CASES: dict[str, tuple[tuple[YearFact, ...], list[Decision], list[str]]] = {
    "nothing known": ((), PAST, ["missing 2021-10-01..2024-03-31"]),
    "filed before its deadline it counts at once": (
        always(MARCH),
        [filed("2020-03-31"), filed("2021-03-31", "2021-11-05")],
        [
            "met 2021-10-01..2023-01-31",
            "missing 2023-02-01..2024-01-31 2022-03-31",
            "missing 2024-02-01..2024-03-31 2023-03-31",
        ],
    ),
    "of the first year too": (
        always(FinancialYear(3, 31, LegalForm.CHARITY, first_end_on=d("2022-03-31"))),
        [filed("2022-03-31", "2022-06-10")],
        [
            "not-needed 2021-10-01..2022-06-09",
            "met 2022-06-10..2024-01-31",
            "missing 2024-02-01..2024-03-31 2023-03-31",
        ],
    ),
    "a new year end leaves the years before it alone": (
        FROM_2022,
        [filed("2020-03-31"), filed("2021-03-31", "2021-11-05"), filed("2022-03-31", "2022-12-01")],
        ["met 2021-10-01..2023-10-31", "missing 2023-11-01..2024-03-31 2022-12-31"],
    ),
    "and asks for the short year": (
        FROM_2022,
        [filed("2020-03-31"), filed("2021-03-31", "2021-11-05"), filed("2022-12-31", "2023-05-01")],
        [
            "met 2021-10-01..2023-01-31",
            "missing 2023-02-01..2023-04-30 2022-03-31",
            "met 2023-05-01..2024-03-31",
        ],
    ),
    "a new legal form has its deadline from its day on": (
        (YearFact(MARCH), YearFact(COMPANY, d("2022-01-01"))),
        [filed("2020-03-31"), filed("2021-03-31", "2021-11-05")],
        [
            "met 2021-10-01..2022-12-31",
            "missing 2023-01-01..2023-12-31 2022-03-31",
            "missing 2024-01-01..2024-03-31 2023-03-31",
        ],
    ),
    "the first that was said reaches back": (
        (YearFact(MARCH, d("2021-12-01")),),
        [
            filed("2020-03-31"),
            filed("2021-03-31", "2021-11-05"),
            filed("2022-03-31", "2022-07-01"),
            filed("2023-03-31", "2023-07-01"),
        ],
        ["met 2021-10-01..2024-03-31"],
    ),
    "of two from one day the later one is meant": (
        (YearFact(DECEMBER), YearFact(MARCH)),
        [
            filed("2020-03-31"),
            filed("2021-03-31", "2021-11-05"),
            filed("2022-03-31", "2022-07-01"),
            filed("2023-03-31", "2023-07-01"),
        ],
        ["met 2021-10-01..2024-03-31"],
    ),
}


@pytest.mark.parametrize(("years", "decisions", "intervals"), CASES.values(), ids=CASES.keys())
def test_accounts_of_one_year(
    years: tuple[YearFact, ...], decisions: list[Decision], intervals: list[str]
) -> None:
    partner = engagement("2021-10-01", "2024-03-31", financial_years=years)
    assert told(timeline(ONE, decisions, partner)) == intervals


def test_a_year_that_is_filed_early_is_in_the_list_from_that_day_on() -> None:
    partner = engagement("2021-10-01", "2022-01-31", financial_years=always(MARCH))
    parts = part_timelines(THREE, PAST, partner)
    assert list(parts) == ["2019-03-31", "2020-03-31", "2021-03-31"]
    assert told(parts["2021-03-31"]) == ["met 2021-10-01..2022-01-31"]


@pytest.mark.parametrize("day", [28, 29])
@pytest.mark.parametrize("part", ["2024-02-28", "2024-02-29"])
def test_28_and_29_february_are_one_year_end(day: int, part: str) -> None:
    years = always(FinancialYear(2, day, LegalForm.CHARITY))
    partner = engagement("2025-01-01", "2025-06-30", financial_years=years)
    assert told(timeline(ONE, [filed(part, "2024-05-01")], partner)) == ["met 2025-01-01..2025-06-30"]
    waiver = waive("2025-01-01", "2025-03-31", part=part)
    assert told(timeline(ONE, [waiver], partner)) == [
        "waived 2025-01-01..2025-03-31 2024-02-29",
        "missing 2025-04-01..2025-06-30 2024-02-29",
    ]
    assert list(filed_years(ONE, [filed(part)])) == ["2024-02-29"]


def test_from_one_of_them_to_the_other_nothing_changes() -> None:
    years = (
        YearFact(FinancialYear(2, 28, LegalForm.CHARITY)),
        YearFact(FinancialYear(2, 29, LegalForm.CHARITY), d("2024-03-01")),
    )
    made = [filed("2024-02-28", "2024-05-01"), filed("2025-02-28", "2025-05-01")]
    partner = engagement("2024-06-01", "2026-06-30", financial_years=years)
    assert told(timeline(ONE, made, partner))[0] == "met 2024-06-01..2026-06-30"


def test_what_falls_due_next_after_a_change() -> None:
    assert next_due(FROM_2022, ONE, d("2022-05-01")) == (d("2022-03-31"), d("2023-01-31"))
    assert next_due(FROM_2022, ONE, d("2023-02-01")) == (d("2022-12-31"), d("2023-10-31"))
    assert next_due((), ONE, d("2023-02-01")) is None


def test_what_holds_on_a_day() -> None:
    assert [year_on(FROM_2022, d(day)) for day in ("1999-01-01", "2022-05-31", "2022-06-01")] == [
        MARCH,
        MARCH,
        DECEMBER,
    ]
    assert year_on((), d("2022-01-01")) is None


def test_a_day_on_which_something_must_be_there_is_the_last_to_do_it() -> None:
    """Due by 31 January: on that day it is not wanting yet, on the day after it is."""
    partner = engagement("2021-10-01", "2022-03-31", financial_years=always(MARCH))
    made = [filed("2020-03-31")]
    assert told(timeline(ONE, made, partner)) == [
        "met 2021-10-01..2022-01-31",
        "missing 2022-02-01..2022-03-31 2021-03-31",
    ]
    on_the_day = [*made, accept("2022-01-31", part="2021-03-31", made="2022-01-31")]
    assert told(timeline(ONE, on_the_day, partner)) == ["met 2021-10-01..2022-03-31"]
