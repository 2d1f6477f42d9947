"""The form for a visit."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.web.fields import Problems, Reading
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Booking:
    """Without an engagement it is about the whole contract."""

    kind: str
    on: date
    engagement_id: uuid.UUID | None


def read_visit(
    typed: Typed, kinds: Collection[str], engagements: Collection[uuid.UUID]
) -> tuple[Booking | None, Problems]:
    reading = Reading(typed)
    kind = reading.choice("kind", kinds, "Choose what it is.")
    among = {"", *(str(each) for each in engagements)}
    engagement = reading.choice("engagement", among, "Choose a partner, or the whole contract.")
    on = reading.day("on", "The day", "Enter the day.")
    if on is None or reading.problems:
        return None, reading.problems
    return Booking(kind, on, uuid.UUID(engagement) if engagement else None), {}
