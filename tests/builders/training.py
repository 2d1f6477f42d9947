"""A contract that asks for training, too."""

import uuid
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from checklists.library import as_data, library
from checklists.requirement import Requirement, Topic
from checklists.vocabulary import Force, Kind
from portal import clock
from portal.records import ChecklistVersion, Engagement
from portal.standing.actions.rebuild_standing import rebuild
from tests.builders.world import CHECKLIST, World

TRAINING = Requirement(
    key="training",
    title="Training",
    kind=Kind.REGISTER,
    force=Force.MUST,
    clause="T1",
    group="People",
    asks="Everybody is trained in first aid and in safeguarding adults.",
    topics=(Topic("first-aid", "First aid"), Topic("safeguarding-adults", "Safeguarding adults")),
)


def ask_for_training(world: World) -> None:
    """From a month ago on, the first contract's checklist asks for it."""
    checklist = library()[CHECKLIST]
    from_on = world.today - timedelta(days=30)
    version = replace(checklist, in_force_from=from_on, requirements=(*checklist.requirements, TRAINING))
    with world.database.writing() as session:
        session.add(
            ChecklistVersion(
                id=uuid.uuid4(),
                contract_id=world.contract_id,
                in_force_from=from_on,
                definition=as_data(version),
                created_at=clock.now(),
            )
        )
        session.flush()
        rebuild(session, session.scalars(sa.select(Engagement.id)).all())
        session.commit()
