"""Action plans that follow from measures which a partner missed, or all partners of a contract together."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.findings import ActionState, action_state
from checklists.findings import ActionStep as Step
from portal.findings.queries.actions import last_step
from portal.records import Action


@dataclass(frozen=True, slots=True)
class Plan:
    """`met_at` is since when a corrected figure says that the target was met after all."""

    action_id: uuid.UUID
    measure_key: str
    part: str
    by_on: date
    met_at: datetime | None
    last_step: str | None

    @property
    def state(self) -> ActionState:
        return action_state([Step(self.last_step)] if self.last_step else [])


PLANS = sa.select(
    Action.id.label("action_id"),
    Action.measure_key,
    Action.part,
    Action.by_on,
    Action.met_at,
    last_step().label("last_step"),
).where(Action.measure_key.is_not(None))


def list_plans(session: Session, engagement_id: uuid.UUID) -> dict[tuple[str, str], Plan]:
    """By measure and period; one at most is asked for of each."""
    rows = session.execute(PLANS.where(Action.engagement_id == engagement_id))
    return {(row.measure_key, row.part): Plan(**row._asdict()) for row in rows}


def list_plans_of_all(
    session: Session, contract_id: uuid.UUID, measures: Iterable[str]
) -> list[tuple[uuid.UUID, Plan]]:
    """Those that partners of the contract were asked for of these measures, each with its engagement."""
    its = sa.and_(Action.contract_id == contract_id, Action.measure_key.in_(tuple(measures)))
    rows = session.execute(PLANS.add_columns(Action.engagement_id).where(its).order_by(Action.engagement_id))
    found = (row._asdict() for row in rows)
    return [(each.pop("engagement_id"), Plan(**each)) for each in found]
