"""A team and its checks: entered by the partner, decided in one go by the lead, counted for the council."""

from datetime import timedelta

from checklists.calendar import in_words
from tests.builders import sending
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.someone import Someone


def register(world: World) -> str:
    return f"/organisations/{world.partner_id}/register"


def slot(world: World) -> str:
    return f"/engagements/{world.engagement_id}/requirements/dbs-checks"


def enters_a_check(pat: Someone, world: World) -> None:
    pat.reads("no copy of a certificate is kept here")
    pat.chooses("Enhanced")
    pat.chooses("Adults’ barred list")
    pat.chooses("Children’s barred list")
    pat.fills_day("Date of issue", world.today - timedelta(days=90))
    pat.fills("Who has seen the certificate?", "Pat Partner")
    pat.fills_day("When was it seen?", world.today - timedelta(days=80))
    pat.page.get_by_label("Clear", exact=True).check()
    pat.presses("Record and send")


def test_somebody_joins_is_checked_and_leaves(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    pat.goes_to(slot(world))
    pat.reads("Nobody is on the register yet")
    pat.presses("Add a person")
    pat.is_at("Add a person")
    pat.presses("Add to the register")
    pat.meets_an_error("Enter the person’s name or staff code.", "name")
    pat.fills("Name", "Uma Usher")
    pat.fills("Role", "Peer supporter")
    pat.page.get_by_label("Staff", exact=True).check()
    pat.fills_day("First day with you", world.today - timedelta(days=30))
    pat.presses("Add to the register")
    pat.is_at("Uma Usher")
    pat.reads("Your turn")
    pat.presses("Record a check")
    enters_a_check(pat, world)
    pat.reads("sent for 1 contract", "With Harbour Light, checking")

    rafi = arrives(world.reviewer)
    rafi.goes_to(f"/contracts/{world.contract_id}/queue")
    rafi.follows("DBS checks: one person")
    rafi.reads("Uma Usher", "Clear", "adults’ and children’s")
    rafi.presses("Accept those ticked")
    rafi.reads("1 person is accepted")

    pat.goes_to(slot(world))
    pat.reads("Accepted until")
    pat.follows("Uma Usher")
    pat.follows("Has left")
    pat.fills_day("Last day with you", world.today - timedelta(days=1))
    pat.presses("Keep the last day")
    pat.reads(in_words(world.today - timedelta(days=1)))


def test_a_team_is_decided_in_one_go_and_the_council_reads_numbers(arrives: Arrives, world: World) -> None:
    for name in ("Ann Ash", "Bea Birch", "Cy Cedar"):
        sending.check(world, sending.a_worker(world, name))
    sending.check(world, sending.a_worker(world, "Dee Dogwood"), childrens_list=False)
    rafi = arrives(world.reviewer)
    rafi.goes_to(slot(world))
    rafi.reads("4 people wait for us")
    rafi.presses("Review them together")
    rafi.reads("4 people wait", "The check does not include the children's barred list.")
    rafi.presses("Accept those ticked")
    rafi.reads("3 people are accepted", "1 person waits", "Dee Dogwood")

    olu = arrives(world.officer)
    olu.goes_to(f"/engagements/{world.engagement_id}")
    olu.reads("3 of 4 people in date")
    olu.does_not_read("Dogwood")


def test_a_renewal_that_is_applied_for_is_not_chased(arrives: Arrives, world: World) -> None:
    worker = sending.a_worker(world, "Ann Ash")
    pat = arrives(world.member)
    pat.goes_to(f"{register(world)}/{worker}")
    pat.follows("A renewal has been applied for")
    pat.fills_day("When was it applied for?", world.today)
    pat.presses("Keep this")
    pat.reads(f"Renewal applied for on {in_words(world.today)}")
    rafi = arrives(world.reviewer)
    rafi.goes_to(slot(world))
    rafi.reads(f"Renewal applied for on {in_words(world.today)}")
