"""What somebody has to do after visits and meetings, by its day: all of her own engagements, and what is the
lead's own of contracts that she looks after."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.findings import ActionStep
from portal.access import Viewer
from portal.findings.queries.actions import is_open, last_step
from portal.places.mine import MyEngagement
from portal.records import Action, Contract


@dataclass(frozen=True, slots=True)
class MyAction:
    """Something to do by a day; without an engagement it is the lead's own."""

    action_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    engagement_id: uuid.UUID | None
    what: str
    by_on: date


def list_my_actions(
    session: Session, viewer: Viewer, engagements: Sequence[MyEngagement], days: Span
) -> list[MyAction]:
    """What is still to be done and due on one of the days, soonest first; without what a partner has said is
    done, which waits for the lead."""
    leads = viewer.with_role("manager", "reviewer")
    if not engagements and not leads:
        return []
    own = sa.and_(Action.engagement_id.is_(None), Contract.lead_id.in_(leads))
    query = (
        sa.select(
            Action.id.label("action_id"),
            Action.contract_id,
            Contract.title.label("contract"),
            Action.engagement_id,
            Action.what,
            Action.by_on,
        )
        .join(Contract, Contract.id == Action.contract_id)
        .where(
            is_open(),
            sa.func.coalesce(last_step(), "") != ActionStep.DONE.value,
            Action.by_on.between(days.from_on, days.until_on),
            sa.or_(own, Action.engagement_id.in_([each.engagement_id for each in engagements])),
        )
        .order_by(Action.by_on, Action.id)
    )
    return [MyAction(**row._asdict()) for row in session.execute(query)]
