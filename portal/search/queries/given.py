"""Returns of a period and statements of what is to be paid, by their references in full: at most one, for
whoever may open it."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.payments.queries.account import find_account
from portal.places.contracts import EngagementPlace, get_engagement_place
from portal.records import (
    Engagement,
    PaymentAnswer,
    PaymentStatement,
    PeriodReturn,
    ReturnAct,
    StatementAnswer,
)
from portal.returns.queries.given import find_given
from portal.search.queries.reach import Reach

BOTH_SIDES = (Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


@dataclass(frozen=True, slots=True)
class GivenFound:
    """`key` is the return's, and empty of a statement; `part` is its period's, or the statement's quarter.
    Of a return that is not owed any more there is only what was written, to be read."""

    reference: str
    place: EngagementPlace
    key: str
    part: str
    is_owed: bool = True


def find_return(session: Session, viewer: Viewer, reach: Reach, reference: str) -> GivenFound | None:
    """The partner's from when anything was written of it, the lead's from when anything was done with it."""
    done = sa.exists().where(ReturnAct.return_id == PeriodReturn.id)
    row = session.execute(
        sa.select(PeriodReturn.engagement_id, PeriodReturn.return_key, PeriodReturn.part)
        .join(Engagement, Engagement.id == PeriodReturn.engagement_id)
        .where(PeriodReturn.reference == reference, reach.on_both_sides(done))
    ).one_or_none()
    place = find_place(session, viewer, row.engagement_id) if row else None
    asked = find_given(session, place, row.return_key, row.part) if row and place else None
    if row is None or place is None or asked is None:
        return None
    return GivenFound(reference, place, row.return_key, row.part, asked.is_owed)


def find_statement(
    session: Session, viewer: Viewer, reach: Reach, reference: str, today: date
) -> GivenFound | None:
    """The lead's; the partner's once it is approved."""
    approved = (
        PaymentAnswer.statement_id == PaymentStatement.id,
        PaymentAnswer.answer == StatementAnswer.APPROVED,
    )
    row = session.execute(
        sa.select(PaymentStatement.engagement_id, PaymentStatement.quarter)
        .join(Engagement, Engagement.id == PaymentStatement.engagement_id)
        .where(PaymentStatement.reference == reference, reach.on_both_sides(own=sa.exists().where(*approved)))
    ).one_or_none()
    place = find_place(session, viewer, row.engagement_id) if row else None
    account = find_account(session, place, today) if place else None
    if row is None or place is None or account is None or account.find(row.quarter) is None:
        return None
    return GivenFound(reference, place, "", row.quarter)


def find_place(session: Session, viewer: Viewer, engagement_id: uuid.UUID) -> EngagementPlace | None:
    try:
        return get_engagement_place(session, viewer, engagement_id, BOTH_SIDES)
    except NotHere:
        return None
