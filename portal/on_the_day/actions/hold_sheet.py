"""Hold a sheet, so that nobody else writes on it meanwhile; it is made where there is none yet."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, require
from portal.acting.refused import CannotDo
from portal.on_the_day.queries.sheets import SheetPlace
from portal.places.contracts import ContractPlace
from portal.records import VisitSheet, VisitSigning
from portal.standing.actions.lock_engagements import lock_engagement

ONLY = "Only the lead provider's reviewers and managers write on the day of a visit."
SIGNED = "It is signed off, so nothing on it changes. Reopen it first, and say why."


def hold_sheet(session: Session, place: ContractPlace, where: SheetPlace) -> uuid.UUID:
    """The sheet's id. Raises NotAllowed, or CannotDo for one that is signed off."""
    require(place.audiences, Audience.REVIEWER, ONLY)
    lock_engagement(session, where.engagement_id)
    here = {"visit_id": where.visit.visit_id, "engagement_id": where.engagement_id}
    sheet_id = session.scalar(sa.select(VisitSheet.id).filter_by(**here))
    if sheet_id is None:
        sheet_id = uuid.uuid4()
        empty = {"made_at": clock.now(), "seed": "", "pool": {}, "sizes": {}}
        session.execute(sa.insert(VisitSheet).values(id=sheet_id, **here, **empty))
    elif is_signed(session, sheet_id):
        raise CannotDo({"": SIGNED})
    return sheet_id


def is_signed(session: Session, sheet_id: uuid.UUID) -> bool:
    is_open = sa.exists().where(VisitSigning.sheet_id == sheet_id, VisitSigning.reopened_at.is_(None))
    return bool(session.scalar(sa.select(is_open)))


def require_the_day(on: date, today: date) -> None:
    """Raises CannotDo before the visit's day."""
    if today < on:
        raise CannotDo({"": "The visit is to come: what is seen is noted from its day on."})
