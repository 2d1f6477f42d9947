"""Incidents as the rules know them: the day, when it was recorded, and whether it was withdrawn."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

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
            Incident.engagement_id, Incident.happened_on, Incident.recorded_at, IncidentWithdrawal.made_at
        )
        .outerjoin(IncidentWithdrawal, IncidentWithdrawal.incident_id == Incident.id)
        .where(Incident.engagement_id.in_(engagement_ids))
        .order_by(Incident.happened_on, Incident.recorded_at)
    )
    row: Any
    for row in session.execute(query):
        engagement_id, happened_on, recorded_at, withdrawn_at = row
        withdrawn_on = local_day(withdrawn_at) if withdrawn_at else None
        found[engagement_id].append(facts.Incident(happened_on, local_day(recorded_at), withdrawn_on))
    return found
