"""At what pace people want to be told of what."""

import uuid
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import About, NoticePreference, Pace

USUAL: Mapping[About, Pace] = {
    About.REMINDERS: Pace.DAILY,
    About.VISITS: Pace.AT_ONCE,
    About.DECISIONS: Pace.AT_ONCE,
    About.RECEIPTS: Pace.DAILY,
    About.QUEUE: Pace.DAILY,
    About.ISSUED: Pace.AT_ONCE,
    About.TERMS: Pace.AT_ONCE,
    About.ACCESS: Pace.AT_ONCE,
}
"""Until somebody chooses otherwise."""

FIXED = frozenset({About.REMINDERS, About.ACCESS})
"""The contract requires the first, safety the other: nobody chooses another pace for them."""

OPTIONAL = tuple(about for about in About if about not in FIXED)

Abouts = tuple[About, ...]
Paces = Mapping[About, Pace]


def is_never(paces: Paces, about: str) -> bool:
    """Whether that is read in the portal alone. `about` is a key of what a pace is chosen for."""
    return paces[About(about)] is Pace.NEVER


def paces_of(session: Session, person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Paces]:
    """By person, for each thing that one is told of."""
    found: dict[uuid.UUID, dict[About, Pace]] = {each: dict(USUAL) for each in person_ids}
    query = sa.select(NoticePreference.person_id, NoticePreference.about, NoticePreference.pace)
    for row in session.execute(query.where(NoticePreference.person_id.in_(person_ids))):
        about = About(row.about)
        if about not in FIXED:
            found[row.person_id][about] = Pace(row.pace)
    return dict(found.items())
