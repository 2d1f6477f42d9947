"""What somebody was told in the last while."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.notices.queries.paces import OPTIONAL, Abouts, Paces, paces_of
from portal.notices.queries.unsent import DECIDING, NoticeLine, concerns_still, query_lines
from portal.records import About, Contract, Engagement, Notice, Person, Role

OPTIONAL_OF_PARTNERS = frozenset(OPTIONAL) - {About.QUEUE}
OPTIONAL_OF_LEADS = frozenset({About.QUEUE, About.VISITS, About.DECISIONS})
"""What waits; visits that one takes part in; and what a partner tells of what happened."""
OPTIONAL_OF_MANAGERS = frozenset({About.TERMS})
"""Of those of a lead besides: a partner that has come, and who has a contract."""
OPTIONAL_OF_COUNCIL = frozenset({About.VISITS, About.DECISIONS})
"""What it is told of: visits and what it is sent; and what the lead shares with it of what happened."""

KEPT = timedelta(days=90)
"""How long a notice is shown."""


def list_mine(session: Session, viewer: Viewer, now: datetime, first: int, limit: int) -> list[NoticeLine]:
    """The newest in front."""
    query = (
        query_lines()
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
    """Not of contracts in which she has no role any more."""
    return Notice.person_id == viewer.person_id, Notice.made_at > now - KEPT, concerns_still()


def list_concerning(session: Session, viewer: Viewer) -> Abouts:
    """What somebody with the viewer's parts in contracts may ever be told of, and may choose a pace for."""
    deciding = viewer.with_role(*DECIDING)
    sides = {
        "leads": sa.exists().where(Contract.lead_id.in_(deciding)),
        "manages": sa.exists().where(Contract.lead_id.in_(viewer.with_role(Role.MANAGER.value))),
        "delivers": sa.exists().where(Engagement.partner_id.in_(viewer.organisations)),
        "commissions": sa.exists().where(Contract.commissioner_id.in_(viewer.organisations)),
    }
    row = session.execute(sa.select(*(side.label(name) for name, side in sides.items()))).one()
    told = OPTIONAL_OF_LEADS if row.leads else frozenset()
    told |= OPTIONAL_OF_MANAGERS if row.manages else frozenset()
    told |= OPTIONAL_OF_PARTNERS if row.delivers else frozenset()
    told |= OPTIONAL_OF_COUNCIL if row.commissions else frozenset()
    return tuple(about for about in OPTIONAL if about in told)


def get_paces(session: Session, person_id: uuid.UUID) -> Paces:
    return paces_of(session, [person_id])[person_id]


def find_person(session: Session, person_id: uuid.UUID) -> str | None:
    """The e-mail address of somebody."""
    return session.scalar(sa.select(Person.email).where(Person.id == person_id))
