"""Somebody says yes or no: for which organisation, and what is hers from then on."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import LegalForm
from portal import clock
from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.invitations.actions.accept_invitation import accept_invitation, refuse_invitation
from portal.invitations.actions.join_by_link import Newcomer, join_by_link, refuse_by_link
from portal.invitations.actions.take_up_invitation import Yes
from portal.invitations.actions.withdraw_invitation import revoke_invitation
from portal.invitations.queries.waiting import find_linked, list_waiting
from portal.organisations.queries import may_change
from portal.overview.queries.partners import is_called
from portal.places.mine import list_my_engagements
from portal.places.organisations import get_organisation_place
from portal.records import (
    Contract,
    Engagement,
    Event,
    Invitation,
    Membership,
    Organisation,
    OrganisationName,
    Person,
)
from portal.standing.actions.rebuild_standing import rebuild_standing
from portal.standing.queries.called import called_then
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders import inviting
from tests.builders.clock import clock_on
from tests.builders.world import PASSWORD, World, moment_before_all

TYPED = "Tide Water Peers"


def named_and_invited(world: World, email: str, lead: Viewer | None = None) -> tuple[uuid.UUID, uuid.UUID]:
    """An entry of a lead's, and the invitation of somebody for it."""
    organisation_id = inviting.name_partner(world, TYPED, lead)
    return organisation_id, inviting.invite(world, organisation_id, email, lead)


def engagement_of(world: World, organisation_id: uuid.UUID) -> uuid.UUID:
    with world.database.reading() as session:
        query = sa.select(Engagement.id).where(Engagement.partner_id == organisation_id)
        return session.scalars(query).one()


def refuse_by_link_of(token: str) -> Callable[[Session], object]:
    return lambda session: refuse_by_link(session, token)


def row(world: World, organisation_id: uuid.UUID) -> Organisation:
    with world.database.reading() as session:
        return session.get_one(Organisation, organisation_id)


def answer_of(world: World, invitation_id: uuid.UUID) -> str | None:
    with world.database.reading() as session:
        return session.scalars(sa.select(Invitation.answer).where(Invitation.id == invitation_id)).one()


def waiting(world: World, viewer: Viewer) -> list[uuid.UUID]:
    with world.database.reading() as session:
        return [each.invitation_id for each in list_waiting(session, viewer)]


def called(session: Session, world: World, name: str) -> int:
    """How many partners the other lead finds by a name."""
    query = sa.select(Engagement.id).where(Engagement.contract_id == world.noise_contract_id, is_called(name))
    return len(session.scalars(query).all())


def is_sound(world: World) -> bool:
    with world.database.reading() as session:
        return not [*verify_standing(session), *verify_events(session)]


@pytest.fixture
def tess(world: World) -> Viewer:
    """The second partner's member, as its manager."""
    return inviting.manager_of(world, world.second_member, world.second_partner_id)


def test_a_new_one_belongs_to_itself_with_her_as_its_manager(world: World) -> None:
    organisation_id, invitation_id = named_and_invited(world, "newt@example.org")
    newt = inviting.come_in(world, invitation_id)
    assert newt.with_role("manager") == {organisation_id}
    assert row(world, organisation_id).made_by_id is None
    assert answer_of(world, invitation_id) == "accepted"
    with world.database.reading() as session:
        (mine,) = list_my_engagements(session, newt)
        assert mine.partner == TYPED
        place = get_organisation_place(session, world.manager, organisation_id, [Audience.MANAGER])
        assert not may_change(session, world.manager, place), "whoever made it fills it in no more"
    assert is_sound(world)


def test_for_one_of_hers_its_contracts_are_hers_and_the_entry_stands_in_no_more(
    world: World, tess: Viewer
) -> None:
    organisation_id, invitation_id = named_and_invited(world, tess.email, world.noise_manager)
    engagement_id = engagement_of(world, organisation_id)
    assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
    assert row(world, organisation_id).became_id == world.second_partner_id
    with world.database.reading() as session:
        mine = {each.engagement_id for each in list_my_engagements(session, tess)}
        assert mine == {world.second_engagement_id, engagement_id}
        happened = session.scalars(sa.select(Event).where(Event.name == "partner-joined")).one()
        assert (happened.engagement_id, happened.person_id) == (engagement_id, tess.person_id)
        assert session.scalars(
            sa.select(Membership.role).where(Membership.person_id == tess.person_id)
        ).all() == ["manager"]
    assert is_sound(world)
    with world.database.writing() as session:
        rebuild_standing(session)
    assert is_sound(world)


