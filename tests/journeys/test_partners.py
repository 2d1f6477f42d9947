"""A contract manager looks after a partner: rings, notes what was said, writes, and sees what came of it;
what came by post is entered for it."""

from playwright.sync_api import expect

from tests.builders import good_files
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest
from tests.parts.browser import PHONE


def test_a_partner_is_rung_noted_and_written_to(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}/contacts")
    pat.page.get_by_label("Who?").first.select_option(str(world.member.person_id))
    pat.page.get_by_label("Telephone number").first.fill("01632 960 001")
    pat.presses("Keep them")

    mona = arrives(world.manager, PHONE)
    mona.goes_to(f"/engagements/{world.engagement_id}")
    mona.follows("Looking after Tidewater Peers: contacts, notes, letters")
    expect(mona.page.get_by_role("link", name="01632 960 001")).to_have_attribute("href", "tel:01632960001")
    mona.fills("Write a note", "Rang Pat. Away until Thursday.")
    mona.presses("Keep the note")
    mona.reads("The note is kept.", "Rang Pat. Away until Thursday.")
    mona.presses("Write to them")
    mona.presses("Send it")
    mona.reads("Say in a few words what it is about.")
    mona.fills("What is it about?", "Your visit")
    mona.fills("What do you want to say?", "We come at ten.")
    mona.presses("Send it")
    mona.reads("It is on its way.", "Your visit", f"To {world.member.name}")

    pat.goes_to(f"/engagements/{world.engagement_id}")
    assert pat.page.get_by_text("Looking after").count() == 0


def test_a_letter_is_entered_by_one_and_decided_by_another(arrives: Arrives, world: World) -> None:
    rafi = arrives(world.reviewer, PHONE)
    rafi.goes_to(f"/engagements/{world.engagement_id}/requirements/anti-bribery")
    rafi.follows("Enter what came by post or e-mail")
    rafi.presses("Continue")
    rafi.reads("Say how it came.", "Enter the day on which it came.")
    rafi.chooses("By post")
    rafi.fills_day("When did it come?", world.today)
    rafi.presses("Continue")
    rafi.adds_file("scan.pdf", good_files.pdf())
    rafi.reads("scan.pdf has arrived")
    rafi.presses("Continue")
    rafi.presses("Continue")
    rafi.presses("Enter it for Tidewater Peers")
    rafi.reads("Entered for Tidewater Peers", "nobody decides on what they entered themselves")
    rafi.follows("To review")
    rafi.reads("Somebody else has to decide on it.")

    mary = arrives(world.manager)
    opens_the_oldest(mary)
    mary.reads("Received by post on")
    accepts_it(mary)

    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/anti-bribery")
    pat.reads("Received by post on", f"entered by {world.reviewer.name}", "Accepted")
