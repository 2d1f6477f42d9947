"""What is typed about packs."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.web.fields import Fields
from portal.web.typed import Typed

ANOTHER_DAY = "day"
FOR_US, FOR_COUNCIL = "us", "council"
NO_NUMBER = "Enter for how many days it is shared, such as 14."


@dataclass(frozen=True, slots=True)
class Choice:
    """Which day: that of a visit, or `on`; of whom, without an engagement everybody concerned; and whether it
    is without names."""

    visit_id: uuid.UUID | None
    on: date | None
    engagement_id: uuid.UUID | None
    without_names: bool


def read_choice(
    typed: Typed, visits: Collection[uuid.UUID], engagements: Collection[uuid.UUID] | None
) -> Choice:
    """Raises CannotDo. Without engagements to choose from it is of the one that is looked at."""
    fields = Fields(typed)
    days = {ANOTHER_DAY, *map(str, visits)}
    when = fields.choice("when", days, "Choose a visit or meeting, or another day.")
    on = fields.day("on", "The day", "Enter the day.") if when == ANOTHER_DAY else None
    engagement, whom = "", FOR_US
    if engagements is not None:
        among = {"", *map(str, engagements)}
        engagement = fields.choice("engagement", among, "Choose a partner, or everybody.")
        whom = fields.choice("whom", (FOR_US, FOR_COUNCIL), "Choose whom it is for.")
    fields.check()
    return Choice(
        uuid.UUID(when) if when != ANOTHER_DAY else None,
        on,
        uuid.UUID(engagement) if engagement else None,
        whom == FOR_COUNCIL,
    )


def read_days(typed: Typed) -> int:
    """Raises CannotDo."""
    fields = Fields(typed)
    text = typed.first("days")
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        fields.problems["days"] = NO_NUMBER
    fields.check()
    return int(text)
