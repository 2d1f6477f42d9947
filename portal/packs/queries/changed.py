"""What has changed since the last meeting before the day of a pack."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.overview.queries.changes import Between, Cut
from portal.overview.queries.come_and_gone import Found, find_changes
from portal.places.contracts import ContractPlace
from portal.standing.queries.as_known import When
from portal.visits.queries.held import list_held_before

MOST = 100
"""Lines of one sort; more are counted."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Between two days, the first as it was known on its own evening, the second as it is known now. `kind`
    is the word of the meeting's kind; empty where there was none, and the contract's first day counts."""

    since: date
    until: date
    kind: str
    found: Found


def find_changed(
    session: Session, place: ContractPlace, only: frozenset[uuid.UUID], on: date, today: date
) -> Changed | None:
    """Of the whole contract, or of `only` some engagements since the last meeting that was about any of them;
    None of a day on which nothing can have changed yet."""
    until = min(on, today)
    held = list_held_before(session, place, until, 1, only)
    since = held[0].on_date if held else place.starts_on
    if since >= until:
        return None
    known = since if since < today else None
    between = Between(session, place, When(since, known, known), When(until), today, only)
    return Changed(since, until, held[0].kind if held else "", find_changes(between, Cut(limit=MOST)))
