"""Home says of each form that was left behind which it is, shows a few, and lets each be thrown away."""

import pytest
import sqlalchemy as sa

from portal.acting.kept_typed import keep_typed
from portal.home.presenters.form_titles import OTHERWISE, TITLES, called, pattern
from portal.records import Contract, KeptForm
from tests.builders import sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door, fill
from tests.pages.furnished import House
from tests.pages.pressing import filled, press, seen_in
from tests.pages.test_keeping_doors import NOT_SHOWN
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
TO_STRANGERS = (
    "/sign-in",
    "/forgotten-password",
    "/links/",
    "/join/",
    "/feedback",
    "/bounces",
    "/unsubscribe",
)
ANSWERS = ("/invitations/{invitation_id}", "/your-address/{address_token}")
"""Buttons."""


def left(world: World, *addresses: str) -> None:
    with world.database.writing() as session:
        for each in addresses:
            keep_typed(session, world.manager.person_id, each, [("title", "Walks by the sea")])


@BOTH
def test_each_says_what_it_is_and_of_whom(world: World, client_for: ClientFor) -> None:
    left(
        world,
        "/contracts/new?lead=1",
        f"/engagements/{world.engagement_id}/change",
        f"/contracts/{world.contract_id}/change",
    )
    home = client_for(world.manager).get("/home")
    assert home.links["Go on: Make a contract"] == "/contracts/new?lead=1"
    assert "Go on: Change the contract, Peer support on the coast" in home.links
    assert "Go on: What is agreed, Tidewater Peers, Peer support on the coast" in home.links
    assert home.words.count("“Walks by the sea”") == 3
    assert "more" not in home.words.partition("not sent yet")[2].partition("What to do")[0]


@BOTH
def test_nothing_is_told_of_what_she_may_not_see_now(world: World, client_for: ClientFor) -> None:
    left(
        world,
        f"/contracts/{world.noise_contract_id}/change",
        f"/engagements/{world.noise_engagement_id}/change",
    )
    with world.database.reading() as session:
        title = session.scalar(sa.select(Contract.title).where(Contract.id == world.noise_contract_id))
    home = client_for(world.manager).get("/home")
    assert {"Go on: Change the contract", "Go on: What is agreed"} <= home.links.keys()
    assert title
    assert title not in home.words


@BOTH
def test_three_are_shown_and_each_can_be_thrown_away(world: World, client_for: ClientFor) -> None:
    left(world, *[f"/contracts/new?lead={each}" for each in range(5)])
    manager = client_for(world.manager)
    home = manager.get("/home")
    assert "And 2 more" in home.words
    assert len(home.find("//details//li")) == 2
    thrown = manager.follow(press(manager, home, action="/kept/forget"))
    assert "What you had typed there is thrown away." in thrown.words
    assert "And 1 more" in thrown.words
    for _ in range(4):
        thrown = manager.follow(press(manager, thrown, action="/kept/forget"))
    assert "not sent yet" not in thrown.words
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(KeptForm)) == 0


def test_every_form_has_a_name(doors: list[Door], house: House) -> None:
    forms = [each for each in doors if each.method == "POST" and each.path not in NOT_SHOWN]
    nameless = [
        each.path
        for each in forms
        if not each.path.startswith(TO_STRANGERS)
        and each.path not in ANSWERS
        and called(fill(each, house.values_for(each))) == OTHERWISE
    ]
    assert nameless == []
    paths = [fill(each, house.values_for(each)) for each in doors if each.method == "POST"]
    idle = [route for route in TITLES if not any(pattern(route).match(each) for each in paths)]
    assert idle == [], "names of forms that are there no more"


def test_a_form_into_which_nobody_typed_is_not_listed(world: World, client_for: ClientFor) -> None:
    """Empty, with what its page hides in it, or as its page had it, as its script says."""
    manager = client_for(world.manager)
    page = f"/contracts/{world.contract_id}/partners/new"
    shown = manager.get(page)
    empty = dict.fromkeys(seen_in(shown, page), "")
    press(manager, shown, empty, page, 422)
    press(manager, shown, {"_as_shown": "yes"}, page, 422)
    manager.post("/kept", {"_address": page, "name": " "}, 200)
    assert "not sent yet" not in manager.get("/home").words
    press(manager, shown, {"name": "Strand Walkers"}, page, 422)
    assert "Go on: Add a partner, Peer support on the coast" in manager.get("/home").links
    manager.post("/kept", {"_address": page, "name": ""}, 200)
    assert "not sent yet" not in manager.get("/home").words, "it is empty again"


def test_what_a_page_hides_in_its_form_is_not_typed(world: World, client_for: ClientFor) -> None:
    manager, sent = client_for(world.manager), sending.send(world, "insurance", "public-liability")
    page = f"/submissions/{sent}/review"
    (form,) = manager.get(page).find("//form[@id='accept-it']")
    given = {
        name: value if name.startswith("_") or name == "outcome" else ""
        for name, value in filled(form, {}).items()
    }
    refused = manager.ask("POST", page, 422, data=given)
    assert refused.value("outcome") == "accept"
    assert "not sent yet" not in manager.get("/home").words


@BOTH
def test_the_requirement_is_named(world: World, client_for: ClientFor) -> None:
    """Of a waiver, and of what was sent."""
    sent = sending.send(world, "safeguarding-policy")
    left(
        world,
        f"/engagements/{world.engagement_id}/requirements/complaints-policy/waive",
        f"/engagements/{world.noise_engagement_id}/requirements/complaints-policy/waive",
        f"/submissions/{sent}/review",
    )
    home = client_for(world.manager).get("/home")
    of_whom = "Tidewater Peers, Peer support on the coast"
    complaints, safeguarding = (
        sending.requirement(key).title for key in ("complaints-policy", "safeguarding-policy")
    )
    assert f"Go on: Waive a requirement, {complaints}, {of_whom}" in home.links
    assert f"Go on: Review what was sent, {safeguarding}, {of_whom}" in home.links
    assert "Go on: Waive a requirement" in home.links, "of another lead's nothing is told"
