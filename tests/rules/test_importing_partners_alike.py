"""Two names of one partner in a file: nearly the same, or with a slip of the finger and the same contact."""

import uuid
from datetime import date

import pytest

from checklists.identity import named
from evidence.spreadsheet import Row, Sheet
from portal.contracts.sheets.partners import KnownPartner, Parties, read_partners
from portal.importing.sheets.tables import Table

TODAY = date(2026, 11, 22)
PARTIES = Parties(date(2025, 4, 1), date(2028, 3, 31), "Lead", "Council")
HEADINGS = ("Partner", "Area", "Contact", "E-mail", "Charity number")


def read(*rows: Row, known: tuple[KnownPartner, ...] = ()) -> Table:
    return read_partners([Sheet("Partners", (HEADINGS, *rows))], (), PARTIES, TODAY, known=known)


def asked(table: Table) -> list[str]:
    return [row.question.words for row in table.rows if row.question]


def row(name: str, area: str = "North", email: str | None = "ana@example.org", number: str = "") -> Row:
    return name, area, "Ana" if email else None, email, number or None


@pytest.mark.parametrize("name", ["Tidewater Peer", "Tide Water Peers", "Tidewatr Peers Ltd"])
def test_a_slip_of_the_finger_with_the_same_contact_in_the_same_area_is_asked_about(name: str) -> None:
    table = read(row("Tidewater Peers"), row(name, " NORTH "))
    assert asked(table) == [f"{name} in row 3 is called nearly as Tidewater Peers."]
    assert not table.rows[1].is_right


@pytest.mark.parametrize(
    "other",
    [
        row("Tidewater Peer", "South"),
        row("Tidewater Peer", email="bea@example.org"),
        row("Tidewater Peer", email=None),
        row("Harbour Carers"),
        row("Tidewater Peer", number="1000002"),
    ],
)
def test_what_differs_more_is_another_partner(other: Row) -> None:
    assert asked(read(row("Tidewater Peers", number="1000001"), other)) == []


def test_one_that_was_entered_before_is_meant_as_well() -> None:
    email = frozenset({"ana@example.org"})
    peers = KnownPartner(
        uuid.uuid4(), "Tidewater Peers", named("Tidewater Peers"), frozenset({"north"}), email, stands_in=True
    )
    assert asked(read(row("Tidewater Peer"), known=(peers,)))
    assert not asked(read(row("Tidewater Peer", "South"), known=(peers,)))
