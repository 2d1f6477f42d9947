"""A quarter is paid: put up by one manager, approved by another; what is corrected stands on the next one."""

from tests.builders import paying, returning
from tests.builders.world import World
from tests.journeys.conftest import Arrives


def test_from_accepted_returns_to_a_difference_line(arrives: Arrives, world: World) -> None:
    second = paying.second_manager(world)
    returning.begin(world)
    paying.account_given(world, returning.quarter(world))
    paying.give(world, sign_ups=(7,), first_contact=(90, 100))
    payments = f"/contracts/{world.contract_id}/payments"
    statement = f"/engagements/{world.engagement_id}/payments/{returning.quarter(world)}"
    mary = arrives(world.manager)
    mary.goes_to(f"/engagements/{world.engagement_id}/payments")
    mary.presses("Say what it is paid for")
    mary.chooses("Dover")
    mary.presses("Save")
    mary.goes_to(payments)
    mary.follows("Tidewater Peers")
    mary.reads("£124.51", "£5,875.49", "2 more would have met the target.")
    mary.presses("Put it up to be approved")
    mary.reads("You put it up, so somebody else approves it: Max Manager.")

    max_ = arrives(second)
    max_.goes_to(payments)
    max_.follows("Tidewater Peers")
    max_.presses("Approve it")
    max_.reads("It is approved, and the partner is told.")
    pat = arrives(world.member)
    pat.goes_to(statement)
    pat.reads("£5,875.49", "Word document")

    paying.correct(world, sign_ups=(8,), first_contact=(90, 100))
    paying.give(world, returning.quarter(world, 2))
    mary.goes_to(payments)
    mary.follows("Tidewater Peers")
    mary.reads("£120.00 was deducted for 7; for 8 it is £51.43.", "£68.57", "£6,068.57")
