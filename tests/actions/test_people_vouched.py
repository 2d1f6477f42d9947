"""Whoever comes in through an organisation's own sign-in has no password, and is one of its people."""

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions.join_by_link import Newcomer, join_by_link
from portal.invitations.queries.waiting import list_waiting
from portal.notices.queries.contacts import list_members
from portal.notices.queries.recipients import staff_by_organisation
from portal.people.actions.lock_people import list_managers
from portal.people.actions.remove_person import remove_person
from portal.people.actions.revoke_invitation import revoke_invitation
from portal.people.queries.pending import list_pending
from portal.people.queries.people import list_people
from portal.places.organisations import OrganisationPlace
from portal.providers import Provider
from portal.records import Invitation, Organisation, Person, ProviderIdentity, Role
from portal.sign_in.actions.use_provider import Stranger, let_vouched_in
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.queries import find_viewer
from portal.sign_in.queries.vouching import ToAsk
from portal.sign_in.queries.vouching import list_managers as list_colleagues
from portal.sign_in.tokens import new_token
from portal.sign_in.vouched import Vouched
from tests.builders import inviting
from tests.builders.at_once import raised_by
from tests.builders.messages import Mailbox
from tests.builders.staff import add_person, invite, roles
from tests.builders.world import World

ISSUER = "https://id.harbour.example"
PROVIDER = Provider("Harbour Light", "harbour.example", ISSUER, "good-standing", "s3cret")
HERE, TERMS = Caller("192.0.2.7", "a browser"), Terms("the secret of this installation")
ROUNDS = 4


def vouch_for(world: World, viewer: Viewer) -> None:
    """From now on she comes in without a password."""
    now = clock.now()
    row = {"issuer": ISSUER, "subject": viewer.email, "person_id": viewer.person_id}
    with world.database.writing() as session:
        session.execute(sa.update(Person).where(Person.id == viewer.person_id).values(password_hash=None))
        session.execute(sa.insert(ProviderIdentity).values(row | {"first_at": now, "last_at": now}))
        session.commit()


def test_she_is_one_of_its_people_and_nobody_who_waits(world: World) -> None:
    vouch_for(world, world.manager)
    with world.database.reading() as session:
        assert world.manager.person_id in list_managers(session, world.lead_id)
        assert world.manager.person_id in {each.person_id for each in list_people(session, world.lead_id)}
        assert list_pending(session, world.lead_id) == ()


def test_she_is_the_manager_who_cannot_leave(world: World) -> None:
    vouch_for(world, world.manager)
    place = OrganisationPlace(world.lead_id, "Harbour Light", (), frozenset())
    with world.database.writing() as session, pytest.raises(CannotDo):
        remove_person(session, world.manager, place, world.manager.person_id, None)


def test_she_is_written_to_and_may_be_a_contact(world: World) -> None:
    vouch_for(world, world.member)
    with world.database.reading() as session:
        staff = staff_by_organisation(session, [world.partner_id])[world.partner_id].everybody
        assert world.member.person_id in {each.person_id for each in staff}
        members = {each.person_id: each.can_sign_in for each in list_members(session, world.place(session))}
        assert members[world.member.person_id]


def test_whom_to_ask_are_colleagues_who_come_in(world: World) -> None:
    """Eve has called her organisation as the lead is called; of the lead's managers one was shut out, and one
    has never come."""
    eve = add_person(world, "Eve Evil", world.partner_id, Role.MANAGER)
    dis, newt = (add_person(world, name, world.lead_id, Role.MANAGER) for name in ("Dis Abled", "Newt Come"))
    cora = add_person(world, "Cora Colleague", world.lead_id, Role.MANAGER)
    addresses = (
        (dis, "dis@harbour.example"),
        (newt, "newt@harbour.example"),
        (cora, "cora@harbour.example"),
        (eve, "eve@harbour.example.evil.example"),
    )
    with world.database.writing() as session:
        eves = sa.update(Organisation).where(Organisation.id == world.partner_id)
        session.execute(eves.values(name=PROVIDER.organisation))
        for each, email in addresses:
            session.execute(sa.update(Person).where(Person.id == each.person_id).values(email=email))
        shut_out = sa.update(Person).where(Person.id == dis.person_id)
        session.execute(shut_out.values(disabled_at=clock.now()))
        session.execute(sa.update(Person).where(Person.id == newt.person_id).values(password_hash=None))
        session.commit()
    with world.database.reading() as session:
        asked = list_colleagues(session, PROVIDER.organisation, PROVIDER.domain)
    assert asked == [ToAsk("Cora Colleague", "cora@harbour.example")]


def come(world: World, email: str) -> Viewer:
    """Somebody whom an organisation vouches for, in at the moment."""
    with world.database.writing() as session:
        token = let_vouched_in(session, new_token(), Vouched(ISSUER, email, email), PROVIDER, HERE, TERMS)
    with world.database.reading() as session:
        viewer = find_viewer(session, token)
    assert viewer
    return viewer


def test_who_was_invited_and_comes_so_answers_before_anything_is_hers(world: World) -> None:
    organisation_id = inviting.name_partner(world, "Strand Walkers")
    invitation_id = inviting.invite(world, organisation_id, "newt@harbour.example")
    newt = come(world, "newt@harbour.example")
    assert newt.belongings == ()
    with world.database.reading() as session:
        (asked,) = list_waiting(session, newt)
    assert (asked.invitation_id, asked.stands_in) == (invitation_id, True)
    assert inviting.accept(world, newt, invitation_id)
    assert come(world, "newt@harbour.example").with_role("manager") == {organisation_id}


def test_no_link_makes_a_password_for_whom_it_vouches(world: World, mailbox: Mailbox) -> None:
    """She has come through her organisation while the link of the mail was open."""
    pending = invite(world, world.lead_id)
    token = mailbox.last_token()
    come(world, pending.email)
    with world.database.writing() as session, pytest.raises(CannotDo, match="signs in with this address"):
        join_by_link(session, token, Newcomer("Newt", "a password of my own"), "")


def test_who_comes_so_and_is_uninvited_stays_outside_from_then_on(world: World) -> None:
    pending = invite(world, world.lead_id)
    come(world, pending.email)
    with world.database.writing() as session:
        revoke_invitation(session, world.manager, pending)
    with pytest.raises(Stranger):
        come(world, pending.email)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_an_invitation_is_taken_up_through_a_provider_or_taken_back(world: World, round_number: int) -> None:
    pending = invite(world, world.lead_id)

    def take_up() -> None:
        try:
            inviting.accept(world, come(world, pending.email), pending.invited_id)
        except (Stranger, NotHere) as outside:
            raise CannotDo({"": "There is none."}) from outside

    def take_it_back() -> None:
        with world.database.writing() as session:
            revoke_invitation(session, world.manager, pending)

    acts = [take_up, take_it_back]
    raised = raised_by(*(acts if round_number % 2 else reversed(acts)))
    assert [type(each) for each in raised if each] == [CannotDo]
    with world.database.reading() as session:
        has_come = session.get_one(Invitation, pending.invited_id).answer == "accepted"
    assert ("Newt New" in roles(world, world.lead_id)) is has_come
