"""What somebody was told in the last while."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.notices.queries.paces import Paces, paces_of
from portal.notices.queries.unsent import COLUMNS, NoticeLine
from portal.records import Contract, Notice, Person

KEPT = timedelta(days=90)
"""How long a notice is shown."""


def list_mine(session: Session, viewer: Viewer, now: datetime, first: int, limit: int) -> list[NoticeLine]:
    """The newest in front."""
    query = (
        sa.select(*COLUMNS)
        .outerjoin(Contract, Contract.id == Notice.contract_id)
        .where(*mine(viewer, now))
        .order_by(Notice.made_at.desc(), Notice.id)
        .offset(first)
        .limit(limit)
    )
    return [NoticeLine(**row._asdict()) for row in session.execute(query)]


def count_mine(session: Session, viewer: Viewer, now: datetime) -> tuple[int, int]:
    """How many there are, and how many of them are unread."""
    unread = sa.func.count().filter(Notice.read_at.is_(None))
    row = session.execute(sa.select(sa.func.count(), unread).where(*mine(viewer, now))).one()
    every, new = row
    return every, new


def mine(viewer: Viewer, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return Notice.person_id == viewer.person_id, Notice.made_at > now - KEPT


def get_paces(session: Session, person_id: uuid.UUID) -> Paces:
    return paces_of(session, [person_id])[person_id]


def find_person(session: Session, person_id: uuid.UUID) -> str | None:
    """The e-mail address of somebody."""
    return session.scalar(sa.select(Person.email).where(Person.id == person_id))
