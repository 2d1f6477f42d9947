"""The pages on which somebody says yes or no: by the link, on the first page, for a colleague."""

import pytest
import sqlalchemy as sa

from portal.access import Viewer
from portal.records import Invitation, LinkPurpose, OneTimeLink, Organisation, Person
from portal.sign_in.tokens import hash_token
from tests.builders import inviting
from tests.builders.world import PASSWORD, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

TYPED = "Strand Walkers"
NEWCOMER = {"name": "Newt New", "password": PASSWORD}


@pytest.fixture
def tess(world: World) -> Viewer:
    return inviting.manager_of(world, world.second_member, world.second_partner_id)


def asked(world: World, email: str, lead: Viewer | None = None) -> tuple[str, str]:
    """The address of the invitation, and that of its link."""
    invitation_id = inviting.invite(world, inviting.name_partner(world, TYPED, lead), email, lead)
    return f"/invitations/{invitation_id}", f"/join/{inviting.token_of(world, invitation_id)}"


def seen(answer: Answer) -> dict[str, str]:
    return {"seen": answer.value("seen")}


def test_a_newcomer_reads_what_it_is_about_and_comes_in_with_one_press(
    world: World, stranger: PageClient
) -> None:
    _, link = asked(world, "newt@example.org")
    shown = stranger.get(link)
    assert shown.heading == "Welcome, Somebody"
    for words in (
        "Mary Manager of Harbour Light invites you, for Strand Walkers.",
        "Delivery partner in Northmouth",
        "led by Harbour Light",
        "Peer support on the coast",
        "You can answer until",
        world.manager.email,
        "you are its manager",
    ):
        assert words in shown.words
    home = stranger.follow(stranger.post(link, NEWCOMER | seen(shown)))
    assert "You are in." in home.words
    assert "Northmouth" in home.words
    assert "This invitation is over" in stranger.get(link, status=410).words


def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World, stranger: PageClient) -> None:
    _, link = asked(world, "newt@example.org")
    was_seen = seen(stranger.get(link))
    wrong = stranger.post(link, {"name": "Nat Newt", "password": "short"} | was_seen, 422)
    assert wrong.problems == ["The password must have 12 characters or more."]
    assert wrong.value("name") == "Nat Newt"
    nameless = stranger.post(link, {"name": " ", "password": PASSWORD} | was_seen, 422)
    assert nameless.problems == ["Enter your name."]
    inviting.name_partner(world, TYPED, area="Southmouth")
    changed = stranger.post(link, NEWCOMER | was_seen, 422)
    assert "has changed since" in changed.problems[0]
    assert "Southmouth" in changed.words
    stranger.post(link, NEWCOMER | seen(changed))


def test_a_newcomer_says_no(world: World, stranger: PageClient, client_for: ClientFor) -> None:
    _, link = asked(world, "newt@example.org")
    assert stranger.post(link, {"answer": "no"}, 200).heading == "You have said no"
    stranger.get(link, status=410)
    shown = client_for(world.manager).get(f"/contracts/{world.contract_id}/invitations")
    assert "Said no: 1" in shown.words
    with world.database.reading() as session:
        assert session.scalars(sa.select(Person.id).where(Person.email == "newt@example.org")).all() == []


def test_somebody_known_is_led_to_sign_in_and_chooses_one_of_hers(
    world: World, tess: Viewer, stranger: PageClient, client_for: ClientFor
) -> None:
    page, link = asked(world, tess.email, world.noise_manager)
    assert stranger.get(link, status=303).location == page
    assert stranger.get(page, status=303).location.startswith("/sign-in?next=")
    client = client_for(tess)
    home = client.get("/")
    assert "Nina Noise of Noise Lead Trust invites you, for Strand Walkers." in home.words
    shown = client.get(page)
    for words in ("Open Door Folk", "A new one: Strand Walkers", "Noise contract", "Northmouth"):
        assert words in shown.words
    unsaid = client.post(page, seen(shown), 422)
    assert unsaid.problems == ["Choose one of the organisations that you manage, or a new one."]
    chosen = {"organisation": str(world.second_partner_id)}
    home = client.follow(client.post(page, chosen | seen(shown)))
    assert "You are in." in home.words
    assert "Northmouth" in home.words
    client.get(page, status=404)


def test_whoever_manages_nothing_is_told_whom_to_invite(world: World, client_for: ClientFor) -> None:
    page, _ = asked(world, world.member.email, world.noise_manager)
    shown = client_for(world.member).get(page)
    assert "Is it for Tidewater Peers, which you do not manage?" in shown.words
    assert shown.find("//input[@type='radio']") == []
    home = client_for(world.member)
    assert "You have said no" in home.follow(home.post(page, {"answer": "no"})).words


