"""What happened to a slot, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.places.contracts import EngagementPlace
from portal.records import Event, Person

OF_DRAFTS = ("file-uploaded", "file-removed-from-draft", "draft-downloaded")
"""Events of drafts, which are their partner's own."""

MOST = 200


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event; `name` is in the past tense, `person` None where it happened by rule."""

    name: str
    at: datetime
    person: str | None
    data: dict[str, Any]

    @property
    def until_on(self) -> date | None:
        """The last day that a decision gave."""
        until = self.data.get("until")
        return date.fromisoformat(until) if until else None


def list_events(session: Session, place: EngagementPlace, key: str) -> tuple[EventLine, ...]:
    """The last events of the slot, as many as the viewer may see."""
    query = (
        sa.select(Event.name, Event.at, Person.name.label("person"), Event.data)
        .outerjoin(Person, Person.id == Event.person_id)
        .where(Event.engagement_id == place.engagement_id, Event.requirement_key == key)
        .order_by(Event.number.desc())
        .limit(MOST)
    )
    if Audience.PARTNER not in place.audiences:
        query = query.where(Event.name.not_in(OF_DRAFTS))
    return tuple(EventLine(**row._asdict()) for row in session.execute(query))
