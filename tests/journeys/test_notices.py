"""People are told, choose what they are told, and a lead sees what goes out and holds it."""

from datetime import timedelta

from portal.notices.rounds import tell_events
from portal.notices.unsubscribing import unsubscribe_address
from tests.builders import sending
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.portal import Portal


def test_somebody_reads_what_was_said_and_chooses_when_to_be_told(arrives: Arrives, world: World) -> None:
    sending.give_back(world, sending.send(world, "complaints-policy"))
    tell_events(world.database)
    pat = arrives(world.member)
    pat.goes_to("/")
    pat.follows("Notices")
    pat.is_at("What you were told")
    pat.reads("Needs a change: Complaints policy", "Please sign the last page.")
    pat.presses("I have read all of it")
    pat.reads("Needs a change: Complaints policy")
    pat.follows("Choose what you are told, and when")
    decisions = pat.page.get_by_role("group", name="Decisions")
    decisions.get_by_label("In the mail of the day").check()
    pat.presses("Keep it so")
    pat.reads("It is kept")
    pat.goes_to("/notices")
    pat.follows("Needs a change: Complaints policy")
    pat.is_at("Complaints policy")


def test_mails_are_ended_from_the_mail(arrives: Arrives, world: World, portal: Portal) -> None:
    stranger = arrives()
    stranger.goes_to(unsubscribe_address(portal.settings.secret, world.member.person_id))
    stranger.is_at("End mails to this address?")
    stranger.presses("End these mails")
    stranger.is_at("These mails have ended")
    stranger.reads(world.member.email)


def test_a_lead_looks_holds_and_reminds(arrives: Arrives, world: World) -> None:
    rafi = arrives(world.reviewer)
    rafi.goes_to(f"/contracts/{world.contract_id}")
    rafi.follows("Notices", rafi.page.get_by_role("navigation", name="Contract"))
    rafi.is_at("What goes out next")
    rafi.reads("Tidewater Peers", "Hold")
    rafi.follows("Hold Safeguarding policy and procedures, Tidewater Peers")
    rafi.is_at("Hold reminders")
    rafi.presses("Hold them")
    rafi.meets_an_error("Enter the last day without reminders.", "until_on-day")
    rafi.fills_day("Until which day?", world.today + timedelta(days=14))
    rafi.fills("Why?", "They have new trustees.")
    rafi.presses("Hold them")
    rafi.reads("Held now", "They have new trustees.")
    rafi.follows("Back to what goes out next")
    rafi.reads("They have new trustees.")
    rafi.presses("Remind them now")
    rafi.reads("The reminder is on its way.")
    rafi.follows("Sent")
    rafi.is_at("What went out")
    rafi.reads("Waits for the mail server")


def test_two_people_are_named_as_contacts(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}")
    pat.follows("Contacts: name two people")
    first = pat.page.get_by_role("group", name="First contact")
    first.get_by_label("Who?").select_option(value=str(world.member.person_id))
    first.get_by_label("Telephone number").fill("01632 960 001")
    second = pat.page.get_by_role("group", name="Second contact")
    second.get_by_label("Who?").select_option(value=str(world.member.person_id))
    pat.presses("Keep them")
    pat.meets_an_error("The second contact must be somebody else.", "second")
    second.get_by_label("Who?").select_option(value=str(world.reviewer_and_member.person_id))
    pat.presses("Keep them")
    pat.reads("They are written to from now on.")
    pat.goes_to(f"/engagements/{world.engagement_id}")
    pat.follows("Contacts")
