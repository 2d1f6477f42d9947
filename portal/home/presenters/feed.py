"""Somebody's own calendar as calendar programs read it (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from portal.clock import LONDON
from portal.home.presenters.calendar import Item

if TYPE_CHECKING:
    from icalendar import Event

LASTS = timedelta(hours=1)
"""How long a visit is shown to last: nobody says how long it does."""
AGAIN = timedelta(hours=4)
"""How soon a program is asked to look again."""


def feed(items: Iterable[Item], address: str, made_at: datetime) -> bytes:
    """`address` is the portal's own, to which what is shown leads."""
    from icalendar import Calendar  # only here: it is 2 MB, and few have their calendar elsewhere

    calendar = Calendar()
    calendar.add("prodid", "-//Good Standing//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Good Standing")
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for each in items:
        calendar.add_component(event(each, address, made_at))
    return bytes(calendar.to_ical())


def event(item: Item, address: str, made_at: datetime) -> "Event":
    """A time is that of the United Kingdom, said in UTC so that no program has to know its summer time; what
    has none is all day, and takes nobody's time."""
    from icalendar import Event

    found = Event()
    found.add("uid", f"{item.item_id}@good-standing")
    found.add("dtstamp", made_at.astimezone(UTC))
    found.add("summary", f"{item.what} ({item.about})")
    found.add("url", f"{address}{item.href}")
    if item.place:
        found.add("location", item.place)
    if item.at_time is None:
        found.add("dtstart", item.on)
        found.add("dtend", item.on + timedelta(days=1))
        found.add("transp", "TRANSPARENT")
        return found
    begins = datetime.combine(item.on, item.at_time, LONDON).astimezone(UTC)
    found.add("dtstart", begins)
    found.add("dtend", begins + LASTS)
    return found
