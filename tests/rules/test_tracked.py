"""A lead's own tracking sheet: whose a row is, what a cell says, and what would be carried over."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from checklists.identity import named
from checklists.vocabulary import State
from evidence.spreadsheet import Sheet, Value
from portal.contracts.sheets.tracked import (
    Place,
    Tracked,
    TrackedPartner,
    last_day,
    meant,
    plan_tracked,
    read_tracked,
)
from portal.importing.sheets.columns import WrongValue
from portal.importing.sheets.said import LEAVE, Said
from portal.importing.sheets.tables import Table

TODAY, LATER = date(2026, 11, 2), date(2027, 3, 31)
POLICY = Tracked("safeguarding", "", "Safeguarding policy")
COVER = Tracked("insurance", "public", "Public liability insurance")
ALL = (POLICY, COVER)


def partner(name: str, area: str, *, is_own: bool = False) -> TrackedPartner:
    return TrackedPartner(uuid.uuid5(uuid.NAMESPACE_URL, name + area), name, area, named(name), is_own=is_own)


EAST, WEST = partner("Tidewater Peers", "Eastmouth"), partner("Tidewater Peers", "Westmouth")
OPEN = partner("Open Door Folk", "Northmouth")
PARTNERS = (EAST, WEST, OPEN)


def read(*rows: Sequence[Value], said: Said | None = None) -> Table:
    heads = ("Organisation", "Area", "Safeguarding review date", "Public liability expiry", "Notes")
    return read_tracked([Sheet("Tracker", (heads, *map(tuple, rows)))], ALL, PARTNERS, TODAY, said or Said())


def planned(
    *rows: Sequence[Value],
    state: State | None = State.MISSING,
    by: date | None = None,
    partners: Sequence[TrackedPartner] = PARTNERS,
    limit: date = date.max,
) -> list[tuple[str, str, date, str]]:
    places = {
        (each.engagement_id, one.key, one.part): Place(state, limit) for each in partners for one in ALL
    }
    plan = plan_tracked(read(*rows).right, ALL, partners, places, TODAY, by)
    return [
        (each.partner.area, item.tracked.key, item.until_on, item.problem)
        for each in plan
        for item in each.items
    ]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("31/03/2027", LATER),
        (LATER, LATER),
        ("31 March 2027", LATER),
        ("31/3/27", LATER),
        ("n/a", None),
        ("N/A", None),
        ("-", None),
        ("none", None),
        ("Not received", None),
        ("TBC", None),
    ],
)
def test_a_cell_says_a_day_or_that_there_is_nothing(value: Value, day: date | None) -> None:
    assert last_day(value) == day


@pytest.mark.parametrize("value", ["yes", "✓", "x", "OK", True, 1, "March 2027", "see file", "31/02/2027"])
def test_what_says_no_day_is_asked_about(value: Value) -> None:
    with pytest.raises(WrongValue):
        last_day(value)


def test_columns_are_known_by_what_people_write() -> None:
    headed = {each.heading: each.key for each in read(["Open Door Folk", None, LATER]).headed}
    assert headed["Safeguarding review date"] == POLICY.column
    assert headed["Public liability expiry"] == COVER.column
    assert not headed.get("Notes")


@pytest.mark.parametrize(
    ("name", "area", "found"),
    [
        ("open door folk", None, [OPEN]),
        ("Open  Door Folk", "Northmouth", [OPEN]),
        ("Open Door Folk", "Elsewhere", []),
        ("Tidewater Peers", "westmouth", [WEST]),
        ("Tidewater Peers", None, [EAST, WEST]),
        ("Nobody Known", None, []),
    ],
)
def test_whose_a_row_is(name: str, area: str | None, found: list[TrackedPartner]) -> None:
    (row,) = read([name, area, LATER]).rows
    assert meant(row, PARTNERS) == found
    assert (row.question is None) is (len(found) == 1)
    assert row.is_right is (len(found) == 1)


def test_what_is_answered_about_a_row_holds() -> None:
    row = ["Tidewater Peers", None, LATER]
    (asked,) = read(row).rows
    assert asked.question is not None
    assert [words for _, words in asked.question.options][:2] == [
        "Tidewater Peers, Eastmouth",
        "Tidewater Peers, Westmouth",
    ]
    said = read(row, said=Said(rows={2: str(WEST.engagement_id)})).rows[0]
    assert said.is_right
    assert read(row, said=Said(rows={2: LEAVE})).rows[0].is_left
    assert read(["Nobody Known", None, "n/a"]).rows[0].question is None, "it says nothing"


CARRIED = [("Northmouth", "safeguarding", LATER, "")]
ROW = ("Open Door Folk", None, LATER)


def problem(words: str, until: date = LATER) -> list[tuple[str, str, date, str]]:
    return [("Northmouth", "safeguarding", until, words)]


def test_what_would_be_carried_over() -> None:
    soon = TODAY + timedelta(days=60)
    assert planned(ROW) == CARRIED
    assert planned(ROW, state=State.EXPIRED) == CARRIED
    assert planned(ROW, by=soon) == problem("", soon)
    assert planned(ROW, limit=soon) == problem("", soon)
    assert planned(("Open Door Folk", None, TODAY)) == problem("", TODAY)
    over = TODAY - timedelta(days=1)
    assert planned(("Open Door Folk", None, over)) == problem("this day is over", over)
    assert planned(ROW, state=None) == problem("today is no day of this engagement")
    assert planned(ROW, state=State.NOT_NEEDED) == problem("it is not asked of this partner")
    for state in (State.MET, State.WAIVED):
        assert planned(ROW, state=state) == problem("it is in order already, or waived")
    own = [partner("Open Door Folk", "Northmouth", is_own=True)]
    assert planned(ROW, partners=own) == problem(
        "you belong to this partner, so somebody else carries it over"
    )


def test_two_rows_of_one_partner_agree_or_carry_nothing() -> None:
    assert [each[3] for each in planned(ROW, ROW)] == ["", "it is in order already, or waived"]
    other = ("Open Door Folk", None, LATER + timedelta(days=1))
    assert {each[3] for each in planned(ROW, other)} == {"another row says another day"}
