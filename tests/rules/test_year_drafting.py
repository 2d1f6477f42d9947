"""What is asked for through the year while it is written: every fault of a row, its order, what is named and
gone, and what differs between versions."""

from dataclasses import replace
from typing import Any

import pytest

from checklists.fields import DefinitionError
from checklists.library import library
from checklists.plain_data import json_data, year_table
from checklists.year.comparing import compare_years
from checklists.year.drafting import Sort, YearDraft, faults, read_row, rows_of
from checklists.year.rows import NO_YEAR, Return, YearRows

PORCHLIGHT = library()["porchlight-peer-support"].year
WHOLE = YearDraft(PORCHLIGHT)
ABOUT = {"title": "Thing", "clause": "6.2", "source": "It says so."}
PART = {"key": "p", "title": "P", "weight": 100, "measures": ["a"]}
AREA = {"key": "a", "title": "A", "fee": 24000}


def keys(draft: YearDraft, sort: Sort) -> list[str]:
    return [each.key for each in draft.asked_for(sort)]


@pytest.mark.parametrize("key", library())
def test_every_row_of_a_definition_is_read_back_alone(key: str) -> None:
    year = library()[key].year
    for sort in Sort:
        for row in rows_of(year, sort):
            assert read_row(sort, year_table(json_data(row))) == row
            assert faults(sort, year_table(json_data(row))) == []


@pytest.mark.parametrize(
    ("sort", "data", "wrong"),
    [
        (Sort.RETURN, {}, ["title", "clause", "source", "asks", "every"]),
        (
            Sort.RETURN,
            {**ABOUT, "asks": "It.", "every": "before-meeting", "lead_due": {"days": "soon"}},
            ["lead_due days", "meeting", "due"],
        ),
        (
            Sort.RETURN,
            {**ABOUT, "asks": "It.", "every": "year", "section": [{"key": "a", "title": "", "form": "x"}]},
            ["section 1 title", "section 1 form"],
        ),
        (
            Sort.MEASURE,
            {**ABOUT, "every": "quarter", "numerator": "", "at_least": "many", "fewest": "few"},
            ["numerator", "at_least", "fewest"],
        ),
        (
            Sort.PAYMENT,
            {**ABOUT, "area": [{**AREA, "fee": "lots"}], "at_risk": "120", "part": [{**PART, "weight": "x"}]},
            ["area 1 fee", "at_risk", "part 1 weight"],
        ),
        (
            Sort.PAYMENT,
            {
                **ABOUT,
                "area": [AREA],
                "at_risk": 20,
                "part": [
                    {**PART, "weight": 90, "shortfall": "steps", "step": [{"below": "", "deducts": 1}]},
                ],
                "cap": 30,
            },
            ["part 1 step 1 below", "part", "cap"],
        ),
        (Sort.EVENT, {**ABOUT, "asks": "It.", "due": {"days": 0}, "as_set": True}, ["due days", "as_set"]),
        (Sort.MEETING, {**ABOUT, "asks": "It.", "times": "three"}, ["times", "every"]),
    ],
)
def test_all_that_is_wrong_with_a_row_is_found_at_once(
    sort: Sort, data: dict[str, Any], wrong: list[str]
) -> None:
    assert sorted(each.field for each in faults(sort, data)) == sorted(wrong)


def test_a_field_of_another_sort_is_refused() -> None:
    with pytest.raises(DefinitionError, match="not a field"):
        read_row(Sort.EVENT, {"key": "a", **ABOUT, "asks": "It.", "every": "year"})


def test_a_row_is_taken_out_and_put_back_in_its_place() -> None:
    out = WHOLE.without(Sort.MEETING, "observation")
    assert keys(out, Sort.MEETING) == ["focus-group", "audit-visit"]
    assert [each.key for each in out.taken_out(Sort.MEETING)] == ["observation"]
    assert out.without(Sort.MEETING, "nothing") == out
    assert out.find(Sort.MEETING, "observation") is None
    assert out.with_again(Sort.MEETING, "observation") == WHOLE


def test_a_changed_row_keeps_its_place_and_a_new_one_comes_last() -> None:
    first = PORCHLIGHT.returns[0]
    changed = WHOLE.with_row(Sort.RETURN, replace(first, title="Report"))
    assert changed.kept.returns[0].title == "Report"
    added = changed.with_row(Sort.RETURN, replace(first, key="another"))
    assert keys(added, Sort.RETURN)[-1] == "another"
    assert added.kept.measures == PORCHLIGHT.measures


def test_rows_move_past_those_that_are_taken_out() -> None:
    out = WHOLE.without(Sort.MEETING, "observation")
    assert keys(out.moved(Sort.MEETING, "audit-visit", -1), Sort.MEETING) == ["audit-visit", "focus-group"]
    assert out.moved(Sort.MEETING, "focus-group", -1) == out
    assert out.moved(Sort.MEETING, "observation", 1) == out


def test_what_a_row_names_and_is_taken_out_is_said_of_the_row() -> None:
    assert WHOLE.wrong == {}
    out = WHOLE.without(Sort.RETURN, "income-and-expenditure").without(Sort.MEASURE, "first-contact")
    found = {place: [each.field for each in errors] for place, errors in out.wrong.items()}
    assert found == {(Sort.PAYMENT, "payment-by-results"): ["part measures", "withheld_without"]}
    lost = WHOLE.without(Sort.RETURN, "quarterly-report")
    assert len(lost.wrong) == len(PORCHLIGHT.measures)


def test_what_differs_between_two_versions() -> None:
    first, *rest = PORCHLIGHT.returns
    later = replace(
        PORCHLIGHT,
        returns=(*rest[1:], rest[0], replace(first, key="new")),
        events=(replace(PORCHLIGHT.events[0], asks="Tell us.", at_once=True),),
    )
    returns, events = compare_years(PORCHLIGHT, later)
    assert returns.sort is Sort.RETURN
    assert [each.key for each in returns.added] == ["new"]
    assert [each.key for each in returns.removed] == [first.key]
    assert (returns.changed, returns.reordered) == ((), True)
    assert [each.fields for each in events.changed] == [("asks", "at_once")]
    assert compare_years(later, later) == ()
    assert compare_years(NO_YEAR, YearRows(returns=(first,)))[0].added == (first,)
    assert isinstance(first, Return)
