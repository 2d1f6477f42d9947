"""Nothing typed is lost: the session ends, the line is slow, the page is left, the button pressed twice."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import CDPSession, Route, expect

from portal.records import BrowserSession, Visit
from tests.builders import assessing, sending
from tests.builders.good_files import pdf
from tests.builders.world import PASSWORD, World
from tests.journeys.conftest import Arrives
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE, assert_accessible

WORDS = "Older men hardly come on Mondays, since the bus does not run."
A_FEW_SECONDS = 4_000
"""In milliseconds, of the page's own clock: after them it keeps what was typed."""


def ends_sessions(world: World) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(BrowserSession).values(expires_at=BrowserSession.created_at))
        session.commit()


def signs_in_again(someone: Someone, email: str) -> None:
    someone.is_at("Sign in")
    someone.fills("E-mail address", email)
    someone.page.get_by_label("Password", exact=True).fill(PASSWORD)
    someone.presses("Sign in")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without"])
def test_her_session_ends_while_she_writes_an_assessment(
    arrives: Arrives, world: World, has_script: bool
) -> None:
    pat = arrives(world.member, PHONE, java_script_enabled=has_script)
    pat.goes_to(f"/submissions/{assessing.draft(world)}/assessment/findings/1")
    pat.is_at("Age")
    pat.fills("What did you find?", WORDS)
    ends_sessions(world)
    pat.presses("Save and continue")
    pat.reads("You were signed out before this was sent.", "What you typed is kept")
    signs_in_again(pat, world.member.email)
    pat.is_at("Age")
    pat.reads("Here is what you typed")
    if has_script:
        assert_accessible(pat.page)
    expect(pat.page.get_by_label("What did you find?")).to_have_value(WORDS)
    pat.presses("Save and come back later")
    pat.goes_to(pat.page.url.partition("#")[0] + "/findings/1")
    expect(pat.page.get_by_label("What did you find?")).to_have_value(WORDS)
    pat.does_not_read("Here is what you typed")


def test_what_she_types_keeps_itself(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    page = f"/submissions/{assessing.draft(world)}/assessment/findings/1"
    pat.page.clock.install()
    pat.goes_to(page)
    pat.fills("What did you find?", WORDS)
    pat.page.clock.run_for(A_FEW_SECONDS)
    pat.reads("What you type here is kept.")
    pat.fills("What is the evidence?", "The register.")
    pat.follows("Back to the list")  # on leaving, sooner than the next few seconds are over
    pat.is_at("Equality impact assessment")
    pat.goes_to(page)
    pat.reads("It was kept while you typed it, and is not sent yet.")
    expect(pat.page.get_by_label("What did you find?")).to_have_value(WORDS)
    expect(pat.page.get_by_label("What is the evidence?")).to_have_value("The register.")
    pat.presses("Leave it and begin anew")
    expect(pat.page.get_by_label("What did you find?")).to_have_value("")


def test_a_form_into_which_she_typed_nothing_is_not_kept(arrives: Arrives, world: World) -> None:
    """Its days stand there from the beginning: whoever presses its button has typed none of them."""
    mary = arrives(world.manager)
    page = f"/contracts/{world.contract_id}/partners/new"
    mary.goes_to(page)
    mary.presses("Add the partner")
    mary.reads("There is a problem")
    mary.goes_to("/home")
    mary.does_not_read("not sent yet")
    mary.goes_to(page)
    mary.fills("Where does the partner work?", "Northmouth")
    mary.presses("Add the partner")
    mary.reads("There is a problem")
    mary.goes_to("/home")
    mary.reads("You have typed something that is not sent yet")


def test_she_goes_on_while_a_file_is_still_on_its_way(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/submissions/{sending.draft(world, 'anti-bribery')}/files")
    line = pat.page.context.new_cdp_session(pat.page)
    line.send("Network.enable")
    has_speed(line, 30_000)
    pat.adds_file("hours.csv", b"Day,Hours\n" + b"1 May,3\n" * 50_000)
    pat.presses("Continue")
    pat.reads("Waiting until hours.csv has arrived.")
    expect(pat.page.locator(".moj-multi-file-upload__progress")).to_have_text(re.compile("^[1-9][0-9]?%$"))
    has_speed(line, UNBOUND)
    expect(pat.page.get_by_role("heading", level=1)).not_to_have_text("Add your files", timeout=20_000)
    pat.goes_to(pat.page.url.rpartition("/")[0] + "/answers")
    pat.reads("hours.csv")


UNBOUND = -1


def has_speed(line: CDPSession, bytes_a_second: int) -> None:
    """In which a file goes from the browser to the portal."""
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    line.send("Network.emulateNetworkConditions", slow)


def test_a_file_that_is_lost_on_the_way_is_not_passed_over(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/submissions/{sending.draft(world, 'anti-bribery')}/files")
    pat.page.route("**/files", break_off)
    pat.adds_file("policy.pdf", pdf("Anti-bribery"))
    pat.presses("Continue")
    pat.reads("policy.pdf has not arrived. Choose it once more")
    pat.is_at("Add your files")


def test_a_file_that_is_chosen_before_the_script_runs_is_sent(arrives: Arrives, world: World) -> None:
    """On a slow line: she need not choose it again, and sees that it is there."""
    pat, held = arrives(world.member), list[Route]()
    path = f"/submissions/{sending.draft(world, 'anti-bribery')}/files"
    with pat.page.expect_request("**/assets/portal-*.js"):
        pat.page.route("**/assets/portal-*.js", lambda route: held.append(route))
        pat.page.goto(pat.address + path, wait_until="commit")
    pat.adds_file("policy.pdf", pdf("Anti-bribery"))
    for route in held:
        route.continue_()
    pat.reads("Files so far")
    expect(pat.page.locator(".moj-multi-file-upload__success", has_text="policy.pdf")).to_be_visible()


def break_off(route: Route) -> None:
    """After half a second, long enough for somebody to press the button meanwhile."""
    if route.request.method == "POST":
        route.request.frame.page.wait_for_timeout(500)
        route.fulfill(status=408, json={"error": {"message": "That took too long."}})
    else:
        route.continue_()


def test_she_goes_back_and_presses_again(arrives: Arrives, world: World) -> None:
    mary = arrives(world.manager)
    mary.goes_to(f"/contracts/{world.contract_id}/visits/new")
    mary.chooses("Audit visit")
    mary.fills_day("On which day?", world.today + timedelta(days=30))
    mary.presses("Book it")
    mary.reads("It is booked.")
    mary.goes_back()
    mary.presses("Book it")
    expect(mary.page.locator("main")).to_contain_text(
        re.compile("You sent the same|There is a problem|booked")
    )
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Visit)) == 1
