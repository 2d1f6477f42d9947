"""What was asked for is known by its return and part alone, whatever the engagement's days are since."""

from dataclasses import replace
from datetime import date

import pytest

from checklists.calendar import Span
from checklists.library import library
from checklists.year.asked import Terms, asked_once, returns_asked
from checklists.year.owed import Request
from checklists.year.rows import is_asked_of
from checklists.year.vocabulary import Party

FIRST = date(2026, 7, 1)
DAYS = Span(FIRST, date(2029, 6, 30))


@pytest.mark.parametrize("key", sorted(library()))
def test_all_that_is_owed_is_found_again_by_its_part(key: str) -> None:
    version = library()[key]
    rows = version.year.returns
    requests = {row.key: [Request(date(2026, 9, 1)), Request(date(2026, 9, 1), 2)] for row in rows}
    meetings = {row.meeting: [date(2026, 9, 9), date(2027, 3, 9)] for row in rows if row.meeting}
    asked = returns_asked([version], DAYS, Terms(FIRST, FIRST, meetings=meetings, requests=requests))
    assert {each.row.key for each in asked} == {row.key for row in rows if is_asked_of(row, Party.PARTNER)}
    for each in asked:
        found = asked_once([version], each.row.key, each.owed.part, FIRST)
        assert found is not None
        assert (found.which, found.row, found.sections) == (each.which, each.row, each.sections)
        assert not found.is_owed


def test_what_was_never_asked_for_is_nothing() -> None:
    version = library()["porchlight-peer-support"]
    row = version.year.returns[0]
    for part in ("", "2026-Q9", "soon", "2026-Q1/2", "1800"):
        assert asked_once([version], row.key, part, FIRST) is None
    assert asked_once([version], "other", "2026-Q1", FIRST) is None


def test_of_several_versions_the_one_that_was_in_force_says_what() -> None:
    before = library()["porchlight-peer-support"]
    row = before.year.returns[0]
    later = replace(
        before,
        in_force_from=date(2027, 7, 1),
        year=replace(before.year, returns=(replace(row, title="Otherwise"), *before.year.returns[1:])),
    )
    first = replace(before, in_force_from=FIRST)
    asked = returns_asked([first, later], DAYS, Terms(FIRST, FIRST))
    titles = set()
    for each in asked:
        found = asked_once([first, later], each.row.key, each.owed.part, FIRST)
        if found and each.row.key == row.key:
            titles.add((each.row.title, found.row.title))
    assert titles == {(row.title, row.title), ("Otherwise", "Otherwise")}
