"""From the day of a visit, without signal, to the next agenda: seen, found, replied to, done, closed."""

from datetime import timedelta

from playwright.sync_api import expect

from portal.web.addresses import SHEET
from tests.builders import finding as findings
from tests.builders import looking
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.parts.browser import PHONE

FOUND = "The folder of policies is from 2019."


def test_a_finding_is_sent_replied_to_done_and_closed(arrives: Arrives, world: World) -> None:
    visit = findings.visit(world, kind="review-meeting")
    looking.drawn(world, visit)
    mona = arrives(world.manager, PHONE)
    mona.goes_to(SHEET(world.contract_id, visit, world.engagement_id))
    row = mona.page.locator(f"#row-{looking.rows(world, visit)[0].row_id}")
    mona.page.context.set_offline(True)
    row.get_by_label("Not seen").check()
    row.get_by_label("Note").fill(FOUND)
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("No signal.")).to_be_visible()
    mona.page.context.set_offline(False)
    expect(row.get_by_text("Saved by")).to_be_visible(timeout=30_000)
    row.get_by_role("button", name="Make it a finding").click()
    row.get_by_role("link", name="Say what is to be done").click()
    mona.reads("You cannot send the plan yet: 1 finding has no action.")
    mona.follows("Add an action")
    mona.fills("What is to be done?", "Renew the policies.")
    mona.fills("Who does it?", world.member.name)
    mona.fills_day("By when?", world.today + timedelta(days=20))
    mona.presses("Keep it")
    mona.presses("Send the plan")
    mona.reads("The plan is sent.")

    pat = arrives(world.member, PHONE)
    pat.reads("To be done after visits and meetings")
    pat.goes_to(f"/engagements/{world.engagement_id}/findings")
    pat.follows(FOUND)
    pat.presses("Comment on it")
    pat.fills("Your comment", "They were renewed in May.")
    pat.adds_file("may.pdf", findings.paper(), "Evidence (optional)")
    pat.presses("Send it")
    pat.reads("They were renewed in May.", "may.pdf")

    mona.goes_to(f"/engagements/{world.engagement_id}/findings")
    mona.follows(FOUND)
    mona.chooses("The finding stands")
    mona.fills("Why?", "We saw the old folder. Show us the new one.")
    mona.presses("Send the answer")

    pat.goes_to("/")
    pat.follows("Renew the policies.")
    pat.presses("It is done")
    pat.fills("What was done?", "All are in the new folder.")
    pat.presses("Send it")
    pat.reads("Done, says Tidewater Peers")

    agenda = f"/contracts/{world.contract_id}/visits/{findings.ahead(world)}/agenda"
    mona.goes_to(agenda)
    mona.reads("Open actions", "Renew the policies.")
    mona.follows("Renew the policies.")
    mona.chooses("Close it: it is done")
    mona.presses("Send it")
    mona.reads("The action is closed.")
    mona.goes_to(agenda)
    mona.reads("Actions closed: 1")
