"""What happened is told on a telephone, forwarded by the lead, read by the council, and closed."""

from tests.builders import happening
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.parts.browser import PHONE

CHANGE = "Significant adverse change in financial position"


def test_from_a_telephone_to_the_council_and_closed(arrives: Arrives, world: World) -> None:
    happening.agree(world)
    contract = f"/contracts/{world.contract_id}/occurrences"
    pat = arrives(world.member, PHONE)
    pat.goes_to(f"/engagements/{world.engagement_id}")
    pat.follows("Tell us what happened")
    pat.presses("Tell us what happened")
    pat.follows(CHANGE)
    pat.presses("Tell Harbour Light")
    pat.meets_an_error("Say in a few words what happened.", "words")
    pat.fills_day("When did it happen or begin?", happening.working_days_ago(world, 12))
    pat.fills_day("When did you know of it?", happening.working_days_ago(world, 12))
    pat.fills("What happened, in a few words?", "Our largest grant was not renewed.")
    pat.presses("Tell Harbour Light")
    pat.reads("It is told.", "5 working days late")

    rita = arrives(world.reviewer)
    rita.goes_to(contract)
    rita.reads("Was late")
    rita.follows(f"{CHANGE}: Tidewater Peers")
    rita.presses("Acknowledge it")
    rita.presses("Forward it to the council")
    rita.chooses("Share it here")
    rita.fills("What the council reads of it", "A grant of the partner ended.")
    rita.presses("Forward it")
    rita.reads("That the council is told is kept.")

    olive = arrives(world.officer)
    olive.goes_to(contract)
    olive.follows(f"{CHANGE}: Tidewater Peers")
    olive.reads("A grant of the partner ended.", "5 working days late", "It is not closed yet.")
    olive.does_not_read("Our largest grant", world.member.name, world.reviewer.name)

    pat.goes_to(f"/engagements/{world.engagement_id}/occurrences")
    pat.follows(CHANGE)
    pat.fills("What followed?", "Another fund said yes.")
    pat.presses("Add what followed")
    rita.goes_to(contract)
    rita.follows(f"{CHANGE}: Tidewater Peers")
    rita.reads("Another fund said yes.")
    rita.fills("What followed, or how it ended", "The hours are as they were.")
    rita.presses("Close it")
    rita.reads("It is closed.")
