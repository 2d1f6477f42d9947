"""Readiness and the matrix as spreadsheets: they say what their pages say, to those who may read them."""

import io
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from docx import Document
from openpyxl import load_workbook

from checklists.conditions import Said
from checklists.library import library
from checklists.vocabulary import Condition
from portal.conditions.actions.change_condition import change_condition
from portal.records import Engagement, Event, Organisation
from portal.words.wording import day
from tests.builders import sending
from tests.builders.world import CHECKLIST, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


def rows_of(client: PageClient, address: str) -> list[tuple[Any, ...]]:
    content = client.get(address).content
    book = load_workbook(io.BytesIO(content), read_only=True)
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_readiness_of_a_day_is_a_row_a_partner(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, "complaints-policy")
    manager = client_for(world.manager)
    head, *rows = rows_of(manager, f"/contracts/{world.contract_id}/readiness.xlsx?on={world.today}")
    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert set(by_name) == {"Tidewater Peers", "Open Door Folk"}
    assert by_name["Tidewater Peers"]["In order"] == by_name["Open Door Folk"]["In order"] + 1
    in_the_way = str(by_name["Open Door Folk"]["In the way"])
    assert "Complaints policy: Nothing accepted yet (The partner’s turn)" in in_the_way
    assert "Complaints policy: " not in (by_name["Tidewater Peers"]["In the way"] or "")
    shown = manager.get(f"/contracts/{world.contract_id}/readiness?on={world.today}")
    told = by_name["Tidewater Peers"]
    assert f"{told['In order']} of {told['Asked']} in order" in shown.words


def test_the_matrix_of_a_day_is_a_cell_a_requirement(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, "complaints-policy")
    sending.send(world, "anti-bribery")
    manager = client_for(world.manager)
    head, *rows = rows_of(manager, f"/contracts/{world.contract_id}/matrix.xlsx")
    first = dict(zip(head, next(row for row in rows if row[0] == "Tidewater Peers"), strict=True))
    said = {str(title).split(" (")[0]: cell for title, cell in first.items()}
    assert str(said["Complaints policy"]).startswith("Accepted until ")
    assert said["Anti-bribery policy"] == "Needed, with the lead"
    assert len(rows) == 2


def test_partners_of_one_name_are_told_apart(world: World, client_for: ClientFor) -> None:
    with world.database.writing() as session:
        for partner_id, number in ((world.partner_id, "1123456"), (world.second_partner_id, None)):
            its = sa.update(Organisation).where(Organisation.id == partner_id)
            session.execute(its.values(name="Tidewater Peers", charity_number=number))
        session.commit()
    manager, here = client_for(world.manager), f"/contracts/{world.contract_id}"
    both = {"Tidewater Peers (charity 1123456)", "Tidewater Peers (no number known)"}
    assert {row[0] for row in rows_of(manager, f"{here}/matrix.xlsx")[1:]} == both
    table = Document(io.BytesIO(manager.get(f"{here}/matrix.docx").content)).tables[-1]
    first = " ".join(row.cells[0].text for row in table.rows)
    assert all(each in first for each in both)
    assert {row[0] for row in rows_of(manager, f"{here}/readiness.xlsx")[1:]} == both
    table = Document(io.BytesIO(manager.get(f"{here}/readiness.docx").content)).tables[-1]
    assert all(each in " ".join(row.cells[0].text for row in table.rows) for each in both)


