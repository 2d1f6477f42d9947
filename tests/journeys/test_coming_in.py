"""Coming in: invited, with a new password, with the wrong one, at somebody else's door."""

import pytest
from playwright.sync_api import expect

from portal import clock
from portal.words.wording import day
from tests.builders import sending
from tests.builders.typed import years_of
from tests.builders.world import PASSWORD, World
from tests.journeys.conftest import Arrives
from tests.journeys.portal import Portal
from tests.journeys.someone import Someone

NEW_PASSWORD = "seven grey herons"


def test_a_contract_is_set_up_and_somebody_invited_comes_in(
    arrives: Arrives, world: World, portal: Portal
) -> None:
    mary = arrives(world.manager)
    makes_a_contract(mary)
    adds_a_partner(mary)
    mary.presses("Invite somebody")
    mary.presses("Send the invitation")
    mary.meets_an_error("Enter the person’s name.", "name")
    mary.picks("For which organisation?", "Strand Walkers")
    mary.fills("Name", "Wanda Walker")
    mary.fills("E-mail address", "wanda@strand.example")
    mary.presses("Send the invitation")
    mary.reads("The invitation is on its way.")

    wanda = arrives()
    wanda.goes_to(portal.link_in_last_mail())
    wanda.is_at("Welcome, Wanda Walker")
    by_whom = f"{world.manager.name} of Harbour Light invites you, for Strand Walkers."
    wanda.reads(by_whom, "Walking groups", world.manager.email)
    wanda.page.get_by_label("Choose a password").fill("too short")
    wanda.presses("Say yes and sign in")
    wanda.meets_an_error("12 characters or more", "password")
    wanda.page.get_by_label("Choose a password").fill(NEW_PASSWORD)
    wanda.presses("Say yes and sign in")
    wanda.is_at("What to do")
    wanda.reads("You are in.", "Walking groups", "Your turn")

    wanda.signs_out()
    wanda.signs_in("wanda@strand.example", NEW_PASSWORD)
    wanda.is_at("What to do")
    wanda.goes_to(portal.link_in_last_mail())
    wanda.is_at("This invitation is over")


def makes_a_contract(mary: Someone) -> None:
    mary.goes_to("/contracts/new")
    mary.presses("Make the contract")
    mary.meets_an_error("Enter what the contract is called.", "title")
    mary.meets_an_error("Enter the contract’s first day.", "starts_on-day")
    mary.fills("What is the contract called?", "Walking groups")
    mary.fills("Who commissions it?", "Kingsmarsh County Council")
    days = years_of(clock.today())
    for question, each in zip(("First day of the contract", "Last day of the contract"), days, strict=True):
        fields = mary.page.get_by_role("group", name=question)
        for part, typed in (("Day", f"{each.day}"), ("Month", f"{each:%b}"), ("Year", f"{each.year}")):
            fields.get_by_label(part).fill(typed)
    mary.page.get_by_label("Peer Support, Dover and Folkestone").check()
    mary.presses("Make the contract")
    mary.reads("The contract is made.", " to ".join(map(day, days)), "No partner yet.")


def adds_a_partner(mary: Someone) -> None:
    mary.follows("Add the delivery partners")
    mary.fills("What is the organisation called?", "Strand Walkers")
    mary.fills("Where does the partner work?", "Northmouth")
    mary.chooses("No")
    mary.presses("Add the partner")
    mary.reads("The partner is added.", "Strand Walkers", "Nobody invited yet")


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(
    arrives: Arrives, world: World, portal: Portal
) -> None:
    pat = arrives()
    pat.goes_to("/sign-in")
    pat.follows("I have forgotten my password")
    pat.presses("Send the link")
    pat.meets_an_error("Enter your e-mail address.", "email")
    pat.fills("Your e-mail address", world.member.email)
    pat.presses("Send the link")
    pat.is_at("Look at your e-mail")

    pat.goes_to(portal.link_in_last_mail())
    pat.is_at("Choose a new password")
    pat.page.get_by_label("Your new password").fill(NEW_PASSWORD)
    pat.presses("Keep this password and sign in")
    pat.is_at("What to do")

    pat.signs_out()
    pat.signs_in(world.member.email, PASSWORD)
    pat.is_at("Sign in")
    pat.signs_in(world.member.email, NEW_PASSWORD)
    pat.is_at("What to do")


def test_a_wrong_password_is_not_told_apart_from_a_wrong_address(arrives: Arrives, world: World) -> None:
    told = []
    for email in (world.member.email, "nobody@example.org"):
        someone = arrives()
        someone.signs_in(email, "wrong wrong wrong")
        told.append(someone.page.locator(".govuk-error-summary__body").inner_text())
        expect(someone.page.get_by_label("E-mail address")).to_have_value(email)
    assert told[0] == told[1]


def test_an_empty_sign_in_leads_to_its_fields(arrives: Arrives) -> None:
    someone = arrives()
    someone.goes_to("/sign-in")
    someone.presses("Sign in")
    someone.meets_an_error("Enter your e-mail address.", "email")
    someone.meets_an_error("Enter your password.", "password")


@pytest.mark.parametrize("page", ["", "/requirements/complaints-policy", "/requirements/dbs-checks/register"])
def test_another_organisations_address_is_our_page_not_found(
    arrives: Arrives, world: World, page: str
) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.noise_engagement_id}{page}")
    pat.is_at("Page not found")
    pat.follows("Go to your home page")
    pat.is_at("What to do")


def test_a_link_from_an_e_mail_leads_on_after_signing_in(arrives: Arrives, world: World) -> None:
    sending.send(world, "complaints-policy")
    pat = arrives()
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/complaints-policy")
    pat.is_at("Sign in")
    pat.fills("E-mail address", world.member.email)
    pat.page.get_by_label("Password", exact=True).fill(PASSWORD)
    pat.presses("Sign in")
    pat.is_at("Complaints policy")
    pat.reads("With Harbour Light, checking")
