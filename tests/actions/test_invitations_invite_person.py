"""Who may invite whom, and what follows: nothing, before somebody has said yes."""

import uuid

import pytest
import sqlalchemy as sa

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.queries.members import list_members
from portal.records import Event, Invitation, Membership, OneTimeLink, Person
from tests.builders import inviting
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import World

OTHERS = ("reviewer", "colleague", "officer", "member", "second_member", "noise_manager", "administrator")


def invite(
    world: World,
    organisation_id: uuid.UUID,
    by: Viewer | None = None,
    email: str = "newt@example.org",
) -> uuid.UUID:
    with world.database.writing() as session:
        return invite_person(
            session, by or world.manager, organisation_id, email=email, name="Newt New", role="member"
        )


def count(world: World, table: type) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_whoever_is_invited_is_nobody_here_before_saying_yes(world: World, mailbox: Mailbox) -> None:
    people, members = count(world, Person), count(world, Membership)
    partner_id = inviting.name_partner(world, "Strand Walkers")
    invitation_id = invite(world, partner_id, email=" Newt@Example.org ")
    assert (count(world, Person), count(world, Membership)) == (people, members)
    newt = inviting.come_in(world, invitation_id)
    assert newt.email == "newt@example.org"
    assert newt.with_role("manager") == {partner_id}
    with world.database.reading() as session:
        happened = session.scalars(sa.select(Event.name).order_by(Event.number)).all()
    came = ["partner-joined", "invitation-accepted", "person-came-in", "signed-in"]
    assert happened[-5:] == ["invitation-sent", *came]


def test_the_message_says_who_and_for_whom(world: World, mailbox: Mailbox) -> None:
    invite(world, inviting.name_partner(world, "Strand Walkers"))
    (message,) = mailbox.messages()
    assert message["To"] == "Newt New <newt@example.org>"
    words = " ".join(text_of(message).split())
    assert "Mary Manager of Harbour Light invites you to Good Standing, for Strand Walkers." in words


def test_the_message_is_the_same_whoever_has_the_address(world: World, mailbox: Mailbox) -> None:
    partner_id = inviting.name_partner(world, "Strand Walkers")
    for email in (world.second_member.email, "new@example.org"):
        invite(world, partner_id, email=email)
    texts = [text_of(each).split("/join/") for each in mailbox.messages()]
    assert texts[0][0] == texts[1][0]


def test_inviting_again_sends_another_link_and_makes_no_second_invitation(
    world: World, mailbox: Mailbox
) -> None:
    partner_id = inviting.name_partner(world, "Strand Walkers")
    first = invite(world, partner_id)
    assert invite(world, partner_id) == first
    assert len(mailbox.messages()) == 2
    assert count(world, OneTimeLink) == 2


@pytest.mark.parametrize("who", OTHERS)
def test_others_do_not_even_learn_that_the_organisation_is_there(
    world: World, mailbox: Mailbox, who: str
) -> None:
    partner_id = inviting.name_partner(world, "Strand Walkers")
    for organisation_id in (partner_id, world.partner_id, uuid.uuid4()):
        with pytest.raises(NotHere):
            invite(world, organisation_id, by=world.people[who])
    assert mailbox.messages() == []
    with world.database.reading() as session, pytest.raises(NotHere):
        list_members(session, world.people[who], world.partner_id)


@pytest.mark.parametrize("organisation", ["partner_id", "commissioner_id"])
def test_a_lead_lets_nobody_into_what_belongs_to_itself(world: World, organisation: str) -> None:
    with pytest.raises(CannotDo, match="so its own managers invite their colleagues"):
        invite(world, getattr(world, organisation))
    assert count(world, Invitation) == 0


def test_a_lead_does_not_see_who_acts_for_its_partner(world: World) -> None:
    with world.database.reading() as session, pytest.raises(NotHere):
        list_members(session, world.manager, world.partner_id)


def test_an_organisations_own_manager_invites_colleagues_who_are_asked(world: World) -> None:
    pat = inviting.manager_of(world, world.member, world.partner_id)
    known, new = world.second_member, "new@example.org"
    asked = [invite(world, world.partner_id, by=pat, email=email) for email in (known.email, new)]
    assert world.partner_id not in known.organisations
    with world.database.reading() as session:
        assert {each.email for each in list_members(session, pat, world.partner_id)} == {
            world.member.email,
            world.reviewer_and_member.email,
        }
    assert inviting.accept(world, known, asked[0])
    newt = inviting.come_in(world, asked[1])
    assert [(each.organisation_id, each.role) for each in newt.belongings] == [(world.partner_id, "member")]
    with world.database.reading() as session:
        assert known.email in {each.email for each in list_members(session, pat, world.partner_id)}


@pytest.mark.parametrize(
    "email", ["", "nowhere", "a@b", "a b@example.org", "a@b.org\nBcc: c@d.org", "<a@b.org>"]
)
def test_what_is_no_address_is_refused(world: World, email: str) -> None:
    with pytest.raises(CannotDo) as refused:
        invite(world, world.lead_id, email=email)
    assert set(refused.value.problems) == {"email"}
