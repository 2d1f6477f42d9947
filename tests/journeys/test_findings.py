"""From a visit to the next agenda: found, planned, replied to, done, closed."""

from datetime import timedelta

from tests.builders import finding as findings
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.parts.browser import PHONE

FOUND = "The folder of policies is from 2019."


def test_a_finding_is_sent_replied_to_done_and_closed(arrives: Arrives, world: World) -> None:
    visit = findings.visit(world, kind="review-meeting")
    mona = arrives(world.manager)
    mona.goes_to(f"/contracts/{world.contract_id}/visits/{visit}")
    mona.follows("Write down what it found")
    mona.presses("Add a finding")
    mona.fills("What was found?", FOUND)
    mona.presses("Keep it")
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
