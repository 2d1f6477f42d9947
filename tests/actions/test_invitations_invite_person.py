"""Who may let whom in."""

import uuid

import pytest
import sqlalchemy as sa

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.queries.members import list_managed, list_members
from portal.records import Event, Person
from portal.sign_in.actions.use_link import use_link
from portal.sign_in.queries import find_viewer
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import World


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


def test_somebody_invited_chooses_a_password_and_is_in(world: World, mailbox: Mailbox) -> None:
    person_id = invite(world, world.partner_id, email=" Newt@Example.org ")
    with world.database.writing() as session:
        viewer = find_viewer(session, use_link(session, mailbox.last_token(), "a password of my own"))
        assert viewer
        assert (viewer.person_id, viewer.email) == (person_id, "newt@example.org")
        assert viewer.organisations == {world.partner_id}
        assert "invitation-sent" in session.scalars(sa.select(Event.name)).all()


def test_the_message_says_who_and_for_whom(world: World, mailbox: Mailbox) -> None:
    invite(world, world.partner_id)
    (message,) = mailbox.messages()
    assert message["To"] == "Newt New <newt@example.org>"
    assert "Mary Manager invites you to Good Standing, for Tidewater Peers." in text_of(message)


def test_somebody_known_by_address_belongs_to_one_organisation_more(world: World, mailbox: Mailbox) -> None:
    person_id = invite(world, world.partner_id, email=world.second_member.email)
    assert person_id == world.second_member.person_id
    assert "Sign in as you always do" in text_of(mailbox.messages()[-1])
    with world.database.reading() as session:
        assert session.scalar(sa.select(Person.name).where(Person.id == person_id)) == "Sam Second"


def test_inviting_again_sends_another_link_until_it_is_taken_up(world: World, mailbox: Mailbox) -> None:
    first = invite(world, world.partner_id)
    assert invite(world, world.partner_id) == first
    assert len(mailbox.messages()) == 2
    with world.database.writing() as session:
        use_link(session, mailbox.last_token(), "a password of my own")
    with pytest.raises(CannotDo, match="belongs to Tidewater Peers already"):
        invite(world, world.partner_id)


@pytest.mark.parametrize(
    "who", ["reviewer", "colleague", "officer", "member", "second_member", "noise_manager"]
)
def test_others_do_not_even_learn_that_the_organisation_is_there(
    world: World, mailbox: Mailbox, who: str
) -> None:
    with pytest.raises(NotHere):
        invite(world, world.partner_id, by=world.people[who])
    assert mailbox.messages() == []
    with world.database.reading() as session, pytest.raises(NotHere):
        list_members(session, world.people[who], world.partner_id)


def test_a_lead_lets_nobody_into_a_partner_that_works_for_another_lead_too(
    world: World, mailbox: Mailbox
) -> None:
    """Whoever belongs to the partner would see the other lead's contract."""
    with world.database.writing() as session:
        place = world.contract_place(session)
        terms = Terms("Noiseford", world.starts_on, world.ends_on)
        add_partner(session, world.manager, place, NewPartner("Noise Partner Group"), terms)
    with pytest.raises(CannotDo, match="only its own managers invite"):
        invite(world, world.noise_partner_id)


@pytest.mark.parametrize(
    "email", ["", "nowhere", "a@b", "a b@example.org", "a@b.org\nBcc: c@d.org", "<a@b.org>"]
)
def test_what_is_no_address_is_refused(world: World, email: str) -> None:
    with pytest.raises(CannotDo) as refused:
        invite(world, world.partner_id, email=email)
    assert set(refused.value.problems) == {"email"}


def test_a_manager_sees_the_people_of_its_own_side_only(world: World) -> None:
    with world.database.reading() as session:
        names = [name for _, name in list_managed(session, world.manager)]
        members = list_members(session, world.manager, world.partner_id)
    assert names == ["Harbour Light", "Kingsmarsh County Council", "Open Door Folk", "Tidewater Peers"]
    assert [each.name for each in members] == ["Bo Both", "Pat Partner"]
