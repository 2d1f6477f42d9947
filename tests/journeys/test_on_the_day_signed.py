"""Signing the sheet of a visit off leaves nothing out that was typed on it."""

from playwright.sync_api import expect

from portal.web.addresses import SHEET
from tests.builders import looking
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE

FORGOTTEN = "They open on Sundays too."


def all_seen(world: World, arrives: Arrives) -> Someone:
    """On the sheet of a visit of which every row is saved."""
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    for row in looking.rows(world, visit_id):
        looking.saved(world, visit_id, row.row_id, "seen", "")
    reviewer = arrives(world.reviewer, PHONE)
    reviewer.goes_to(SHEET(world.contract_id, visit_id, world.engagement_id))
    return reviewer


def test_what_is_not_saved_is_saved_before_it_is_signed(arrives: Arrives, world: World) -> None:
    reviewer = all_seen(world, arrives)
    page = reviewer.page
    page.get_by_label("Good practice").fill(FORGOTTEN)
    page.get_by_label("Note", exact=True).first.fill("By the door.")
    expect(page.get_by_text("Kept on this device").first).to_be_visible()
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("It is signed off.")).to_be_visible()
    reviewer.reads(FORGOTTEN, "By the door.")


def test_what_cannot_be_saved_holds_it_up(arrives: Arrives, world: World) -> None:
    reviewer = all_seen(world, arrives)
    page, network = reviewer.page, reviewer.page.context
    network.set_offline(True)
    page.get_by_label("Good practice").fill(FORGOTTEN)
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("It is not done: something that you typed is not saved yet.")).to_be_visible()
    expect(page.get_by_label("Good practice")).to_be_focused()
    network.set_offline(False)
    expect(page.locator("#note-good-practice").get_by_text("Saved.")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("It is signed off.")).to_be_visible()
    reviewer.reads(FORGOTTEN)


def test_what_was_refused_is_not_left_out_either(arrives: Arrives, world: World) -> None:
    reviewer = all_seen(world, arrives)
    page = reviewer.page
    page.get_by_label("Query").first.check()
    for _ in range(2):
        with page.expect_navigation():  # the second refusal reads as the first
            page.get_by_role("button", name="Sign it off").click()
        expect(page.get_by_text("Say what the query is.").first).to_be_visible()
        expect(page.get_by_text("It is signed off.")).not_to_be_visible()
    page.get_by_label("Note", exact=True).first.fill("Whose name is on it?")
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("It is signed off.")).to_be_visible()
    reviewer.reads("Whose name is on it?")