def test_what_hers_says_of_itself_wins_and_past_evenings_stay_as_they_were(
    world: World, tess: Viewer
) -> None:
    """The lead typed a charity's year; hers is a company's of December, which was called otherwise before."""
    with world.database.writing() as session:
        names = {"organisation_id": world.second_partner_id, "name": "Closed Door", "trading_names": []}
        session.add(
            OrganisationName(id=uuid.uuid4(), recorded_at=moment_before_all() - timedelta(days=9), **names)
        )
        session.commit()
    with world.database.writing() as session:
        place = inviting.place_of(world, session, world.noise_manager)
        new = NewPartner(TYPED, LegalForm.CHARITY, 3, 31)
        terms = Terms("Northmouth", world.starts_on, world.ends_on)
        engagement_id = add_partner(session, world.noise_manager, place, new, terms)
        organisation_id = session.scalars(
            sa.select(Engagement.partner_id).where(Engagement.id == engagement_id)
        ).one()
    invitation_id = inviting.invite(world, organisation_id, tess.email, world.noise_manager)
    with clock_on(world.today + timedelta(days=3)):
        invitation_id = inviting.invite(world, organisation_id, tess.email, world.noise_manager)
        assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
        assert is_sound(world)
        with world.database.writing() as session:
            rebuild_standing(session)
        assert is_sound(world)
        with world.database.reading() as session:
            then = called_then(session, [engagement_id], world.today)
            since = called_then(session, [engagement_id], world.today + timedelta(days=3))
            found = [called(session, world, name) for name in (TYPED, "Open Door", "Closed Door")]
    assert then[engagement_id]["partner"] == f"{TYPED}, now Open Door Folk"
    assert since[engagement_id]["partner"] == "Open Door Folk"
    assert found == [1, 1, 0], "what hers was called before is not this lead's to know"


def test_a_council_says_yes_to_what_it_commissions(world: World) -> None:
    olu = inviting.manager_of(world, world.officer, world.commissioner_id)
    with world.database.writing() as session:
        contract = session.get_one(Contract, world.noise_contract_id)
        made = Organisation(
            id=uuid.uuid4(), name="Kingsmarsh", made_by_id=world.noise_lead_id, created_at=clock.now()
        )
        session.add(made)
        session.flush()
        contract.commissioner_id = made.id
        session.commit()
        organisation_id = made.id
    invitation_id = inviting.invite(world, organisation_id, olu.email, world.noise_manager)
    assert inviting.accept(world, olu, invitation_id, world.commissioner_id)
    with world.database.reading() as session:
        commissioner = session.scalars(
            sa.select(Contract.commissioner_id).where(Contract.id == world.noise_contract_id)
        ).one()
        assert commissioner == world.commissioner_id
        names = session.scalars(sa.select(Event.name).order_by(Event.number.desc()).limit(2)).all()
        assert names == ["invitation-accepted", "commissioner-joined"]


def test_only_for_what_she_manages(world: World) -> None:
    """A member of the partner, invited by another lead, brings nothing into it."""
    _, invitation_id = named_and_invited(world, world.member.email, world.noise_manager)
    for into in (world.partner_id, world.second_partner_id, world.lead_id, uuid.uuid4()):
        with pytest.raises(CannotDo, match="that you manage"):
            inviting.accept(world, world.member, invitation_id, into)
    assert answer_of(world, invitation_id) is None


def test_nobody_is_its_own_lead_or_has_one_area_twice(world: World, tess: Viewer) -> None:
    _, of_lead = named_and_invited(world, world.manager.email)
    with pytest.raises(CannotDo, match="another part in Peer support"):
        inviting.accept(world, world.manager, of_lead, world.lead_id)
    organisation_id = inviting.name_partner(world, "Open Doors", area="WESTMOUTH")
    twice = inviting.invite(world, organisation_id, tess.email)
    with pytest.raises(CannotDo, match="delivers in WESTMOUTH under Peer support"):
        inviting.accept(world, tess, twice, world.second_partner_id)
    olu = inviting.manager_of(world, world.officer, world.commissioner_id)
    of_council = inviting.invite(world, organisation_id, olu.email)
    with pytest.raises(CannotDo, match="another part"):
        inviting.accept(world, olu, of_council, world.commissioner_id)
    assert is_sound(world)


