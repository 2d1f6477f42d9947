"""Accounts: those of the past years whose deadline has passed, or later ones if filed."""

from datetime import date

import pytest

from checklists.facts import Decision, Engagement, FinancialYear
from checklists.kinds.accounts import due_on, year_end
from checklists.timeline import part_timelines, timeline
from checklists.vocabulary import Kind, LegalForm
from tests.rules.examples import accept, always, d, engagement, requirement, told, waive

ACCOUNTS = requirement(Kind.ACCOUNTS)
MARCH = FinancialYear(3, 31, LegalForm.CHARITY)


def partner(year: FinancialYear | None = MARCH, from_on: str = "2021-10-01") -> Engagement:
    return engagement(from_on, financial_years=always(year))


def filed(year_end: str, on: str | None = "2021-01-01", made: str = "2021-10-01") -> Decision:
    return accept(on, part=year_end, made=made)


PAST = [filed("2018-03-31"), filed("2019-03-31"), filed("2020-03-31")]


@pytest.mark.parametrize(
    ("end", "form", "due"),
    [
        ("2021-03-31", LegalForm.CHARITY, "2022-01-31"),
        ("2021-03-31", LegalForm.COMPANY, "2021-12-31"),
        ("2021-02-28", LegalForm.COMPANY, "2021-11-30"),
        ("2024-02-29", LegalForm.CHARITY, "2024-12-31"),
        ("2023-02-28", LegalForm.CHARITY, "2023-12-31"),
        ("2024-02-28", LegalForm.CHARITY, "2024-12-28"),
        ("2021-04-05", LegalForm.CHARITY, "2022-02-05"),
        ("2021-04-30", LegalForm.CHARITY, "2022-02-28"),
        ("2023-04-30", LegalForm.CHARITY, "2024-02-29"),
    ],
)
def test_the_deadline(end: str, form: LegalForm, due: str) -> None:
    assert due_on(d(end), FinancialYear(1, 1, form), ACCOUNTS) == d(due)


@pytest.mark.parametrize(
    ("month", "day", "calendar_year", "end"),
    [
        (2, 29, 2023, "2023-02-28"),
        (2, 29, 2024, "2024-02-29"),
        (2, 28, 2024, "2024-02-29"),
        (4, 31, 2023, "2023-04-30"),
        (3, 31, 2023, "2023-03-31"),
    ],
)
def test_a_year_end_that_the_month_does_not_have(month: int, day: int, calendar_year: int, end: str) -> None:
    assert year_end(FinancialYear(month, day, LegalForm.CHARITY), calendar_year) == d(end)


def test_the_three_years_whose_deadline_has_passed() -> None:
    assert told(timeline(ACCOUNTS, [], partner())) == [
        "missing 2021-10-01..2022-01-31 2018-03-31 2019-03-31 2020-03-31",
        "missing 2022-02-01..2023-01-31 2019-03-31 2020-03-31 2021-03-31",
        "missing 2023-02-01..2023-03-31 2020-03-31 2021-03-31 2022-03-31",
    ]


def test_they_are_met_until_the_next_years_are_due() -> None:
    assert told(timeline(ACCOUNTS, PAST, partner())) == [
        "met 2021-10-01..2022-01-31",
        "missing 2022-02-01..2023-01-31 2021-03-31",
        "missing 2023-02-01..2023-03-31 2021-03-31 2022-03-31",
    ]


def test_later_accounts_filed_in_time_keep_it_met() -> None:
    later = [filed("2021-03-31", "2022-01-31"), filed("2022-03-31", "2022-09-01")]
    assert told(timeline(ACCOUNTS, [*PAST, *later], partner())) == ["met 2021-10-01..2023-03-31"]


def test_accounts_filed_early_take_the_place_of_the_oldest() -> None:
    decisions = [filed("2019-03-31"), filed("2020-03-31"), filed("2021-03-31", "2021-11-15")]
    assert told(timeline(ACCOUNTS, decisions, partner()))[:2] == [
        "missing 2021-10-01..2021-11-14 2018-03-31",
        "met 2021-11-15..2023-01-31",
    ]


