"""How often, and by which clause, the contracts ask for what goes through the year."""

import pytest

from checklists.library import library
from checklists.year.promised import asked_in, term_of
from checklists.year.vocabulary import Every
from tests.rules.test_year_obligations import PORCHLIGHT

HOW_OFTEN: dict[str, dict[str, str]] = {
    PORCHLIGHT: {
        "quarterly-report": "quarter",
        "income-and-expenditure": "quarter",
        "income-generation": "2 any-time",
        "awareness-events": "2 any-time",
        "focus-group": "3 year",
        "observation": "1 year",
        "audit-visit": "1 year",
    },
    "cornwall-social-inclusion": {
        "complaints-review": "quarter",
        "outcomes-workbook": "quarter",
        "outputs-workbook": "quarter",
        "additional-information": "on-request",
        "satisfaction-feedback": "on-request",
        "compliance-meeting": "1 year",
        "review-meeting": "1 quarter",
        "operational-meeting": "as agreed",
    },
    "thurrock-floating-support": {
        "hard-outcomes": "quarter",
        "soft-outcomes": "year",
        "invoice": "four-weeks",
        "management-information": "on-request",
    },
    "kcc-ensure": {
        "performance-information": "before-meeting",
        "steering-reports": "before-meeting",
        "weekly-meeting": "1 week",
    },
}
"""How often the contract asks for it, where it says so."""


@pytest.mark.parametrize("key", HOW_OFTEN)
def test_each_row_is_asked_for_as_often_as_the_contract_says(key: str) -> None:
    year = library()[key].year
    found = {
        each.key: f"{each.times} {each.every}" if each.every is Every.ANY_TIME else f"{each.every}"
        for each in year.returns
    }
    found |= {
        each.key: "as agreed" if each.as_agreed else f"{each.times} {each.every}" for each in year.meetings
    }
    assert {each: found[each] for each in HOW_OFTEN[key]} == HOW_OFTEN[key]


@pytest.mark.parametrize(("key", "clause"), [("thurrock-floating-support", "11.4"), ("kcc-lot9", "52")])
def test_what_a_tender_promised_is_asked_for_by_its_own_row(key: str, clause: str) -> None:
    """Each commitment has its clause and term from there, and is due after each year of the contract."""
    year = library()[key].year
    row = asked_in(year)
    assert row
    assert (row.clause, row.every, term_of(year)) == (clause, Every.YEAR, row.due)
    assert row.due