def test_she_says_yes_to_what_she_has_seen_and_nothing_more(world: World, tess: Viewer) -> None:
    _, invitation_id = named_and_invited(world, tess.email)
    seen = inviting.seen(world, invitation_id)
    inviting.name_partner(world, TYPED, area="Southmouth")
    with world.database.writing() as session, pytest.raises(CannotDo, match="has changed since"):
        accept_invitation(session, tess, invitation_id, Yes(world.second_partner_id, seen))
    assert inviting.accept(world, tess, invitation_id, world.second_partner_id)


@pytest.mark.parametrize("had_password", [True, False])
def test_whoever_is_shut_out_comes_in_by_no_link(world: World, had_password: bool) -> None:
    """Also who was entered once and never came, between opening the link and answering."""
    email = world.second_member.email
    organisation_id, invitation_id = named_and_invited(world, email)
    with world.database.writing() as session:
        shut_out = {"disabled_at": clock.now()} | ({} if had_password else {"password_hash": None})
        session.execute(sa.update(Person).where(Person.email == email).values(shut_out))
        session.commit()
    token, seen = inviting.token_of(world, invitation_id), inviting.seen(world, invitation_id)
    for act in (lambda s: join_by_link(s, token, Newcomer("Tess", PASSWORD), seen), refuse_by_link_of(token)):
        with world.database.writing() as session, pytest.raises(CannotDo, match="signs in with this address"):
            act(session)
    assert answer_of(world, invitation_id) is None
    assert row(world, organisation_id).made_by_id == world.lead_id


def test_others_neither_see_nor_answer_it(world: World) -> None:
    _, invitation_id = named_and_invited(world, world.second_member.email)
    for name, viewer in world.people.items():
        if name != "second_member":
            assert waiting(world, viewer) == []
            with world.database.writing() as session:
                with pytest.raises(NotHere):
                    accept_invitation(session, viewer, invitation_id, Yes())
                with pytest.raises(NotHere):
                    refuse_invitation(session, viewer, invitation_id)
    assert waiting(world, world.second_member) == [invitation_id]


def test_no_is_an_answer(world: World) -> None:
    organisation_id, invitation_id = named_and_invited(world, world.second_member.email)
    other = inviting.invite(world, organisation_id, "new@example.org")
    with world.database.writing() as session:
        refuse_invitation(session, world.second_member, invitation_id)
    token = inviting.token_of(world, other)
    with world.database.writing() as session:
        refuse_by_link(session, token)
    assert [answer_of(world, each) for each in (invitation_id, other)] == ["refused", "refused"]
    with world.database.reading() as session:
        assert find_linked(session, token) is None
        assert session.scalars(sa.select(Event.name).order_by(Event.number.desc()).limit(2)).all() == [
            "invitation-refused",
            "invitation-refused",
        ]
    assert row(world, organisation_id).made_by_id == world.lead_id
    assert inviting.invite(world, organisation_id, world.second_member.email) != invitation_id


def test_what_was_taken_back_or_has_run_out_leads_nowhere(world: World) -> None:
    organisation_id, revoked = named_and_invited(world, "one@example.org")
    late = inviting.invite(world, organisation_id, "two@example.org")
    tokens = [inviting.token_of(world, each) for each in (revoked, late)]
    with world.database.writing() as session:
        revoke_invitation(session, world.manager, revoked)
    with clock_on(world.today + timedelta(days=8)):
        for token in tokens:
            with world.database.writing() as session, pytest.raises(CannotDo, match="has run out"):
                join_by_link(session, token, Newcomer("Newt", PASSWORD), "")


def test_two_leads_name_one_and_neither_takes_anything_from_the_other(world: World, tess: Viewer) -> None:
    first, ours = named_and_invited(world, tess.email)
    second, theirs = named_and_invited(world, tess.email, world.noise_manager)
    assert first != second
    for lead, organisation_id in ((world.manager, first), (world.noise_manager, second)):
        with world.database.reading() as session:
            place = get_organisation_place(session, lead, organisation_id, [Audience.MANAGER])
            assert may_change(session, lead, place)
    for invitation_id in (ours, theirs):
        assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
    with world.database.reading() as session:
        assert len(list_my_engagements(session, tess)) == 3
    assert is_sound(world)
