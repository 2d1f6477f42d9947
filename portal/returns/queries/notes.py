"""What the lead has noted on the periods of a contract."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.records import PeriodNote, Person


@dataclass(frozen=True, slots=True)
class Note:
    period: str
    words: str
    person: str
    on: date


def list_notes(session: Session, contract_id: uuid.UUID, period: str = "") -> tuple[Note, ...]:
    """Of one period or of all, the first one first."""
    query = (
        sa.select(PeriodNote.period, PeriodNote.words, PeriodNote.made_at, Person.name)
        .join(Person, Person.id == PeriodNote.made_by)
        .where(PeriodNote.contract_id == contract_id)
        .order_by(PeriodNote.made_at, PeriodNote.id)
    )
    if period:
        query = query.where(PeriodNote.period == period)
    return tuple(
        Note(row.period, row.words, row.name, local_day(row.made_at)) for row in session.execute(query)
    )
