"""The page People of a contract: who has it, handing it over; and the own address."""

import re

import pytest

from evidence.store import Store
from portal.database import Database
from portal.people.actions.remove_person import remove_person
from portal.places.organisations import OrganisationPlace
from portal.settings import Settings
from tests.builders import inviting
from tests.builders.messages import Mailbox, text_of
from tests.builders.staff import give_contract, invite, partner_manager, second_manager
from tests.builders.world import PASSWORD, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def mailbox(settings: Settings, database: Database, store: Store) -> Mailbox:
    return Mailbox(settings, database, store)


@pytest.fixture
def mary(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


def people(world: World) -> str:
    return f"/contracts/{world.contract_id}/people"


def hand_over(world: World) -> str:
    return f"/contracts/{world.contract_id}/hand-over"


def test_who_works_on_it_and_whom_the_lead_invited(mary: PageClient, world: World) -> None:
    """Whom a partner's own people invited is theirs to know."""
    invite(world, inviting.name_partner(world, "Strand Walkers"))
    shown = mary.get(people(world))
    assert "Nobody is named: all managers of Harbour Light are told" in shown.words
    for words in ("Mary Manager", "Rafi Reviewer", "newt@example.org", "Strand Walkers"):
        assert words in shown.words
    for words in ("Cleo Colleague", "Pat Partner", "Olu Officer", "Noise"):
        assert words not in shown.words
    assert len(mary.queries) <= 5, mary.queries
    assert (
        shown.find("//nav[@aria-label='Contract']//a[@aria-current='page']")[0].text_content().strip()
        == "People"
    )


def test_what_a_partner_asked_by_itself_is_not_shown(mary: PageClient, world: World) -> None:
    invite(world, world.partner_id, by=partner_manager(world))
    assert "newt@example.org" not in mary.get(people(world)).source


@pytest.mark.parametrize(
    "who", ["reviewer", "colleague", "officer", "member", "noise_manager", "administrator"]
)
def test_others_find_no_such_page(world: World, client_for: ClientFor, who: str) -> None:
    client = client_for(world.people[who])
    client.get("/privacy")
    for path in (people(world), hand_over(world)):
        client.get(path, status=404)
    client.post(hand_over(world), {"manager": str(world.manager.person_id)}, status=404)


def test_a_contract_is_handed_over(mary: PageClient, world: World) -> None:
    una = second_manager(world)
    form = mary.get(hand_over(world))
    names = [each.text_content() for each in form.find("//select[@id='manager']/option")]
    assert names == ["Choose a manager", "Mary Manager", "Una Under"]
    nobody = mary.post(hand_over(world), {"manager": "", "deputy": "", "was": ""}, 422)
    assert nobody.problems == [
        "Choose who has the contract from now on: one of the managers of Harbour Light."
    ]
    to_una = {"manager": str(una.person_id), "deputy": str(una.person_id), "was": ""}
    twice = mary.post(hand_over(world), to_una, 422)
    assert twice.problems == ["The deputy must be somebody else."]
    assert twice.value("manager") == str(una.person_id)
    to_una["deputy"] = str(world.manager.person_id)
    first, second = mary.post(hand_over(world), to_una), mary.post(hand_over(world), to_una)
    assert first.location == second.location
    shown = mary.follow(second)
    assert "The contract is handed over. Whoever is named now, and whoever was before, is told" in shown.words
    assert "Una Under" in shown.words
    late = {"manager": str(world.manager.person_id), "deputy": "", "was": ""}
    overtaken = mary.post(hand_over(world), late, 422)
    assert overtaken.problems == ["Somebody has handed it over meanwhile. See who has it now."]
    stranger = late | {"manager": str(world.noise_manager.person_id), "was": str(una.person_id)}
    assert mary.post(hand_over(world), stranger, 422).problems


def test_what_is_so_already_is_handed_over_to_nobody(mary: PageClient, world: World) -> None:
    una = second_manager(world)
    to_una = {"manager": str(una.person_id), "deputy": "", "was": ""}
    mary.follow(mary.post(hand_over(world), to_una))
    form = mary.get(hand_over(world))
    as_it_is = {name: form.value(name) for name in ("manager", "deputy", "was")}
    shown = mary.follow(mary.post(hand_over(world), as_it_is))
    assert "It was so already, so nobody is told anew." in shown.words
    assert "is handed over" not in shown.words


def test_when_she_leaves_the_handing_over_is_asked_for(mary: PageClient, world: World) -> None:
    una = second_manager(world)
    give_contract(world, una)
    place = OrganisationPlace(world.lead_id, "Harbour Light", (), frozenset())
    with world.database.writing() as session:
        remove_person(session, una, place, una.person_id, world.reviewer.person_id)
    shown = mary.get(people(world))
    assert "Nobody has it now." in shown.words
    assert "Una Under had it, and can no more" in shown.words
    assert shown.links["Say who has it from now on"] == hand_over(world)


def test_the_lead_corrects_and_takes_back_what_it_sent(mary: PageClient, world: World) -> None:
    """And comes back to the contract's page."""
    invite(world, inviting.name_partner(world, "Strand Walkers"))
    shown = mary.get(people(world))
    correct = shown.links["Correct the address of Newt New"]
    assert mary.get(correct).links["Cancel"] == people(world)
    answer = mary.post(correct, {"email": "newton@example.org"})
    assert answer.location.startswith(people(world))
    revoke = mary.follow(answer).links["Take it back from Newt New"]
    pressed = [mary.post(revoke).location for _ in range(2)]
    assert pressed[0] == pressed[1] == f"{people(world)}?done=revoked"
    assert "Everybody whom you invited has come." in mary.get(pressed[0]).words


def test_her_own_address_is_hers_to_change(world: World, client_for: ClientFor, mailbox: Mailbox) -> None:
    pat, elsewhere = client_for(world.member), client_for(None)
    assert pat.get("/notices/choices").links["change your address"] == "/your-address"
    pat.get("/your-address")
    wrong = pat.post("/your-address", {"email": "pat at", "password": PASSWORD}, 422)
    assert wrong.value("email") == "pat at"
    assert PASSWORD not in wrong.source
    assert len(pat.post("/your-address", {}, 422).problems) == 2
    for email in (world.noise_member.email, "patricia@example.org"):
        asked = pat.follow(pat.post("/your-address", {"email": email, "password": PASSWORD}))
        assert "Look at the mail of the new address" in asked.words
    found = re.search(r"/your-address/\S+", text_of(mailbox.messages()[-1]))
    assert found
    elsewhere.get(found[0])
    pressed = [elsewhere.post(found[0]).location for _ in range(2)]
    assert pressed[0] == pressed[1]
    assert "patricia@example.org" in pat.get("/your-address").words
    elsewhere.get("/your-address/nothing", status=410)
    elsewhere.get("/privacy")
    elsewhere.post("/your-address/nothing", status=410)


def test_the_link_to_a_new_address_does_nothing_for_somebody_else_who_is_signed_in(
    world: World, client_for: ClientFor, mailbox: Mailbox
) -> None:
    """Whose it is is not said; signed out, whoever reads that mail goes on."""
    pat, bo = client_for(world.member), client_for(world.reviewer_and_member)
    pat.get("/your-address")
    pat.post("/your-address", {"email": "patricia@example.org", "password": PASSWORD})
    found = re.search(r"/your-address/\S+", text_of(mailbox.messages()[-1]))
    assert found
    for shown in (bo.get(found[0]), bo.post(found[0], status=200)):
        assert shown.heading == "This link is for somebody else"
        assert "patricia@example.org" not in shown.source
        assert "Pat Partner" not in shown.words
    assert world.member.email in pat.get("/your-address").words
    goes_on = bo.post("/sign-out", {"next": shown.value("next")})
    assert goes_on.location == found[0]
    bo.get(found[0])
    bo.post(found[0])
    assert "patricia@example.org" in pat.get("/your-address").words