def test_the_link_in_somebody_elses_browser_says_so(
    world: World, tess: Viewer, client_for: ClientFor
) -> None:
    _, link = asked(world, tess.email)
    shown = client_for(world.member).get(link)
    assert shown.heading == "This invitation is for somebody else"
    assert tess.email in shown.words


def test_a_newcomer_is_not_made_in_the_browser_of_somebody_who_is_signed_in(
    world: World, client_for: ClientFor
) -> None:
    _, link = asked(world, "newt@example.org")
    pat = client_for(world.member)
    for shown in (pat.get(link), pat.post(link, {"name": "Nat Newt", "password": PASSWORD}, 200)):
        assert shown.heading == "This invitation is for somebody else"
        assert f"To take it up as {world.member.email}, ask to be invited" in shown.words
    with world.database.reading() as session:
        assert session.scalars(sa.select(Person.id).where(Person.email == "newt@example.org")).all() == []
    out = pat.post("/sign-out", {"next": shown.value("next")})
    assert "Welcome" in pat.follow(out).heading


def test_nobody_else_finds_the_page(world: World, tess: Viewer, client_for: ClientFor) -> None:
    page, _ = asked(world, tess.email)
    for name, viewer in world.people.items():
        if name != "second_member":
            client_for(viewer).get(page, status=404)
            client_for(viewer).post(page, {"answer": "no"}, status=404)


def test_a_manager_lets_in_whom_the_lead_had_invited_too(
    world: World, tess: Viewer, client_for: ClientFor, stranger: PageClient
) -> None:
    page, _ = asked(world, tess.email)
    client = client_for(tess)
    with world.database.reading() as session:
        entry = session.scalars(sa.select(Organisation.id).where(Organisation.name == TYPED)).one()
    other = inviting.invite(world, entry, "lena@example.org", role="member", name="Lena Lamp")
    link = f"/join/{inviting.token_of(world, other)}"
    client.post(page, {"organisation": str(world.second_partner_id)} | seen(client.get(page)))
    shown = stranger.get(link)
    assert "its own manager has to let you in" in shown.words
    assert "Delivery partner" not in shown.words, "what the organisation does is for its people"
    waits = stranger.follow(stranger.post(link, NEWCOMER | seen(shown)))
    assert "asked to let you in" in waits.words
    home = client.get("/")
    assert "has invited Lena Lamp, lena@example.org, for Open Door Folk (member)." in home.words
    form = {"invitation": str(other), "answer": "yes"}
    client_for(world.member).post(f"/organisations/{world.second_partner_id}/let-in", form, status=404)
    answer = client.follow(client.post(f"/organisations/{world.second_partner_id}/let-in", form))
    assert "Let in." in answer.words
    assert "Westmouth" in stranger.get("/").words


def test_a_link_of_an_older_mail_leads_to_the_invitation(world: World, stranger: PageClient) -> None:
    """Before, links to invitations and to passwords had one address, and people were entered at once."""
    _, link = asked(world, "newt@example.org")
    token = link.rpartition("/")[2]
    assert stranger.get(f"/links/{token}", status=303).location == link
    with world.database.writing() as session:
        person = Person(email="newt@example.org", name="Newt", created_at=world_moment(world))
        session.add(person)
        session.flush()
        theirs = sa.update(OneTimeLink).where(OneTimeLink.token_hash == hash_token(token))
        session.execute(theirs.values(person_id=person.id, purpose=LinkPurpose.INVITATION.value))
        session.commit()
    home = stranger.follow(stranger.post(link, NEWCOMER | seen(stranger.get(link))))
    assert "You are in." in home.words


def world_moment(world: World) -> object:
    with world.database.reading() as session:
        return session.scalars(sa.select(Invitation.made_at)).first()


def test_the_lead_sees_what_it_typed_and_what_was_answered(
    world: World, tess: Viewer, client_for: ClientFor
) -> None:
    page, _ = asked(world, tess.email)
    mary, base = client_for(world.manager), f"/contracts/{world.contract_id}"
    assert "1 person invited, nobody has come yet" in mary.get(f"{base}/set-up").words
    assert "Sam Second" not in mary.get(f"{base}/invitations").words
    client = client_for(tess)
    client.post(page, {"organisation": str(world.second_partner_id)} | seen(client.get(page)))
    assert "Taken up: 1" in mary.get(f"{base}/invitations").words
    assert "Has come" in mary.get(f"{base}/set-up").words
    options = mary.get(f"{base}/people/new").find("//select[@name='organisation']/option")
    assert [str(each.text_content()).strip() for each in options] == [
        "Choose an organisation",
        "Harbour Light (lead provider)",
    ]
