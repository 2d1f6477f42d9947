"""Whole jobs of a partner, from the list at home to the receipt, with every interaction counted."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.builders import inviting, sending
from tests.builders.good_files import pdf
from tests.builders.world import PASSWORD, World
from tests.journeys.conftest import Arrives
from tests.journeys.counting import Counted
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE

ALL_CONFIRMATIONS, CORRECTION, SCHEDULE, FIRST = 16, 5, 24, 8
SCRIPT = [True, False]


def counted(someone: Someone) -> Counted:
    page: Page = someone.page
    return Counted(page, someone.address)


@pytest.mark.parametrize("java_script_enabled", SCRIPT)
def test_all_confirmations_of_a_contract(arrives: Arrives, world: World, java_script_enabled: bool) -> None:
    pat = counted(arrives(world.member, PHONE, java_script_enabled=java_script_enabled))
    pat.goes_to("/")
    pat.follows("11 statements to confirm", pat.page.locator(".gs-to-do"))
    for box in pat.page.get_by_role("checkbox").all():
        pat.ticks(box)
    pat.fills("Your position", "Chair of trustees")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")
    pat.reads("11 things, each with its own reference below.")
    assert pat.interactions <= ALL_CONFIRMATIONS


@pytest.mark.parametrize("java_script_enabled", SCRIPT)
def test_an_insurance_that_came_back(arrives: Arrives, world: World, java_script_enabled: bool) -> None:
    sent = sending.send(world, "insurance", "public-liability", amount=2_000_000)
    words = "Ask your broker for £5 million."
    sending.give_back(world, sent, reason="amount-too-low", words=words)
    pat = counted(arrives(world.member, PHONE, java_script_enabled=java_script_enabled))
    pat.goes_to("/")
    pat.follows("Insurance: public liability", pat.page.locator(".gs-to-do"))
    pat.presses("Make the change")
    pat.reads(words)
    pat.fills("Limit of indemnity", "5 million")
    pat.presses("Continue")
    pat.is_at("Check your answers")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")
    assert pat.interactions <= CORRECTION


@pytest.mark.parametrize("java_script_enabled", SCRIPT)
def test_one_schedule_for_three_covers(arrives: Arrives, world: World, java_script_enabled: bool) -> None:
    """From the page of the insurance, as the three were sent one by one before."""
    pat = counted(arrives(world.member, PHONE, java_script_enabled=java_script_enabled))
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/insurance")
    pat.starts("Public liability insurance")
    pat.adds_file("schedule.pdf", pdf("Schedule of insurance"))
    if java_script_enabled:
        expect(pat.page.locator(".moj-multi-file-upload__success")).to_be_visible()
    pat.presses("Continue")
    pat.fills_day("First day of cover", world.today.replace(day=1))
    pat.fills_day("Last day of cover", world.today.replace(day=1) + timedelta(days=364))
    pat.presses("Continue")
    pat.fills("Insurer", "Fathom Mutual")
    pat.fills("Policy number", "FM 20 481")
    pat.fills("Limit of indemnity", "5 million")
    pat.chooses("Any one claim")
    for title, amount, basis in (
        ("Employers' liability insurance", "10 million", "per-claim"),
        ("Professional indemnity insurance", "1 million", "aggregate"),
    ):
        box = pat.page.get_by_role("checkbox", name=re.compile(title))
        pat.ticks(box)
        key = box.get_attribute("value")
        pat.fills(f"Limit of indemnity for {title.lower()}", amount)
        pat.ticks(pat.page.locator(f"[name='basis-{key}'][value='{basis}']"))
    pat.presses("Continue")
    pat.reads("Also on this schedule")
    pat.presses("Send to Harbour Light")
    pat.reads("3 things, each with its own reference below.")
    assert pat.interactions <= SCHEDULE


def test_from_the_invitation_to_the_first_evidence(arrives: Arrives, world: World) -> None:
    """Somebody new, of a partner that has just been named, with the letter in her hand."""
    partner_id = inviting.name_partner(world, "Strand Walkers")
    invitation_id = inviting.invite(world, partner_id, "newt@strand.example", name="Newt New")
    newt = counted(arrives(None, PHONE, java_script_enabled=False))
    newt.goes_to(f"/join/{inviting.token_of(world, invitation_id)}")
    newt.fills("Choose a password", PASSWORD)
    newt.presses("Say yes and sign in")
    newt.reads("You are in.")
    newt.follows("10 statements to confirm", newt.page.locator(".gs-to-do"))
    newt.ticks(newt.page.get_by_role("checkbox").first)
    newt.fills("Your position", "Director")
    newt.presses("Send to Harbour Light")
    newt.is_at("Sent to Harbour Light")
    assert newt.interactions <= FIRST, newt.done
