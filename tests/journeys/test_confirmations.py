"""A confirmation: signed by a named person, and a year later said to be still in force."""

from datetime import timedelta

from checklists.calendar import in_words
from tests.actions.test_submissions_still_in_force import KEY, change, signed_before
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest

STATEMENT = "We have an induction, training and supervision policy in place."


def test_it_is_signed_by_a_named_person_with_a_date(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    slot = f"/engagements/{world.engagement_id}/requirements/{KEY}"
    pat.goes_to(slot)
    pat.starts()
    pat.is_at("Confirm this statement")
    pat.reads(STATEMENT)
    pat.chooses("I confirm that this is true of Tidewater Peers")
    pat.fills("Your position", "Chair of trustees")
    pat.presses("Continue")
    pat.presses("Send to Harbour Light")
    signed = f"Pat Partner, Chair of trustees, on {in_words(world.today)}"
    pat.is_at("Sent to Harbour Light")
    pat.reads(STATEMENT, signed)

    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads(STATEMENT, signed)
    accepts_it(rafi)
    pat.goes_to(slot)
    pat.reads("Accepted until", signed)


def test_a_year_later_nothing_has_changed(arrives: Arrives, world: World) -> None:
    change(world, months=12, still_years=3)
    first = signed_before(world, 350)
    pat = arrives(world.member)
    slot = f"/engagements/{world.engagement_id}/requirements/{KEY}"
    pat.goes_to(slot)
    pat.reads("Renew soon", "Sign it anew")
    pat.presses("Still in force, nothing has changed")
    pat.is_at("Is this still in force?")
    pat.reads(STATEMENT, f"Signed by Pat Partner, Chair, on {in_words(first)}")
    pat.presses("Send to Harbour Light")
    pat.meets_an_error("Tick the box if the statement is true.", "confirm")
    pat.chooses("Still in force, nothing has changed")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")
    pat.goes_to(slot)
    pat.reads("Accepted, renewal with Harbour Light")
    pat.does_not_read("Sign it anew")

    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("Still in force, first signed on", in_words(first))
    accepts_it(rafi)
    pat.goes_to(slot)
    pat.reads(f"{world.today.year + 1}")
    olu = arrives(world.officer)
    olu.goes_to(f"/engagements/{world.engagement_id}?on={world.today + timedelta(days=100)}")
    olu.reads("Induction, training and supervision policy")
    olu.does_not_read("Pat Partner")
