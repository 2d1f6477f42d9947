"""What is typed about a site."""

from dataclasses import dataclass
from datetime import date

from checklists.year.changing_places import OnMap
from portal.sites.actions.tell_site import MapLook
from portal.web.fields import Fields
from portal.web.typed import Typed

DAY = "Enter the day."
LOOKED = "Enter the day on which somebody looked at the map."
REPORTED = "Enter the day on which it was reported."
CHOOSE = "Choose whether it is on the map."


@dataclass(frozen=True, slots=True)
class Told:
    """Words with their day."""

    words: str
    on: date


def read_look(typed: Typed) -> MapLook:
    """Raises CannotDo."""
    fields = Fields(typed)
    on_map = fields.choice("on_map", list(OnMap), CHOOSE)
    looked_on = fields.day("looked_on", "The day", LOOKED)
    since_on = fields.day("since_on", "The day since when it is on the map")
    words = fields.lines("words")
    fields.check()
    if looked_on is None:
        raise fields.refused()
    return MapLook(OnMap(on_map), looked_on, since_on, words)


def read_told(typed: Typed, words: str, on: str, needed: str = DAY) -> Told:
    """The fields of these names. Raises CannotDo."""
    fields = Fields(typed)
    said, day = fields.lines(words), fields.day(on, "The day", needed)
    fields.check()
    if day is None:
        raise fields.refused()
    return Told(said, day)


def read_day_of_end(typed: Typed) -> date:
    """Raises CannotDo."""
    fields = Fields(typed)
    found = fields.day("ended_on", "The day", DAY)
    fields.check()
    if found is None:
        raise fields.refused()
    return found
