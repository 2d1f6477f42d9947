"""What has changed since the last meeting before the day of a pack."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from portal.overview.queries.changes import (
    Closed,
    Done,
    Part,
    Parties,
    PartsChange,
    PeopleChange,
    SlotChange,
    list_closed,
    list_decided,
    list_parts_change,
    list_people_changes,
    list_sent,
    list_slot_changes,
)
from portal.places.contracts import ContractPlace
from portal.standing.queries.as_known import When
from portal.visits.queries.booked import list_held_before


@dataclass(frozen=True, slots=True)
class Changed:
    """Between two days, the first as it was known on its own evening, the second as it is known now. `kind`
    is the word of the meeting's kind; empty where there was none, and the contract's first day counts."""

    since: date
    until: date
    kind: str
    slots: tuple[SlotChange, ...]
    sent: tuple[Done, ...]
    decided: tuple[Done, ...]
    closed: tuple[Closed, ...]
    people: tuple[PeopleChange, ...]
    parts: PartsChange

    def of_one(self, engagement_id: uuid.UUID) -> "Changed":
        """The same of one engagement alone."""

        def its(part: Part | None) -> bool:
            return part is not None and part.engagement_id == engagement_id

        return replace(
            self,
            slots=tuple(each for each in self.slots if its(each.part)),
            sent=tuple(each for each in self.sent if its(each.part)),
            decided=tuple(each for each in self.decided if its(each.part)),
            closed=tuple(each for each in self.closed if its(each.part)),
            people=tuple(each for each in self.people if its(each.part)),
            parts=PartsChange(tuple(filter(its, self.parts.came)), tuple(filter(its, self.parts.went))),
        )


def find_changed(
    session: Session, place: ContractPlace, engagement_id: uuid.UUID | None, on: date, today: date
) -> Changed | None:
    """Of the whole contract, or of one engagement; None of a day on which nothing can have changed yet."""
    until = min(on, today)
    held = list_held_before(session, place, until, 1)
    since = held[0].on_date if held else place.starts_on
    if since >= until:
        return None
    parties, known = Parties(session, place), since if since < today else None
    then, now = When(since, known, known), When(until)
    found = Changed(
        since,
        until,
        held[0].kind if held else "",
        list_slot_changes(parties, then, now),
        list_sent(parties, since, until, now),
        list_decided(parties, since, until, now),
        list_closed(parties, since, until, now),
        list_people_changes(parties, then, now),
        list_parts_change(parties, then, now),
    )
    return found.of_one(engagement_id) if engagement_id else found