def test_accounts_filed_early_take_its_place_although_one_between_is_waived() -> None:
    waiver = waive("2021-10-01", "2023-03-31", part="2020-03-31")
    decisions = [filed("2019-03-31"), waiver, filed("2021-03-31", "2021-11-15")]
    assert told(timeline(ACCOUNTS, decisions, partner()))[:2] == [
        "missing 2021-10-01..2021-11-14 2018-03-31",
        "waived 2021-11-15..2023-01-31 2020-03-31",
    ]


def test_accounts_do_not_count_before_their_year_has_ended() -> None:
    decisions = [filed("2019-03-31"), filed("2020-03-31"), filed("2021-03-31"), filed("2022-03-31")]
    assert told(timeline(ACCOUNTS, decisions, partner(from_on="2021-03-01")))[0] == (
        "missing 2021-03-01..2021-03-30 2018-03-31"
    )


def test_a_first_year_organisation_owes_none_until_its_first_deadline() -> None:
    new = FinancialYear(3, 31, LegalForm.CHARITY, first_end_on=d("2022-03-31"))
    assert told(timeline(ACCOUNTS, [], partner(new))) == [
        "not-needed 2021-10-01..2023-01-31",
        "missing 2023-02-01..2023-03-31 2022-03-31",
    ]
    assert told(timeline(ACCOUNTS, [filed("2022-03-31", "2022-12-01")], partner(new))) == [
        "not-needed 2021-10-01..2022-11-30",
        "met 2022-12-01..2023-03-31",
    ]


def test_a_second_year_organisation_owes_one() -> None:
    new = FinancialYear(3, 31, LegalForm.COMPANY, first_end_on=d("2020-03-31"))
    parts = part_timelines(ACCOUNTS, [], partner(new))
    assert list(parts) == ["2020-03-31", "2021-03-31", "2022-03-31"]


def test_a_company_has_a_month_less() -> None:
    company = FinancialYear(3, 31, LegalForm.COMPANY)
    assert told(timeline(ACCOUNTS, PAST, partner(company)))[0] == "met 2021-10-01..2021-12-31"


def test_a_year_that_ends_with_february() -> None:
    leap = FinancialYear(2, 29, LegalForm.CHARITY)
    span = engagement("2024-01-01", "2025-06-30", financial_years=always(leap))
    decisions = [filed(f"{end}") for end in ("2021-02-28", "2022-02-28", "2023-02-28")]
    assert told(timeline(ACCOUNTS, decisions, span)) == [
        "met 2024-01-01..2024-12-31",
        "missing 2025-01-01..2025-06-30 2024-02-29",
    ]


def test_without_a_financial_year_it_is_missing() -> None:
    assert told(timeline(ACCOUNTS, PAST, partner(None))) == ["missing 2021-10-01..2023-03-31"]


def test_many_years_back_are_all_asked() -> None:
    many = requirement(Kind.ACCOUNTS, years=15)
    assert len(timeline(many, [], partner())[0].parts) == 15


def test_the_deadline_is_the_requirements() -> None:
    slow = requirement(Kind.ACCOUNTS, years=1, deadline_months={LegalForm.CHARITY: 30})
    parts = timeline(slow, [], partner())[0].parts
    assert parts == ("2019-03-31",)
    default = requirement(Kind.ACCOUNTS, years=1, deadline_months={LegalForm.COMPANY: 30})
    assert timeline(default, [], partner())[0].parts == ("2020-03-31",)


@pytest.mark.parametrize("part", ["", "2021", "20210331", "2021-W13-3", "31 March 2021"])
def test_accounts_of_no_year_count_nowhere(part: str) -> None:
    decisions = [accept("2021-01-01", part=part)]
    assert timeline(ACCOUNTS, decisions, partner()) == timeline(ACCOUNTS, [], partner())


def test_an_engagement_at_the_end_of_the_calendar_is_answered() -> None:
    last = Engagement(partner().span.__class__(date(9995, 1, 1), date.max), financial_years=always(MARCH))
    assert timeline(ACCOUNTS, [], last)[-1].until_on == date.max
