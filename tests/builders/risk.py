"""A checklist with a risk assessment that is done again after an incident, in place of the world's own."""

import uuid
from dataclasses import replace

import sqlalchemy as sa

from checklists.library import as_data, library
from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind
from portal.records import ChecklistVersion, Engagement
from portal.standing.actions.rebuild_standing import rebuild
from tests.builders.world import CHECKLIST, World

RISK = "risk-assessment"
RISK_ASSESSMENT = Requirement(
    key=RISK,
    title="Risk assessment of the service",
    kind=Kind.ASSESSMENT,
    force=Force.MUST,
    clause="R1",
    group="Risk",
    asks="A risk assessment of the service, every year and after an incident.",
    months=12,
    sections=("premises", "home visits"),
    after_incident=True,
)


def ask_for_risk_assessment(world: World, requirement: Requirement = RISK_ASSESSMENT) -> None:
    """The world's checklist with one requirement more, as if it had been there from the start."""
    checklist = library()[CHECKLIST]
    asked = replace(checklist, requirements=(requirement, *checklist.requirements))
    with world.database.writing() as session:
        was = session.execute(
            sa.select(ChecklistVersion.in_force_from, ChecklistVersion.created_at).where(
                ChecklistVersion.contract_id == world.contract_id
            )
        ).one()
        session.execute(sa.delete(ChecklistVersion).where(ChecklistVersion.contract_id == world.contract_id))
        session.execute(
            sa.insert(ChecklistVersion).values(
                id=uuid.uuid4(),
                contract_id=world.contract_id,
                in_force_from=was.in_force_from,
                definition=as_data(replace(asked, in_force_from=was.in_force_from)),
                created_at=was.created_at,
            )
        )
        rebuild(session, session.scalars(sa.select(Engagement.id)).all())
        session.commit()
