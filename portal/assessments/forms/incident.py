"""What is typed about an incident."""

from dataclasses import dataclass, field
from datetime import date

from portal.web.dates import NoDay, read_day
from portal.web.typed import Typed


@dataclass(slots=True)
class IncidentRead:
    """The day and the words; without a day there is a problem."""

    happened_on: date | None = None
    words: str = ""
    problems: dict[str, str] = field(default_factory=dict)


def read_incident(typed: Typed) -> IncidentRead:
    read = IncidentRead(words=typed.first("words"))
    try:
        read.happened_on = read_day(typed, "happened_on", "The day of the incident")
    except NoDay as error:
        read.problems["happened_on"] = str(error)
        return read
    if read.happened_on is None:
        read.problems["happened_on"] = "Enter the day on which it happened."
    return read
