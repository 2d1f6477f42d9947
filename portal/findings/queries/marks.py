"""Which findings say that a requirement is not in order on a day, as far as was known on an evening."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.places.contracts import EngagementPlace
from portal.standing.queries.found_facts import Marked, list_marked


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding, and its days; `until` is the last of them, None while an action is open."""

    finding_id: uuid.UUID
    since: date
    until: date | None


def list_marks(
    session: Session, place: EngagementPlace, key: str, on: date, known: date | None
) -> list[Mark]:
    """Of that requirement, the findings whose days have the day."""
    marked = list_marked(session, [place.engagement_id], [key])
    return [mark for each in marked if (mark := mark_of(each, on, known))]


def mark_of(each: Marked, on: date, known: date | None) -> Mark | None:
    then = each.fact.as_known(known)
    if then is None or then.days is None or on not in then.days:
        return None
    until = then.days.until_on if then.closed_on else None
    return Mark(each.finding_id, then.days.from_on, until)
