"""What is asked follows what is so: the manager says it, the partner reads it, the officer counts."""

from datetime import timedelta

from checklists.calendar import in_words
from tests.builders.preferring import PREFERRED, contract_beside
from tests.builders.world import World
from tests.journeys.conftest import Arrives


def test_volunteers_from_a_day_on_and_the_policy_that_follows(arrives: Arrives, world: World) -> None:
    may = world.today + timedelta(days=20)
    mary = arrives(world.manager)
    mary.goes_to(f"/engagements/{world.second_engagement_id}")
    mary.follows("What the checklist depends on")
    mary.reads("Uses no volunteers")
    mary.follows("Change it from a day on")
    mary.chooses("Uses volunteers")
    mary.fills_day("From which day?", world.ends_on + timedelta(days=1))
    mary.presses("See what follows")
    mary.meets_an_error("The day must be one from", "from_on-day")
    mary.fills_day("From which day?", may)
    mary.presses("See what follows")
    mary.is_at(f"Uses volunteers from {in_words(may)}: what follows")
    mary.reads("Volunteer policy", f"Needed from {in_words(may)}", "as it is: 0 of 25 in order")
    mary.presses("Keep it")
    mary.reads("It is kept.", f"Uses volunteers from {in_words(may)}")

    sam = arrives(world.second_member)
    slot = f"/engagements/{world.second_engagement_id}/requirements/volunteers"
    sam.goes_to(slot)
    sam.reads(f"Needed from {in_words(may)}", "Not needed because no volunteers are used", "Your turn")
    sam.goes_to(f"{slot}?on={may.isoformat()}")
    sam.reads("Needed", "Your turn")

    sam.goes_to(f"/engagements/{world.second_engagement_id}/conditions")
    sam.follows("Change it from a day on")
    sam.chooses("Uses no volunteers")
    sam.fills_day("From which day?", may)
    sam.presses("See what follows")
    sam.reads("No longer asked", f"Not needed from {in_words(may)}")
    sam.presses("Change it")
    sam.is_at("Change it from a day on")


def test_what_is_preferred_is_excepted_and_counted_apart(arrives: Arrives, world: World) -> None:
    beside = contract_beside(world)
    rafi = arrives(world.reviewer)
    rafi.goes_to(beside.slot(PREFERRED))
    rafi.follows("Record an exception")
    rafi.presses("Record the exception")
    rafi.meets_an_error("Say in a sentence or two what the partner needs to know.", "words")
    rafi.fills("Why it is not done here", "Referrals come through the council’s own system.")
    rafi.presses("Record the exception")
    rafi.reads(
        "Exception recorded for as long as the engagement lasts",
        "Referrals come through the council’s own system",
    )
    rafi.follows("Correct or end it early")
    rafi.is_at("Correct an exception: Logging and tracking referrals")
    rafi.reads("for as long as the engagement lasts: “Referrals come through", "To end it, give its last day")

    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{beside.engagement_id}")
    pat.reads("Exception recorded", "Referrals come through the council’s own system", "preferred: 1 of 4")

    olu = arrives(world.officer)
    olu.goes_to(f"/contracts/{beside.contract_id}/readiness")
    olu.reads("0 of 8 in order · preferred: 1 of 4")
    olu.does_not_read("Referrals come through")
