"""What happened and what was packed, by its reference in full: at most one, for whoever may open it."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.occurrences.queries.occurrences import list_lines
from portal.occurrences.queries.told import Line
from portal.places.contracts import PARTNER
from portal.records import Contract, Engagement, Occurrence, Pack, PackShare
from portal.search.queries.reach import Reach


@dataclass(frozen=True, slots=True)
class PackFound:
    """A pack of a contract, or of one partner's part in it; `is_own` where it is the partner's own."""

    pack_id: uuid.UUID
    reference: str
    contract_id: uuid.UUID
    contract: str
    engagement_id: uuid.UUID | None
    partner: str
    is_own: bool


def find_occurrences(session: Session, reach: Reach, reference: str) -> tuple[Line, ...]:
    """Its partner's and its lead's; the council's where it was shared with it."""
    found = list_lines(session, Occurrence.reference == reference, reach.engagements())
    return tuple(each for each in found if each.is_shared or is_of(reach, each))


def is_of(reach: Reach, line: Line) -> bool:
    """Whether the viewer acts for its lead or its partner."""
    return line.contract_id in reach.led or line.partner_id in reach.own


def find_packs(session: Session, reach: Reach, reference: str, today: date) -> tuple[PackFound, ...]:
    """Each organisation finds its own; the council what is shared with it today."""
    is_own = Pack.owner_id == Engagement.partner_id
    ours = sa.and_(Pack.contract_id.in_(reach.led), Pack.owner_id == Contract.lead_id)
    own = sa.and_(Pack.owner_id.in_(reach.own), is_own)
    is_open = (PackShare.from_on <= today, PackShare.until_on >= today, PackShare.ended_at.is_(None))
    is_shared = sa.exists().where(PackShare.pack_id == Pack.id, *is_open)
    shared = sa.and_(Pack.contract_id.in_(reach.looked_at), Pack.finished_at.is_not(None), is_shared)
    query = (
        sa.select(
            Pack.id.label("pack_id"),
            Pack.reference,
            Pack.contract_id,
            Contract.title.label("contract"),
            Pack.engagement_id,
            sa.func.coalesce(PARTNER.name, "").label("partner"),
            sa.func.coalesce(own, sa.false()).label("is_own"),
        )
        .join(Contract, Contract.id == Pack.contract_id)
        .outerjoin(Engagement, Engagement.id == Pack.engagement_id)
        .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Pack.reference == reference, sa.or_(ours, own, shared))
    )
    return tuple(PackFound(**{**row._asdict(), "is_own": bool(row.is_own)}) for row in session.execute(query))
