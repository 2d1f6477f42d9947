"""The form for a visit."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.web.fields import Fields
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Booking:
    """Without an engagement it is about the whole contract."""

    kind: str
    on: date
    engagement_id: uuid.UUID | None


def read_visit(typed: Typed, kinds: Collection[str], engagements: Collection[uuid.UUID]) -> Booking:
    """Raises CannotDo."""
    fields = Fields(typed)
    kind = fields.choice("kind", kinds, "Choose what it is.")
    among = {"", *(str(each) for each in engagements)}
    engagement = fields.choice("engagement", among, "Choose a partner, or the whole contract.")
    on = fields.day("on", "The day", "Enter the day.")
    if on is None or fields.problems:
        raise fields.refused()
    return Booking(kind, on, uuid.UUID(engagement) if engagement else None)
