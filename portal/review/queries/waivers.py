"""Waivers of a slot, as somebody comes to correct one, or to give the same one again."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.vocabulary import Outcome
from portal.access import NotHere
from portal.places.contracts import EngagementPlace
from portal.records import Decision


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver of a part of a slot, or of the whole, with its days; `words` say why. Without a last day it is
    an exception for as long as the engagement lasts."""

    waiver_id: uuid.UUID
    part_key: str
    from_on: date
    until_on: date | None
    words: str
    is_corrected: bool


LATER = aliased(Decision)
WAIVERS = (
    sa.select(
        Decision.id.label("waiver_id"),
        Decision.part_key,
        sa.func.coalesce(Decision.from_on, Decision.made_on).label("from_on"),
        Decision.until_on,
        Decision.words,
        sa.exists().where(LATER.corrects_id == Decision.id).label("is_corrected"),
    )
    .where(
        Decision.engagement_id == sa.bindparam("engagement_id"),
        Decision.requirement_key == sa.bindparam("key"),
        Decision.outcome == Outcome.WAIVE,
    )
    .order_by(Decision.made_at.desc(), Decision.id)
)


def list_waivers(session: Session, place: EngagementPlace, requirement_key: str) -> tuple[Waiver, ...]:
    """Of the slot, the latest first."""
    rows = session.execute(WAIVERS, {"engagement_id": place.engagement_id, "key": requirement_key})
    return tuple(Waiver(**row._asdict()) for row in rows)


def get_waiver(
    session: Session, place: EngagementPlace, requirement_key: str, waiver_id: uuid.UUID
) -> Waiver:
    """The waiver of that slot; raises NotHere."""
    for each in list_waivers(session, place, requirement_key):
        if each.waiver_id == waiver_id:
            return each
    raise NotHere


def find_standing_waiver(
    session: Session,
    place: EngagementPlace,
    requirement_key: str,
    part: str,
    from_on: date,
    until_on: date | None,
) -> Waiver | None:
    """The waiver of that part for just these days, where one stands."""
    for each in list_waivers(session, place, requirement_key):
        same = (each.part_key, each.from_on, each.until_on) == (part, from_on, until_on)
        if same and not each.is_corrected:
            return each
    return None
