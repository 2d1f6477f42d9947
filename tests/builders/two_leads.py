"""One partner under two leads: the world's first partner also delivers for the lead of the noise."""

import uuid

import sqlalchemy as sa

from checklists.vocabulary import Outcome
from portal import clock
from portal.actions.decide import Verdict, decide_submission
from portal.actions.rewrite_standing import rewrite_standing
from portal.records import Contract, Organisation
from tests.builders.world import Making, World


def deliver_for_noise_too(world: World) -> uuid.UUID:
    """The engagement of the first partner in the other lead's contract."""
    with world.database.writing() as session:
        contract = session.scalars(sa.select(Contract).where(Contract.id == world.noise_contract_id)).one()
        partner = session.scalars(sa.select(Organisation).where(Organisation.id == world.partner_id)).one()
        making = Making(session, clock.now())
        made = making.engagement("E-BOTH-2222", contract, partner, "Bothford", volunteers=False)
        session.flush()
        rewrite_standing(session, [made.id])
        session.commit()
        return made.id


def accept_for_noise(world: World, submission_id: uuid.UUID) -> uuid.UUID:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, world.noise_manager)
        return decide_submission(session, world.noise_manager, place, Verdict(Outcome.ACCEPT))
