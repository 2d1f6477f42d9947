"""Somebody starts, somebody leaves, and a contract goes to a colleague."""

from playwright.sync_api import expect

from tests.builders.staff import invite, second_manager
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.someone import Someone
from tests.parts.browser import DESKTOP, PHONE, assert_accessible


def opens_people(someone: Someone) -> None:
    someone.follows("Harbour Light")
    someone.follows("People", someone.page.get_by_role("navigation", name="Organisation"))
    someone.is_at("People")


def looks_good(someone: Someone) -> None:
    for size in (PHONE, DESKTOP):
        someone.page.set_viewport_size(size)
        assert_accessible(someone.page)


def test_a_manager_removes_somebody_who_is_out_at_once(arrives: Arrives, world: World) -> None:
    una, mary = second_manager(world), arrives(world.manager)
    hers = arrives(una)
    hers.goes_to(f"/contracts/{world.contract_id}/change")
    opens_people(mary)
    mary.follows("Una Under")
    mary.is_at("Una Under")
    mary.reads("In 1 browser")
    mary.follows("Change the part of Una Under")
    mary.chooses("Reviewer")
    mary.presses("Change it")
    mary.reads("Una Under’s part is changed")
    hers.presses("Keep the changes")
    hers.is_at("Page not found")
    mary.follows("Remove Una Under")
    looks_good(mary)
    mary.presses("Remove Una Under")
    mary.reads("The person no longer acts for you")
    mary.does_not_read("Una Under")
    hers.goes_to("/")
    hers.is_at("Sign in")


def test_a_mistyped_invitation_is_put_right(arrives: Arrives, world: World) -> None:
    invite(world, world.lead_id)
    mary = arrives(world.manager)
    opens_people(mary)
    looks_good(mary)
    mary.follows("Correct the address of Newt New")
    mary.fills("E-mail address", "newton at")
    mary.presses("Send the new link")
    mary.meets_an_error("Enter an e-mail address such as name@example.org.", "email")
    expect(mary.page.get_by_label("E-mail address")).to_have_value("newton at")
    mary.fills("E-mail address", "newton@example.org")
    mary.presses("Send the new link")
    mary.reads("The old link no longer works", "newton@example.org")
    mary.follows("Take it back from Newt New")
    mary.presses("Take it back")
    mary.reads("Everybody who was invited has come.")


def test_a_contract_goes_to_a_colleague(arrives: Arrives, world: World) -> None:
    second_manager(world)
    mary = arrives(world.manager)
    mary.goes_to(f"/contracts/{world.contract_id}")
    mary.follows("People", mary.page.get_by_role("navigation", name="Contract"))
    mary.reads("Nobody is named")
    looks_good(mary)
    mary.follows("Hand the contract over")
    mary.presses("Hand it over")
    mary.meets_an_error(
        "Choose who has the contract from now on: one of the managers of Harbour Light.", "manager"
    )
    mary.picks("Who has it from now on?", "Una Under")
    mary.picks("Who stands in?", "Mary Manager")
    mary.presses("Hand it over")
    mary.reads("The contract is handed over.", "Una Under", "Mary Manager")
