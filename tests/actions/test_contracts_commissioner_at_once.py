"""A lead puts a commissioner's name right while somebody of the commissioner says yes."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_contract import ContractTerms, change_contract
from portal.faults import write_anew
from portal.places.contracts import get_contract_place
from portal.records import Contract, Organisation
from portal.standing.queries.verify import verify_events
from tests.builders import inviting
from tests.builders.at_once import raised_by
from tests.builders.world import World

TYPED, MEANT = "kingsmarsh conty council", "Kingsmarsh County Council"


def entered(world: World) -> uuid.UUID:
    """As the other lead has typed who commissions its contract."""
    made_by, made_id = world.noise_lead_id, uuid.uuid4()
    with world.database.writing() as session:
        session.add(Organisation(id=made_id, name=TYPED, made_by_id=made_by, created_at=clock.now()))
        session.flush()
        session.get_one(Contract, world.noise_contract_id).commissioner_id = made_id
        session.commit()
    return made_id


def call_otherwise(world: World) -> None:
    def act(session: Session) -> None:
        place = get_contract_place(session, world.noise_manager, world.noise_contract_id, [Audience.MANAGER])
        terms = ContractTerms(place.title, place.starts_on, place.ends_on, MEANT)
        change_contract(session, world.noise_manager, place, terms)

    write_anew(world.database, act)


def test_a_name_is_put_right_while_its_own_people_join(world: World) -> None:
    olu = inviting.manager_of(world, world.officer, world.commissioner_id)
    made_id = entered(world)
    invitation_id = inviting.invite(world, made_id, olu.email, world.noise_manager)
    with world.database.reading() as session:
        own = session.get_one(Organisation, world.commissioner_id).name
    raised = raised_by(
        lambda: call_otherwise(world),
        lambda: inviting.accept(world, olu, invitation_id, world.commissioner_id),
    )
    assert all(each is None or isinstance(each, CannotDo) for each in raised), raised
    with world.database.reading() as session:
        commissions = sa.select(Contract.commissioner_id).where(Contract.id == world.noise_contract_id)
        name = session.get_one(Organisation, world.commissioner_id).name
        joined = session.scalars(commissions).one() == world.commissioner_id
        assert name == own, "who has joined is called as it says itself"
        assert joined is (raised[1] is None)
        assert [*verify_events(session)] == []
