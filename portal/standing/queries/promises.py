"""Until when a lead promises an answer to what was sent."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.ladder import promise_ends
from portal.acting.bank_holidays import bank_holidays
from portal.clock import local_day
from portal.records import ContractNotices

PROMISE_DAYS = 5
"""Working days within which a lead decides, unless it says otherwise."""


def find_promise(session: Session, contract_id: uuid.UUID) -> int:
    """The contract's promise in working days."""
    said = session.scalar(
        sa.select(ContractNotices.promise_days).where(ContractNotices.contract_id == contract_id)
    )
    return said or PROMISE_DAYS


def answer_by(sent_at: datetime, days: int) -> date:
    """The last working day on which the promise is kept."""
    sent_on = local_day(sent_at)
    return promise_ends(sent_on, days, bank_holidays(sent_on.year))
