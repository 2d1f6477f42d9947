"""On a phone in a hall without signal: what is saved there is saved later, once, never typed twice."""

import re

from playwright.sync_api import expect

from portal.web.addresses import SHEET
from tests.builders import looking
from tests.builders.good_files import picture
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.parts.browser import PHONE

KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("good-standing", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("forms", { keyPath: "key" });
  asked.onsuccess = () => {
    const counted = asked.result.transaction("forms").objectStore("forms").count();
    counted.onsuccess = () => { asked.result.close(); resolve(counted.result); };
  };
})"""
"""How many forms the browser keeps."""


def test_a_row_is_saved_though_the_signal_drops(arrives: Arrives, world: World) -> None:
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    first, second = (each.row_id for each in looking.rows(world, visit_id)[:2])
    reviewer = arrives(world.reviewer, PHONE)
    reviewer.goes_to(SHEET(world.contract_id, visit_id, world.engagement_id))
    page, network = reviewer.page, reviewer.page.context
    row = page.locator(f"#row-{first}")
    network.set_offline(True)
    row.get_by_label("Query").check()
    row.get_by_label("Note").fill("The date on the wall is not that of the paper.")
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("No signal. It is kept on this device")).to_be_visible()
    assert looking.rows(world, visit_id)[0].result == ""
    other = page.locator(f"#row-{second}")
    other.get_by_label("Note").fill("Half a sentence")
    network.set_offline(False)
    expect(row.get_by_text("Saved by")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 of 2 rows looked at")).to_be_visible()
    kept = looking.rows(world, visit_id)[0]
    assert (kept.result, kept.note) == ("query", "The date on the wall is not that of the paper.")
    expect(other.get_by_label("Note")).to_have_value("Half a sentence")


def test_what_was_typed_outlives_the_page(arrives: Arrives, world: World) -> None:
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    first, second = (each.row_id for each in looking.rows(world, visit_id)[:2])
    reviewer = arrives(world.reviewer, PHONE)
    address = SHEET(world.contract_id, visit_id, world.engagement_id)
    reviewer.goes_to(address)
    page, network = reviewer.page, reviewer.page.context
    network.set_offline(True)
    row, other = page.locator(f"#row-{first}"), page.locator(f"#row-{second}")
    row.get_by_label("Not seen").check()
    row.get_by_label("Note").fill("Nobody had the key.")
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("No signal.")).to_be_visible()
    other.get_by_label("Note").fill("Half a sentence")
    expect(other.get_by_text("Kept on this device")).to_be_visible()
    page.goto("about:blank")
    looking.saved(world, visit_id, second, "seen", "Said by a colleague.")
    network.set_offline(False)
    reviewer.goes_to(address)
    expect(row.get_by_text("Saved by")).to_be_visible(timeout=30_000)
    assert looking.rows(world, visit_id)[0].note == "Nobody had the key."
    expect(other.get_by_label("Note")).to_have_value("Half a sentence")
    other.get_by_role("button", name="Save").click()
    reviewer.is_at("This was changed while you had it open")
    reviewer.reads("Said by a colleague.", "Half a sentence")


def test_what_is_kept_goes_with_the_person(arrives: Arrives, world: World) -> None:
    """Somebody else who opens the page finds nothing of it; who signs out leaves nothing; and at the end of a
    session it stays on the screen, and comes back after signing in."""
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    row_id = looking.rows(world, visit_id)[0].row_id
    reviewer = arrives(world.reviewer, PHONE)
    address = SHEET(world.contract_id, visit_id, world.engagement_id)
    reviewer.goes_to(address)
    page, network = reviewer.page, reviewer.page.context
    expect(page.get_by_text("when you sign out, and after 12 hours")).to_be_visible()
    row = page.locator(f"#row-{row_id}")
    row.get_by_label("Note").fill("Half a sentence")
    expect(row.get_by_text("Kept on this device")).to_be_visible()
    assert page.evaluate(KEPT) == 1
    network.clear_cookies()
    row.get_by_label("Query").check()
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("You have been signed out").first).to_be_visible()
    assert page.evaluate(KEPT) == 0
    expect(row.get_by_label("Note")).to_have_value("Half a sentence")
    somebody = arrives(world.reviewer, PHONE)
    somebody.goes_to(address)
    row = somebody.page.locator(f"#row-{row_id}")
    row.get_by_label("Note").fill("Not sent")
    expect(row.get_by_text("Kept on this device")).to_be_visible()
    somebody.page.get_by_role("button", name="Sign out").click()
    expect(somebody.page).to_have_url(re.compile("/sign-in"))
    somebody.page.wait_for_function(f"({KEPT})().then((many) => many === 0)")


def test_without_script_each_button_saves_all(arrives: Arrives, world: World) -> None:
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    first, second = (each.row_id for each in looking.rows(world, visit_id)[:2])
    reviewer = arrives(world.reviewer, PHONE, java_script_enabled=False)
    reviewer.goes_to(SHEET(world.contract_id, visit_id, world.engagement_id))
    page = reviewer.page
    row, other = page.locator(f"#row-{first}"), page.locator(f"#row-{second}")
    row.get_by_label("Seen", exact=True).check()
    other.get_by_label("Query").check()
    other.get_by_label("Note").fill("Which year?")
    page.get_by_label("Good practice").fill("They open on Sundays too.")
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("Saved by")).to_be_visible()
    assert [each.result for each in looking.rows(world, visit_id)[:2]] == ["seen", "query"]
    expect(page.get_by_label("Good practice")).to_have_value("They open on Sundays too.")
    page.get_by_label("What you observed").fill("A full hall.")
    other.get_by_role("button", name="Make it a finding").click()
    expect(page.get_by_label("What you observed")).to_have_value("A full hall.")
    page.get_by_label("Notes of interviews").or_(page.get_by_label("Good practice")).last.fill(
        "Open all week."
    )
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("It is signed off.")).to_be_visible()
    reviewer.reads("A full hall.", "Open all week.")


def test_a_photo_is_added_on_the_sheet_and_what_is_typed_stays(arrives: Arrives, world: World) -> None:
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    first, second = (each.row_id for each in looking.rows(world, visit_id)[:2])
    reviewer = arrives(world.reviewer, PHONE)
    reviewer.goes_to(SHEET(world.contract_id, visit_id, world.engagement_id))
    page = reviewer.page
    row, other = page.locator(f"#row-{first}"), page.locator(f"#row-{second}")
    expect(row.get_by_role("button", name="Add a photo")).to_have_count(0)
    other.get_by_label("Note").fill("Half a sentence")
    row.get_by_label("Photo").set_input_files(
        {"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    )
    row.get_by_role("button", name="Add it").click()
    expect(row.get_by_text("photo-1.jpg")).to_be_visible()
    row.get_by_label("Seen", exact=True).check()
    row.get_by_label("Note").fill("By the door.")
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("Saved by")).to_be_visible()
    expect(row.get_by_label("Photo")).to_be_visible()
    expect(row.get_by_role("button", name="Add a photo")).to_have_count(0)
    expect(other.get_by_label("Note")).to_have_value("Half a sentence")
