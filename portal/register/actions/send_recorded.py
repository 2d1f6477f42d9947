"""A version of a checklist came into force: what was recorded of people before goes to its registers."""

import uuid
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import Assignment, Engagement
from portal.register.actions.send_records import latest_records, send_records
from portal.register.actions.write_rows import finish_all
from portal.standing.actions.lock_engagements import lock_engagements


def list_running(session: Session, contract_id: uuid.UUID, today: date) -> Sequence[uuid.UUID]:
    """The engagements of the contract that are not over."""
    query = sa.select(Engagement.id).where(Engagement.contract_id == contract_id, Engagement.ends_on >= today)
    return session.scalars(query.order_by(Engagement.id)).all()


def send_recorded(session: Session, engagement_id: uuid.UUID) -> int:
    """The newest check and training of everybody whose work under the engagement is not over, in the name of
    whoever recorded it, to the registers that ask for it and have not had it; how many. Commits."""
    lock_engagements(session, [engagement_id])
    goes_on = sa.or_(Assignment.until_on.is_(None), Assignment.until_on >= clock.today())
    its = sa.select(Assignment.worker_id).where(Assignment.engagement_id == engagement_id, goes_on)
    records = latest_records(session, set(session.scalars(its)))
    sent = send_records(session, None, records, engagement_id)
    if sent:
        finish_all(session, None, (), sent=sent)
    return len(sent)
