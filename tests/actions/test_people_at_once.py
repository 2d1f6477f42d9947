"""Two at the same moment: one manager stays, a link is used or taken back, a contract goes to one."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions.join_by_link import Newcomer, join_by_link
from portal.people.actions.change_part import change_part
from portal.people.actions.hand_over_contract import hand_over_contract
from portal.people.actions.remove_person import remove_person
from portal.people.actions.revoke_invitation import revoke_invitation, send_again
from portal.people.queries.pending import find_pending
from portal.places.organisations import OrganisationPlace
from portal.records import Event, Invitation, Message, Person
from tests.builders.at_once import raised_by
from tests.builders.messages import Mailbox
from tests.builders.staff import give_contract, invite, roles, second_manager
from tests.builders.world import World

ROUNDS = 4


def managers(world: World) -> list[str]:
    return [name for name, role in roles(world, world.lead_id).items() if role == "manager"]


def removing(world: World, by: Viewer, who: Viewer) -> Callable[[], object]:
    place = OrganisationPlace(world.lead_id, "Harbour Light", (), frozenset())

    def act() -> None:
        with world.database.writing() as session:
            remove_person(session, by, place, who.person_id, None)

    return act


def demoting(world: World, by: Viewer, who: Viewer) -> Callable[[], object]:
    def act() -> None:
        with world.database.writing() as session:
            change_part(session, by, world.lead_id, who.person_id, "member")

    return act


@pytest.mark.parametrize("acting", [removing, demoting])
@pytest.mark.parametrize("is_own", [False, True])
def test_of_two_managers_one_stays(
    world: World, acting: Callable[[World, Viewer, Viewer], Callable[[], object]], is_own: bool
) -> None:
    """Each removes or demotes the other, or both go by themselves."""
    una, mary = second_manager(world), world.manager
    pairs = ((mary, mary), (una, una)) if is_own else ((mary, una), (una, mary))
    raised = raised_by(*(acting(world, by, who) for by, who in pairs))
    assert len(managers(world)) == 1
    assert [type(each) in {NotHere, CannotDo} for each in raised if each] == [True]


def test_an_invitation_is_taken_up_or_taken_back(world: World, mailbox: Mailbox) -> None:
    for number in range(ROUNDS):
        pending = invite(world, world.lead_id)
        token = mailbox.last_token()

        def take_up(token: str = token) -> None:
            with world.database.writing() as session:
                join_by_link(session, token, Newcomer("Newt New", "a password of my own"), "")

        def take_back(invited_id: uuid.UUID = pending.invited_id) -> None:
            with world.database.writing() as session:
                found = find_pending(session, world.manager, invited_id)
                if found is None:
                    raise CannotDo({"": "There is none."})
                revoke_invitation(session, world.manager, found)

        raised = raised_by(take_up, take_back)
        assert not [each for each in raised if isinstance(each, SQLAlchemyError)], number
        has_come = "Newt New" in roles(world, world.lead_id)
        assert (raised[0] is None) == has_come
        assert (raised[1] is None) != has_come
        with world.database.writing() as session:
            gone = OrganisationPlace(world.lead_id, "Harbour Light", (), frozenset())
            newt = session.scalar(sa.select(Person.id).where(Person.email == pending.email))
            if newt and has_come:
                remove_person(session, world.manager, gone, newt, None)
            session.execute(sa.update(Person).where(Person.id == newt).values(password_hash=None))
            session.commit()


def test_a_contract_goes_to_one_and_the_other_is_told(world: World) -> None:
    una = second_manager(world)
    give_contract(world, world.manager)

    def hand(deputy: uuid.UUID | None) -> Callable[[], object]:
        def act() -> None:
            with world.database.writing() as session:
                place = world.contract_place(session)
                said = {"manager": una.person_id, "deputy": deputy}
                hand_over_contract(session, world.manager, place, said, world.manager.person_id)

        return act

    raised = raised_by(hand(None), hand(world.manager.person_id))
    assert [type(each) for each in raised if each] == [CannotDo]
    with world.database.reading() as session:
        named = sa.select(Event.data).where(Event.name == "contract-handed-over")
        assert len([said for said in session.scalars(named) if "manager" in said]) == 2


def test_sent_again_by_two_goes_once(world: World, mailbox: Mailbox) -> None:
    pending = invite(world, world.lead_id)
    mailbox.messages()
    with world.database.writing() as session:
        session.execute(sa.update(Invitation).values(asked_at=clock.now() - timedelta(days=1)))
        session.commit()

    def again() -> None:
        with world.database.writing() as session:
            send_again(session, world.manager, pending)

    assert raised_by(again, again) == [None, None]
    with world.database.reading() as session:
        count = sa.select(sa.func.count()).select_from(Message).where(Message.kind == "invitation")
        assert session.scalar(count) == 2
