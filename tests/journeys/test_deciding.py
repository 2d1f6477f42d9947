"""What the lead decides: to waive, to correct, to issue; and how another day looks."""

from datetime import timedelta

from checklists.calendar import in_words
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.good_files import pdf
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest

SLOT, TITLE = "complaints-policy", "Complaints policy"
ISSUED = "market-stewardship"


def slot(world: World, key: str = SLOT) -> str:
    return f"/engagements/{world.engagement_id}/requirements/{key}"


def test_a_requirement_is_waived_until_a_day_and_the_partner_reads_why(
    arrives: Arrives, world: World
) -> None:
    until = world.today + timedelta(days=60)
    mary = arrives(world.manager)
    mary.goes_to(slot(world))
    mary.follows("Waive this requirement")
    mary.fills("Why it is waived", "Agreed with the council while the policy is rewritten.")
    mary.presses("Waive it")
    mary.meets_an_error("A waiver needs a last day.", "until_on-day")
    mary.fills_day("Last day of the waiver", until)
    mary.presses("Waive it")
    mary.reads(f"Waived until {in_words(until)}")

    pat = arrives(world.member)
    pat.goes_to(slot(world))
    pat.reads(f"Waived until {in_words(until)}", "Agreed with the council while the policy is rewritten.")
    pat.goes_to(f"{slot(world)}?on={until + timedelta(days=1)}")
    pat.reads("You are looking at", "Your turn")

    mary.follows("Correct or end it early")
    mary.fills_day("Last day of the waiver", world.today)
    mary.fills("Why it is corrected", "The policy came earlier than we thought.")
    mary.presses("Correct it")
    mary.reads(f"Waived until {in_words(world.today)}", "corrected later")
    pat.goes_to(slot(world))
    pat.reads("The policy came earlier than we thought.")


def test_a_decision_is_corrected_and_the_first_one_stays_on_record(arrives: Arrives, world: World) -> None:
    sent = sending.send(world, SLOT, from_on=world.today)
    sending.accept(world, sent, until_on=world.ends_on)
    earlier = world.today + timedelta(days=90)
    rafi = arrives(world.reviewer)
    rafi.goes_to(slot(world))
    rafi.reads(f"Accepted until {in_words(world.ends_on)}")
    rafi.follows("Correct this decision")
    rafi.unfolds("Correct this decision")
    rafi.fills_day("Accept until", earlier)
    rafi.presses("Accept it instead")
    rafi.meets_an_error("Say why the decision is corrected.", "accept_words")
    rafi.fills("Why the decision is corrected", "The review date was misread.")
    rafi.presses("Accept it instead")
    rafi.reads("(corrected since)", f"Accepted until {in_words(earlier)}")

    rafi.goes_to(slot(world))
    rafi.reads(f"Accepted until {in_words(earlier)}", "corrected later", "The review date was misread.")
    rafi.follows("History of this requirement")
    rafi.reads("The decision was corrected.", f"Accepted until {in_words(world.ends_on)}.")


def test_a_decision_without_an_answer_leads_to_its_field(arrives: Arrives, world: World) -> None:
    sending.send(world, SLOT)
    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.unfolds("Return it for a change")
    rafi.fills("What the partner should do", "Send the whole policy.")
    rafi.presses("Return it and go to the next")
    rafi.meets_an_error("Choose why it needs a change.", "reason")
    assert rafi.page.locator("#words").input_value() == "Send the whole policy."


def test_the_lead_issues_a_document_once_and_the_partner_says_that_it_has_it(
    arrives: Arrives, world: World
) -> None:
    pat = arrives(world.member)
    pat.goes_to(slot(world, ISSUED))
    pat.reads("Harbour Light has not issued this yet.", "it does not count against you")

    mary = arrives(world.manager)
    mary.follows("Set-up")
    mary.follows("Issue : Market Stewardship Principles")
    mary.presses("Issue it to all partners")
    mary.meets_an_error("Choose the document to issue.", "file")
    mary.adds_file("principles.pdf", pdf("Market Stewardship Principles"), "The document")
    mary.presses("Issue it to all partners")
    mary.reads("The document is issued.")

    pat.goes_to(slot(world, ISSUED))
    pat.reads("principles.pdf")
    pat.presses("Confirm")
    pat.meets_an_error("Tick the box", "confirm")
    pat.page.locator("#confirm").check()
    pat.fills("Your position", "Chair")
    pat.presses("Confirm")
    pat.is_at("Confirmed")
    pat.goes_to(slot(world, ISSUED))
    pat.reads("Accepted until")


def test_a_day_in_the_past_as_it_is_known_now_and_as_it_was_known_then(
    arrives: Arrives, world: World
) -> None:
    """Dated 60 days ago and accepted 30 days ago: 45 days ago it was in order, but nobody could know."""
    bears, between, accepted = (world.today - timedelta(days=days) for days in (60, 45, 30))
    with clock_on(accepted):
        sending.accepted(world, SLOT, from_on=bears)
    rafi = arrives(world.reviewer)
    rafi.goes_to(slot(world))
    rafi.reads("Standing today", "Accepted until")

    rafi.unfolds("Look at another day")
    rafi.fills("Standing on", between.isoformat())
    rafi.presses("Show")
    rafi.reads(f"You are looking at {in_words(between)}", "Accepted until")

    rafi.unfolds("Look at another day")
    rafi.fills("As known on", between.isoformat())
    rafi.presses("Show")
    rafi.reads(f"as it was known on {in_words(between)}", "Needed")

    rafi.goes_to(f"/contracts/{world.contract_id}/readiness?on={between}&known={between}")
    rafi.reads(f"as it was known on {in_words(between)}")
    rafi.unfolds("more of Tidewater Peers")
    assert TITLE in rafi.part("Tidewater Peers").inner_text()
    rafi.follows("Back to today")
    rafi.reads("Standing today")
    assert TITLE not in rafi.part("Tidewater Peers").inner_text()


def test_after_deciding_the_next_one_is_shown(arrives: Arrives, world: World) -> None:
    sending.send(world, SLOT)
    sending.send(world, "health-and-safety")
    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.is_at(TITLE)
    accepts_it(rafi, world.ends_on)
    rafi.is_at("Health and safety policy")
    rafi.reads("Accepted until", "Tidewater Peers")