def test_the_matrix_marks_nobody_down_for_what_the_lead_has_to_do_and_says_what_is_needed_soon(
    world: World, client_for: ClientFor
) -> None:
    """As its page does; in Word too."""
    needed_from, ends_on = world.today + timedelta(days=5), world.today + timedelta(days=10)
    with world.database.writing() as session:
        said = Said(Condition.USES_VOLUNTEERS, holds=True, from_on=needed_from)
        place = world.place(session, world.second_member, world.second_engagement_id)
        change_condition(session, world.second_member, place, said)
    sending.accept(world, sending.send(world, "complaints-policy"), until_on=ends_on)
    manager, here = client_for(world.manager), f"/contracts/{world.contract_id}"
    keys = ["partner", "area", *(each.key for each in library()[CHECKLIST].requirements)]
    cells = [dict(zip(keys, row, strict=True)) for row in rows_of(manager, f"{here}/matrix.xlsx")]
    (own,) = [each for each in cells if each["partner"] == "Tidewater Peers"]
    (other,) = [each for each in cells if each["partner"] == "Open Door Folk"]
    document = Document(io.BytesIO(manager.get(f"{here}/matrix.docx").content))
    in_word = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    page = manager.get(f"{here}/matrix").words
    for said_of, key, words, shown in (
        (own, "market-stewardship", "Needed, the lead’s to issue", "Neededyours to issue"),
        (own, "sub-contract", "Needed, the lead’s to put up for signing", "yours to put up for signing"),
        (other, "volunteers", f"Needed from {day(needed_from)}", f"Needed from {needed_from:%-d %b %y}"),
        (own, "complaints-policy", f"Accepted until {day(ends_on)}, renew soon", "renew soon"),
    ):
        assert said_of[key] == words
        assert words in in_word
        assert shown in page


def test_readiness_says_which_part_is_whose(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, "insurance", "professional-indemnity")
    sending.send(world, "insurance", "public-liability")
    head, *rows = rows_of(client_for(world.officer), f"/contracts/{world.contract_id}/readiness.xlsx")
    in_the_way = next(row for row in rows if row[0] == "Tidewater Peers")[head.index("In the way")]
    whose = "(Employers' liability: the partner’s turn. Public liability: with Harbour Light)"
    assert whose in str(in_the_way)


def test_a_day_that_is_asked_about_as_it_was_known(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, "complaints-policy")
    before = world.today - timedelta(days=3)
    manager, here = client_for(world.manager), f"/contracts/{world.contract_id}"
    head, *rows = rows_of(manager, f"{here}/matrix.xlsx?on={world.today}&known={before}")
    first = dict(zip(head, rows[0], strict=True))
    assert "Accepted" not in str(first)
    with world.database.reading() as session:
        events = session.scalars(sa.select(Event).where(Event.name == "sheet-downloaded")).all()
    assert [each.data for each in events] == [
        {"what": "matrix", "day": world.today.isoformat(), "known": before.isoformat()}
    ]


@pytest.mark.parametrize("sheet", ["readiness", "matrix"])
def test_nothing_in_it_is_run(world: World, client_for: ClientFor, sheet: str) -> None:
    with world.database.writing() as session:
        partner = Organisation.id == world.partner_id
        session.execute(sa.update(Organisation).where(partner).values(name="=1+1"))
        session.commit()
    content = client_for(world.manager).get(f"/contracts/{world.contract_id}/{sheet}.xlsx").content
    cells = [cell for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_the_council_has_readiness_and_nobody_else_has_anything(world: World, client_for: ClientFor) -> None:
    here = f"/contracts/{world.contract_id}"
    assert rows_of(client_for(world.officer), f"{here}/readiness.xlsx")
    client_for(world.officer).get(f"{here}/matrix.xlsx", 404)
    for viewer in (world.member, world.noise_manager, world.colleague):
        client_for(viewer).get(f"{here}/readiness.xlsx", 404)
        client_for(viewer).get(f"{here}/matrix.xlsx", 404)


@pytest.mark.parametrize("sheet", ["readiness", "matrix"])
def test_a_partner_in_two_areas_is_one_partner_on_the_cover(
    world: World, client_for: ClientFor, sheet: str
) -> None:
    manager, here = client_for(world.manager), f"/contracts/{world.contract_id}/{sheet}.docx"
    assert partners_on_cover(manager, here) == "2 partners"
    with world.database.writing() as session:
        second = Engagement.id == world.second_engagement_id
        session.execute(sa.update(Engagement).where(second).values(partner_id=world.partner_id))
        session.commit()
    assert partners_on_cover(manager, here) == "1 partner, 2 counting each of its areas"
    assert partners_on_cover(manager, f"{here}?area=Eastmouth") == "1 partner or area"


def partners_on_cover(client: PageClient, address: str) -> str:
    document = Document(io.BytesIO(client.get(address).content))
    said: dict[str, str] = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    return said["Partners"]
