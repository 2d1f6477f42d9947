"""Incidents as the rules know them: the day, when it was recorded, and whether it was withdrawn."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from portal.clock import local_day
from portal.records import Incident, IncidentWithdrawal


def incidents_by_engagement(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, list[facts.Incident]]:
    """By engagement, all incidents that were recorded, earliest first."""
    found: defaultdict[uuid.UUID, list[facts.Incident]] = defaultdict(list)
    query = (
        sa.select(
            Incident.engagement_id,
            Incident.happened_on,
            Incident.recorded_at,
            IncidentWithdrawal.made_at.label("withdrawn_at"),
        )
        .outerjoin(IncidentWithdrawal, IncidentWithdrawal.incident_id == Incident.id)
        .where(Incident.engagement_id.in_(engagement_ids))
        .order_by(Incident.happened_on, Incident.recorded_at)
    )
    for row in session.execute(query):
        withdrawn_on = local_day(row.withdrawn_at) if row.withdrawn_at else None
        told_on = local_day(row.recorded_at)
        found[row.engagement_id].append(facts.Incident(row.happened_on, told_on, withdrawn_on))
    return found
