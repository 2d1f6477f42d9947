"""What a reviewer decides next, after something was decided or found to be decided."""

import uuid
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.requirement import Checklist
from portal.access import Viewer
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Submission, UnderWay
from portal.review.queries.queue import ALL, Wanted, narrowed, own_of, values_of, waits, wanted_in

AFTER = sa.bindparam("after", type_=sa.Uuid())


@cache
def oldest(*, is_later: bool) -> sa.Select[uuid.UUID]:
    """The oldest but that one; or of those that were sent no earlier."""
    query = (
        sa.select(UnderWay.submission_id)
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .where(waits(is_past=False), UnderWay.submission_id != AFTER, ~own_of())
        .order_by(UnderWay.since, UnderWay.submission_id)
        .limit(1)
    )
    sent = aliased(Submission)
    sent_at = sa.select(sent.sent_at).where(sent.id == AFTER).scalar_subquery()
    return query.where(UnderWay.since >= sent_at) if is_later else query


def find_next(
    session: Session,
    place: ContractPlace,
    viewer: Viewer,
    checklist: Checklist,
    after: uuid.UUID,
    wanted: Wanted = ALL,
) -> uuid.UUID | None:
    """The submission to decide after that one: of what is wanted the next in the queue, else the oldest."""
    values, asked = values_of(place, viewer, checklist, after=after), wanted_in(wanted, checklist)
    later, first = (narrowed(oldest(is_later=each), asked) for each in (True, False))
    return session.scalar(later, values) or session.scalar(first, values)
