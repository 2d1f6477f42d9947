"""A partner as its lead looks after it: the page, notes, letters; and who never sees them."""

import pytest
import sqlalchemy as sa

from portal.records import Membership
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

NOTE = "Ring Pat after ten, never by mail."
STRANGERS = {
    "member": 404,
    "second_member": 404,
    "reviewer_and_member": 403,
    "officer": 404,
    "noise_manager": 404,
    "colleague": 404,
}
"""By who somebody is, what the door answers; whoever belongs to both sides is told why."""


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def page(world: World) -> str:
    return f"/engagements/{world.engagement_id}/partner"


def test_the_page_says_who_when_and_what_was_agreed(
    world: World, client_for: ClientFor, manager: PageClient, page: str
) -> None:
    own = client_for(world.member)
    contacts = f"/engagements/{world.engagement_id}/contacts"
    own.get(contacts)
    own.post(contacts, {"first": str(world.member.person_id), "first-telephone": "01632 960 001"})
    assert page in manager.get(f"/engagements/{world.engagement_id}").links.values()
    shown = manager.get(page)
    assert shown.heading == "Tidewater Peers"
    for words in (world.member.name, world.member.email, "01632 960 001", "First contact", "Under way"):
        assert words in shown.words
    assert world.engagement in shown.words
    assert world.noise_engagement not in shown.words


def test_of_a_partner_whose_people_have_all_left_nobody_is_sent_to_invite_somebody(
    world: World, manager: PageClient, page: str
) -> None:
    """It belongs to itself, so that the page for invitations would not have it."""
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(Membership.organisation_id == world.partner_id))
        session.commit()
    shown = manager.get(page)
    assert "Nobody of Tidewater Peers can sign in now." in shown.words
    assert not [each for each in shown.links.values() if "/people/new" in each]


def test_a_note_is_kept_once_and_only_the_lead_finds_it(
    world: World, client_for: ClientFor, manager: PageClient, page: str
) -> None:
    manager.get(page)
    answer = manager.post(page, {"note": NOTE})
    assert NOTE in manager.follow(answer).words
    assert manager.get(page).words.count(NOTE) == 1
    assert NOTE in client_for(world.reviewer).get(page).words
    history = f"/contracts/{world.contract_id}/history"
    assert "A note was written about the partner." in manager.get(history).words
    with world.database.writing() as session:
        mine = Membership.person_id == world.member.person_id
        session.execute(sa.update(Membership).where(mine).values(role="manager"))
        session.commit()
    theirs = client_for(world.member)
    for address in (
        f"/organisations/{world.partner_id}/history",
        f"/engagements/{world.engagement_id}",
        f"/engagements/{world.engagement_id}/findings",
        "/",
    ):
        words = theirs.get(address).words
        assert NOTE not in words
        assert "note was written" not in words
    council = client_for(world.officer).get(f"/engagements/{world.engagement_id}").words
    assert NOTE not in council
    assert "Looking after" not in council


@pytest.mark.parametrize("who", STRANGERS)
def test_for_everybody_else_there_is_no_such_page(
    world: World, client_for: ClientFor, page: str, who: str
) -> None:
    someone, answer = client_for(world.people[who]), STRANGERS[who]
    for address in (page, f"{page}/write"):
        someone.get(address, answer)
    someone.get("/you")
    someone.post(page, {"note": "Mine."}, answer)
    someone.post(f"{page}/write", {"to": str(world.member.person_id), "subject": "x", "words": "y"}, answer)


def test_an_empty_note_is_said_beside_its_field(manager: PageClient, page: str) -> None:
    manager.get(page)
    answer = manager.post(page, {"note": " "}, 422)
    assert answer.problems == ["Write down what your colleagues should know."]


def test_a_letter_that_lacks_something_loses_nothing(
    world: World, client_for: ClientFor, manager: PageClient, page: str
) -> None:
    name_contact(world, client_for)
    manager.get(f"{page}/write")
    answer = manager.post(f"{page}/write", {"to": [], "subject": "", "words": "See you."}, 422)
    assert answer.problems == ["Choose to whom you write.", "Say in a few words what it is about."]
    assert "See you." in answer.words
    stranger = {"to": str(world.noise_member.person_id), "subject": "Hello", "words": "See you."}
    assert manager.post(f"{page}/write", stranger, 422).problems == ["Choose people of this partner."]


def test_a_letter_stands_on_the_page_with_its_state(
    world: World, client_for: ClientFor, manager: PageClient, page: str
) -> None:
    name_contact(world, client_for)
    manager.get(f"{page}/write")
    typed = {"to": str(world.member.person_id), "subject": "Your visit", "words": "We come\nat ten."}
    shown = manager.follow(manager.post(f"{page}/write", typed))
    for words in ("It is on its way.", "Your visit", f"To {world.member.name}", "Waits for the mail server"):
        assert words in shown.words


def name_contact(world: World, client_for: ClientFor) -> None:
    own, contacts = client_for(world.member), f"/engagements/{world.engagement_id}/contacts"
    own.get(contacts)
    own.post(contacts, {"first": str(world.member.person_id)})
