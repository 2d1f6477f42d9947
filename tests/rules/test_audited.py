"""Audited accounts: what an audit, an examination, neither and silence are worth; which year is due next."""

from typing import Any

import pytest

from checklists.deciding import problems
from checklists.facts import FinancialYear
from checklists.kinds import rules_for
from checklists.kinds.accounts import filed_years, next_due
from checklists.timeline import timeline
from checklists.vocabulary import Assurance, Kind, LegalForm
from tests.rules.examples import accept, always, d, engagement, give_back, requirement, told

AUDITED = requirement(Kind.ACCOUNTS, years=1, audited=True)
PLAIN = requirement(Kind.ACCOUNTS, years=1)
MARCH = FinancialYear(3, 31, LegalForm.CHARITY)
PARTNER = engagement(financial_years=always(MARCH))
ENOUGH = "met 2021-10-01..2022-01-31"
WANTING = "missing 2021-10-01..2022-01-31 2020-03-31"

WORTH: dict[str, tuple[dict[str, Any], bool]] = {
    "an audit": ({"assurance": Assurance.AUDIT}, True),
    "an audit, with a word beside it": ({"assurance": Assurance.AUDIT, "reasoned": True}, True),
    "an examination with a reason": ({"assurance": Assurance.EXAMINATION, "reasoned": True}, True),
    "an examination without a reason": ({"assurance": Assurance.EXAMINATION}, False),
    "neither": ({"assurance": Assurance.NEITHER}, False),
    "neither, with a reason": ({"assurance": Assurance.NEITHER, "reasoned": True}, False),
    "nobody said": ({}, False),
    "nobody said, with a reason": ({"reasoned": True}, False),
}


@pytest.mark.parametrize(("fields", "enough"), WORTH.values(), ids=WORTH.keys())
def test_where_audited_accounts_are_asked(fields: dict[str, Any], enough: bool) -> None:
    filed = accept("2021-01-01", part="2020-03-31", **fields)
    assert told(timeline(AUDITED, [filed], PARTNER))[0] == (ENOUGH if enough else WANTING)
    assert (not problems(AUDITED, filed)) is enough


@pytest.mark.parametrize(("fields", "_enough"), WORTH.values(), ids=WORTH.keys())
def test_where_they_are_not_asked_anything_will_do(fields: dict[str, Any], _enough: bool) -> None:
    filed = accept("2021-01-01", part="2020-03-31", **fields)
    assert told(timeline(PLAIN, [filed], PARTNER))[0] == ENOUGH
    assert problems(PLAIN, filed) == []


def test_the_question_is_asked_only_where_it_matters() -> None:
    assert "assurance" in rules_for(AUDITED).asks(AUDITED) & rules_for(AUDITED).needs(AUDITED)
    assert "assurance" not in rules_for(PLAIN).asks(PLAIN) | rules_for(PLAIN).needs(PLAIN)


FEBRUARY = FinancialYear(2, 29, LegalForm.CHARITY)
COMPANY = FinancialYear(3, 31, LegalForm.COMPANY)
YOUNG = FinancialYear(3, 31, LegalForm.CHARITY, first_end_on=d("2027-03-31"))

NEXT: dict[str, tuple[FinancialYear, dict[LegalForm, int], str, tuple[str, ...], tuple[str, str]]] = {
    "a charity": (MARCH, {}, "2026-06-01", (), ("2026-03-31", "2027-01-31")),
    "on the very day": (MARCH, {}, "2027-01-31", (), ("2026-03-31", "2027-01-31")),
    "the day after": (MARCH, {}, "2027-02-01", (), ("2027-03-31", "2028-01-31")),
    "already filed": (MARCH, {}, "2026-06-01", ("2026-03-31",), ("2027-03-31", "2028-01-31")),
    "a company": (COMPANY, {}, "2026-06-01", (), ("2026-03-31", "2026-12-31")),
    "a company, the day after": (COMPANY, {}, "2027-01-01", (), ("2027-03-31", "2027-12-31")),
    "the requirement's own setting": (
        MARCH,
        {LegalForm.CHARITY: 6},
        "2026-06-01",
        (),
        ("2026-03-31", "2026-09-30"),
    ),
    "29 February, in a leap year": (FEBRUARY, {}, "2024-06-01", (), ("2024-02-29", "2024-12-31")),
    "29 February, in another": (FEBRUARY, {}, "2025-06-01", (), ("2025-02-28", "2025-12-31")),
    "the first year": (YOUNG, {}, "2026-06-01", (), ("2027-03-31", "2028-01-31")),
    "the first year, not yet ended": (YOUNG, {}, "2020-01-01", (), ("2027-03-31", "2028-01-31")),
}


@pytest.mark.parametrize(("year", "setting", "on", "filed", "expected"), NEXT.values(), ids=NEXT.keys())
def test_which_year_falls_due_next(
    year: FinancialYear,
    setting: dict[LegalForm, int],
    on: str,
    filed: tuple[str, ...],
    expected: tuple[str, str],
) -> None:
    asked = requirement(Kind.ACCOUNTS, deadline_months=setting)
    assert next_due(always(year), asked, d(on), filed) == (d(expected[0]), d(expected[1]))


def test_at_the_end_of_the_calendar_nothing_more_falls_due() -> None:
    many = tuple(f"{year}-03-31" for year in range(9990, 10000))
    assert next_due(always(MARCH), PLAIN, d("9998-06-01"), many) is None


def test_the_years_of_which_accounts_were_accepted() -> None:
    made = [
        accept(None, part="2019-03-31", assurance=Assurance.AUDIT),
        accept(None, part="2020-03-31", assurance=Assurance.EXAMINATION, reasoned=True),
        accept(None, part="2021-03-31", assurance=Assurance.EXAMINATION),
        accept(None, part="2022-03-31", assurance=Assurance.AUDIT, key="first"),
        give_back(part="2022-03-31", corrects="first"),
    ]
    assert filed_years(AUDITED, made) == {
        "2019-03-31": Assurance.AUDIT,
        "2020-03-31": Assurance.EXAMINATION,
    }
