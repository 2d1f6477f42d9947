"""The council's own workbook: brought, mapped, filled with what was sent, and what stays empty named."""

import io

import openpyxl
import pytest
import sqlalchemy as sa

from portal.access import Viewer
from portal.records import CouncilLayout
from tests.builders import returning, telling
from tests.builders.layouts import council_layout, lay_out
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES


@pytest.fixture
def signer(world: World) -> Viewer:
    returning.begin(world)
    return returning.signer(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/contracts/{world.contract_id}/council"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def fields(page: PageClient, address: str, measure: str) -> dict[str, str]:
    """By side the name of the measure's input."""
    (box,) = page.get(address).find(f"//fieldset[legend[normalize-space()='{measure}']]")
    return {str(each.get("id")).partition("-")[2]: str(each.get("id")) for each in box.findall(".//input")}


def test_it_is_filled_with_what_was_sent(world: World, base: str, manager: PageClient) -> None:
    returning.begin(world)
    telling.give_both(world)
    telling.send(world)
    page = f"{base}/layout"
    manager.get(page)
    kept = manager.upload(page, [("return.xlsx", council_layout())])
    cells = manager.follow(kept)
    assert "Return!B4" in cells.words
    inputs = fields(manager, f"{page}/cells", telling.TITLE)
    wrong = manager.post(f"{page}/cells", {inputs["numerator"]: "Return!E4"}, 422)
    assert "there is no empty cell Return!E4" in wrong.problems[0]
    assert wrong.value(inputs["numerator"]) == "Return!E4"
    twice = {inputs["numerator"]: "Return!B4", inputs["denominator"]: "return!b4"}
    assert "chosen twice" in manager.post(f"{page}/cells", twice, 422).problems[0]
    said = {
        inputs["numerator"]: "return!b4",
        inputs["denominator"]: "Return!$C$4",
        inputs["percentage"]: "Return!D4",
    }
    manager.post(f"{page}/cells", said)
    period = f"{base}/{returning.quarter(world)}/workbook"
    assert "3 cells are filled." in manager.get(period).words
    sheet = openpyxl.load_workbook(io.BytesIO(manager.get(f"{period}/file").content))["Return"]
    assert [sheet[cell].value for cell in ("B4", "C4", "D4", "E4")] == [160, 200, 0.8, "=B4+C4"]


def test_what_is_missing_or_hidden_stays_empty_and_is_named(
    world: World, signer: Viewer, base: str, manager: PageClient
) -> None:
    telling.give(world, signer, 3)
    telling.send(world)
    page = f"{base}/layout"
    manager.get(page)
    manager.upload(page, [("return.xlsx", council_layout())])
    inputs = fields(manager, f"{page}/cells", telling.TITLE)
    manager.post(f"{page}/cells", {inputs["numerator"]: "Return!B4"})
    period = f"{base}/{returning.quarter(world)}/workbook"
    shown = manager.get(period)
    assert "hidden: too few people" in shown.words
    sheet = openpyxl.load_workbook(io.BytesIO(manager.get(f"{period}/file").content))["Return"]
    assert sheet["B4"].value is None


def test_it_is_filled_with_the_sending_that_is_looked_at(
    world: World, base: str, manager: PageClient
) -> None:
    returning.begin(world)
    telling.give_both(world)
    telling.send(world)
    telling.correct(world, world.reviewer_and_member, 90)
    telling.send(world)
    lay_out(world)
    period = f"{base}/{returning.quarter(world)}"
    for number, figure in (("1", 160), ("2", 170)):
        filled = manager.get(link(manager, f"{period}?number={number}", "/workbook"))
        assert f"?number={number}" in filled.links["Back to what was sent"]
        content = manager.get(filled.links["Download it filled"]).content
        assert openpyxl.load_workbook(io.BytesIO(content))["Return"]["B4"].value == figure


def link(client: PageClient, page: str, part: str) -> str:
    (found,) = client.get(page).find(f"//a[contains(@href, '{part}')]")
    return str(found.get("href"))


def test_another_workbook_tells_which_cells_are_gone(
    world: World, signer: Viewer, base: str, manager: PageClient
) -> None:
    page = f"{base}/layout"
    manager.get(page)
    manager.upload(page, [("return.xlsx", council_layout())])
    inputs = fields(manager, f"{page}/cells", telling.TITLE)
    manager.post(f"{page}/cells", {inputs["numerator"]: "Return!B4"})
    book = openpyxl.load_workbook(io.BytesIO(council_layout()))
    book["Return"].title = "Quarter"
    other = io.BytesIO()
    book.save(other)
    manager.get(page)
    shown = manager.follow(manager.upload(page, [("another.xlsx", other.getvalue())]))
    assert "No longer empty, or not there, in this workbook: Return!B4" in shown.words


def test_what_is_no_layout_and_nobody_elses(
    world: World, base: str, manager: PageClient, client_for: ClientFor
) -> None:
    page = f"{base}/layout"
    manager.get(page)
    assert manager.upload(page, [], status=422).problems == ["Choose the council’s workbook."]
    assert manager.upload(page, [("a.csv", b"a,b\n1,2\n")], status=422).problems
    manager.get(f"{page}/cells", 404)
    for stranger in (world.reviewer, world.officer, world.noise_manager, world.member):
        client_for(stranger).get(page, 404)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize("who", ["manager", "colleague"])
def test_it_is_no_file_to_be_thrown_away(world: World, client_for: ClientFor, who: str) -> None:
    lay_out(world)
    with world.database.reading() as session:
        file_id = session.scalars(sa.select(CouncilLayout.file_id)).first()
    client, shelf = client_for(world.people[who]), f"/organisations/{world.lead_id}/shelf"
    assert "return.xlsx" not in client.get(shelf).words
    client.get(f"{shelf}/{file_id}/delete", 404)
    assert "so it stays" in client.post(f"{shelf}/{file_id}/delete", {}, 422).words
    client_for(world.manager).get(f"/files/{file_id}")
