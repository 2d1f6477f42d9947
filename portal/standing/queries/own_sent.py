"""What somebody entered or sent herself, or a partner that she belongs to: on that she does not decide, so
for her it waits for a colleague."""

import uuid
from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Stage
from portal.access import Viewer
from portal.records import Contract, Engagement, LevelShare, Submission, UnderWay
from portal.standing.queries.as_known import When, known_at, on_day


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
    """By engagement and requirement, where on nothing that waits now she decides."""
    rows = session.execute(waiting_of_own(viewer, engagement_ids))
    return frozenset((row.engagement_id, row.requirement_key) for row in rows)


def count_own(
    session: Session, viewer: Viewer, engagement_ids: Collection[uuid.UUID], when: When
) -> Counter[uuid.UUID]:
    """By engagement, how many of these slots stand in the way on the day."""
    own = waiting_of_own(viewer, engagement_ids).subquery()
    query = (
        sa.select(own.c.engagement_id, sa.func.count(sa.distinct(own.c.requirement_key)).label("number"))
        .join(
            LevelShare,
            sa.and_(
                LevelShare.engagement_id == own.c.engagement_id,
                LevelShare.requirement_key == own.c.requirement_key,
            ),
        )
        .where(*on_day(LevelShare, when.on, when.known), LevelShare.blockers_with_lead > 0)
        .group_by(own.c.engagement_id)
    )
    return Counter({row.engagement_id: row.number for row in session.execute(query)})


def waiting_of_own(viewer: Viewer, engagement_ids: Collection[uuid.UUID]) -> sa.Select[uuid.UUID, str]:
    is_partners = sa.and_(
        Engagement.partner_id.in_(viewer.organisations), Engagement.partner_id != Contract.lead_id
    )
    others = sa.func.sum(sa.case((sa.or_(is_hers(viewer), is_partners), 0), else_=1))
    return (
        sa.select(UnderWay.engagement_id, UnderWay.requirement_key)
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(
            UnderWay.engagement_id.in_(engagement_ids),
            UnderWay.stage == Stage.WAITING.value,
            *known_at(UnderWay, None),
        )
        .group_by(UnderWay.engagement_id, UnderWay.requirement_key)
        .having(others == 0)
    )
