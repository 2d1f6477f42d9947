"""The agreement that both sides sign, and the document that the lead issues to all its partners."""

from datetime import timedelta

from checklists.calendar import in_words
from tests.builders.good_files import pdf
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest


def test_a_signed_agreement_is_met_while_it_is_in_force(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    slot = f"/engagements/{world.engagement_id}/requirements/sub-contract"
    pat.goes_to(slot)
    pat.starts()
    pat.uploads("agreement.pdf", "Sub-contract between Harbour Light and Tidewater Peers")
    pat.presses("Continue")
    pat.fills_day("From which day is it in force?", world.starts_on)
    pat.presses("Continue")
    pat.is_at("Who has signed it?")
    pat.presses("Continue")
    pat.meets_an_error("Enter the name of the person who signed for Harbour Light.", "signed_for_lead")
    pat.fills("Signed for Harbour Light by", "Mary Manager")
    pat.fills("Signed for Tidewater Peers by", "Pat Partner")
    pat.fills_day("When did the last side sign?", world.starts_on)
    pat.presses("Continue")
    pat.reads("Signed for the lead by: Mary Manager", "Signed for the partner by: Pat Partner")
    pat.presses("Send to Harbour Light")

    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("Mary Manager", "Pat Partner")
    accepts_it(rafi)
    pat.goes_to(slot)
    pat.reads(f"Accepted until {in_words(world.ends_on)}")


def test_the_lead_issues_once_and_sees_who_has_it(arrives: Arrives, world: World) -> None:
    slot = f"/engagements/{world.engagement_id}/requirements/market-stewardship"
    page = f"/contracts/{world.contract_id}/issue/market-stewardship"
    pat = arrives(world.member)
    pat.goes_to(slot)
    pat.reads("it does not count against you", "Harbour Light’s turn")

    mary = arrives(world.manager)
    mary.goes_to(page)
    mary.adds_file("principles.pdf", pdf("Market Stewardship Principles"), label="The document")
    mary.presses("Issue it to all partners")
    mary.goes_to(page)
    mary.reads("0 of 2", "Tidewater Peers", "Not yet")

    pat.goes_to(slot)
    pat.reads("principles.pdf", "Your turn")
    pat.page.get_by_role("checkbox").check()
    pat.fills("Your position", "Chair")
    pat.presses("Confirm")
    pat.is_at("Confirmed")

    mary.goes_to(page)
    mary.reads("1 of 2", "Pat Partner, Chair", "Not yet")
    rafi = arrives(world.reviewer)
    rafi.goes_to(slot)
    rafi.follows("Who has acknowledged it")
    rafi.reads("1 of 2")
    olu = arrives(world.officer)
    olu.goes_to(f"/engagements/{world.engagement_id}")
    olu.reads("Market Stewardship Principles")

    mary.presses("Issue a new edition")
    mary.fills("What is this edition called?", "Spring")
    mary.fills_day("From which day does it count?", world.today + timedelta(days=20))
    mary.adds_file("principles-2.pdf", pdf("Section 4 is new"), label="The new edition")
    mary.presses("Issue it to all partners")
    mary.meets_an_error("Say in a sentence or two what has changed.", "words")
    mary.fills("What has changed?", "Section 4 is new.")
    mary.adds_file("principles-2.pdf", pdf("Section 4 is new"), label="The new edition")
    mary.presses("Issue it to all partners")
    mary.reads("The new edition is issued.", "0 of 2", "Pat Partner, Chair")

    pat.goes_to(slot)
    pat.reads("Edition 2, Spring", "Section 4 is new.", "Say that you have edition 2")
    pat.page.get_by_role("checkbox").check()
    pat.fills("Your position", "Chair")
    pat.presses("Confirm")
    pat.is_at("Confirmed")
    mary.goes_to(f"/contracts/{world.contract_id}/documents")
    mary.reads("Acknowledged for 1 of 2 engagements")
