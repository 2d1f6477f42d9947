"""Whom a lead had invited besides: the organisation's own manager lets them in, or not."""

import uuid

import pytest
import sqlalchemy as sa

from portal.access import NotAllowed, NotHere, Viewer
from portal.invitations.actions.accept_colleague import keep_out, let_in
from portal.invitations.queries.waiting import list_waiting
from portal.places.mine import list_my_engagements
from portal.records import Invitation, Membership
from tests.builders import inviting
from tests.builders.world import World


def named_and_invited(world: World, email: str) -> tuple[uuid.UUID, uuid.UUID]:
    organisation_id = inviting.name_partner(world, "Tide Water Peers")
    return organisation_id, inviting.invite(world, organisation_id, email)


def answer_of(world: World, invitation_id: uuid.UUID) -> str | None:
    with world.database.reading() as session:
        return session.scalars(sa.select(Invitation.answer).where(Invitation.id == invitation_id)).one()


def waiting(world: World, viewer: Viewer) -> list[uuid.UUID]:
    with world.database.reading() as session:
        return [each.invitation_id for each in list_waiting(session, viewer)]


@pytest.fixture
def tess(world: World) -> Viewer:
    """The second partner's member, as its manager."""
    return inviting.manager_of(world, world.second_member, world.second_partner_id)


def test_an_accomplice_invited_before_the_owner_came_is_not_let_in(world: World) -> None:
    """The lead invites the owner of what it named, and an accomplice as its manager too; the owner comes."""
    organisation_id, owners = named_and_invited(world, "owner@example.org")
    accomplice = inviting.invite(world, organisation_id, world.noise_member.email)
    stranger = inviting.invite(world, organisation_id, "spy@example.org")
    owner = inviting.come_in(world, owners, "Olive Owner")
    assert not inviting.accept(world, world.noise_member, accomplice)
    spy = inviting.come_in(world, stranger, "Spy")
    assert spy.belongings == ()
    with world.database.reading() as session:
        assert list_my_engagements(session, spy) == ()
    assert set(waiting(world, owner)) == {accomplice, stranger}
    assert [answer_of(world, each) for each in (accomplice, stranger)] == ["waits", "waits"]
    with world.database.writing() as session:
        with pytest.raises(NotHere):
            let_in(session, world.manager, stranger)
        keep_out(session, owner, accomplice)
        let_in(session, owner, stranger)
        let_in(session, owner, stranger)
    assert [answer_of(world, each) for each in (accomplice, stranger)] == ["refused", "accepted"]
    assert waiting(world, owner) == []
    with world.database.reading() as session:
        members = session.scalars(
            sa.select(Membership.person_id).where(Membership.organisation_id == organisation_id)
        ).all()
    assert set(members) == {owner.person_id, spy.person_id}


def test_a_manager_may_agree_before_the_colleague_says_yes(world: World, tess: Viewer) -> None:
    organisation_id, invitation_id = named_and_invited(world, tess.email)
    colleague = inviting.invite(world, organisation_id, "col@example.org", role="member")
    assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
    assert waiting(world, tess) == [colleague]
    with world.database.writing() as session:
        let_in(session, tess, colleague)
    came = inviting.come_in(world, colleague)
    assert [(each.organisation_id, each.role) for each in came.belongings] == [
        (world.second_partner_id, "member")
    ]


def test_a_mere_member_lets_nobody_in(world: World, tess: Viewer) -> None:
    organisation_id, invitation_id = named_and_invited(world, tess.email)
    colleague = inviting.invite(world, organisation_id, "col@example.org")
    assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
    with world.database.writing() as session, pytest.raises(NotAllowed):
        let_in(session, world.second_member, colleague)
