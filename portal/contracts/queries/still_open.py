"""What stays open when an engagement ends on a day."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Stage
from portal.access import Audience, NotHere
from portal.places.contracts import EngagementPlace
from portal.records import Assignment, UnderWay, Visit
from portal.standing.queries.as_known import known_at
from portal.visits.queries.booked import is_booked, is_with


@dataclass(frozen=True, slots=True)
class StillOpen:
    """How much is with the lead's reviewers, how much was returned and not sent again, the visits with this
    partner after the day, and how many people would still be on the register."""

    waiting: int
    returned: int
    visits: tuple[date, ...]
    people: int


def find_still_open(session: Session, place: EngagementPlace, last_on: date) -> StillOpen:
    """For the lead's managers; raises NotHere for others."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    mine = UnderWay.engagement_id == place.engagement_id
    stages = sa.select(UnderWay.stage, sa.func.count()).where(mine, *known_at(UnderWay, None))
    counts: dict[str, int] = dict(session.execute(stages.group_by(UnderWay.stage)).all())
    visits = session.scalars(
        sa.select(Visit.on_date)
        .where(is_with(place.engagement_id), Visit.on_date > last_on, is_booked())
        .order_by(Visit.on_date)
    )
    people = session.scalar(
        sa.select(sa.func.count()).where(
            Assignment.engagement_id == place.engagement_id,
            sa.or_(Assignment.until_on.is_(None), Assignment.until_on > last_on),
        )
    )
    return StillOpen(counts.get(Stage.WAITING, 0), counts.get(Stage.RETURNED, 0), tuple(visits), people or 0)
