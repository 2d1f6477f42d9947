"""Whole jobs of a partner, from the list at home to the receipt, with every interaction counted."""

import pytest
from playwright.sync_api import Page

from tests.builders import sending
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.counting import Counted
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE

ALL_CONFIRMATIONS, CORRECTION = 16, 5
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
