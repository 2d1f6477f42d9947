"""Which accepted figures were corrected after they had been accepted before."""

import uuid
from collections.abc import Collection

from sqlalchemy.orm import Session

from portal.returns.queries.accepted import list_told

Corrections = frozenset[tuple[str, str, str]]
"""Engagement, measure and period."""


def list_corrected(session: Session, engagement_ids: Collection[uuid.UUID]) -> Corrections:
    return frozenset(
        (str(engagement_id), measure, part)
        for engagement_id, part, told in list_told(session, engagement_ids)
        for measure in told.corrected
    )
