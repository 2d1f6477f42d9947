"""What somebody entered or sent herself: nobody decides on that, so for her it waits for a colleague."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Stage
from portal.access import Viewer
from portal.records import Submission, UnderWay
from portal.standing.queries.as_known import known_at


def own_sent(session: Session, viewer: Viewer, engagement_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Her submissions to the engagement, decided or not."""
    query = sa.select(Submission.id).where(
        Submission.engagement_id == engagement_id, Submission.sent_at.is_not(None), is_hers(viewer)
    )
    return frozenset(session.scalars(query))


def is_hers(viewer: Viewer) -> sa.ColumnElement[bool]:
    return sa.or_(Submission.sent_by == viewer.person_id, Submission.made_by == viewer.person_id)


def slots_of_own(
    session: Session, viewer: Viewer, engagement_ids: Collection[uuid.UUID]
) -> frozenset[tuple[uuid.UUID, str]]:
    """By engagement and requirement, where all that waits now is hers."""
    others = sa.func.sum(sa.case((is_hers(viewer), 0), else_=1))
    query = (
        sa.select(UnderWay.engagement_id, UnderWay.requirement_key)
        .join(Submission, Submission.id == UnderWay.submission_id)
        .where(
            UnderWay.engagement_id.in_(engagement_ids),
            UnderWay.stage == Stage.WAITING.value,
            *known_at(UnderWay, None),
        )
        .group_by(UnderWay.engagement_id, UnderWay.requirement_key)
        .having(others == 0)
    )
    return frozenset((row.engagement_id, row.requirement_key) for row in session.execute(query))
