"""Whoever comes in through an organisation's own sign-in has no password, and is one of its people."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.contracts.queries.setup import list_partners
from portal.notices.queries.recipients import staff_by_organisation
from portal.people.actions.lock_people import list_managers
from portal.people.actions.remove_person import remove_person
from portal.people.actions.revoke_invitation import revoke_invitation
from portal.people.queries.pending import list_pending
from portal.people.queries.people import list_people
from portal.places.organisations import OrganisationPlace
from portal.providers import Provider
from portal.records import Membership, Person, ProviderIdentity
from portal.sign_in.actions.use_provider import Stranger, let_vouched_in
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.openid import Vouched
from tests.builders.at_once import raised_by
from tests.builders.staff import invite
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


def test_she_is_written_to_and_counted(world: World) -> None:
    with world.database.reading() as session:
        before = list_partners(session, world.contract_place(session))
    vouch_for(world, world.member)
    with world.database.reading() as session:
        staff = staff_by_organisation(session, [world.partner_id])[world.partner_id].everybody
        assert world.member.person_id in {each.person_id for each in staff}
        assert list_partners(session, world.contract_place(session)) == before


def coming(world: World, email: str) -> Callable[[], object]:
    vouched = Vouched(ISSUER, "newt", email)

    def act() -> None:
        with world.database.writing() as session:
            try:
                let_vouched_in(
                    session, "a step", vouched, PROVIDER, Caller("192.0.2.7", "a browser"), Terms("s")
                )
            except Stranger as stranger:
                raise LookupError from stranger

    return act


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_an_invitation_is_taken_up_through_a_provider_or_taken_back(world: World, round_number: int) -> None:
    pending = invite(world, world.lead_id)

    def take_it_back() -> None:
        with world.database.writing() as session:
            revoke_invitation(session, world.manager, pending)

    acts = [coming(world, pending.email), take_it_back]
    raised = raised_by(*(acts if round_number % 2 else reversed(acts)))
    assert sum(each is not None for each in raised) == 1, raised
    with world.database.reading() as session:
        has_come = session.scalar(sa.select(sa.func.count()).select_from(ProviderIdentity)) == 1
        belongs = sa.select(Membership.id).where(Membership.id == pending.invited_id)
        assert (session.scalar(belongs) is not None) is has_come
