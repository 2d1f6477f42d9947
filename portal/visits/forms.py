"""The forms for a visit, and for how many a year there are to be."""

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from portal.visits.queries.course import Asked
from portal.visits.queries.terms import HAS_BEEN, LONGEST_PLACE, Terms
from portal.web.fields import Fields
from portal.web.typed import Typed
from portal.words.wording import at_clock

CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
NO_TIME = "Enter a time such as 10am or 14:30, or leave it empty."
EITHER = range(1, 7)
"""Hours of the clock that are meant as the afternoon and say the night, unless a 0 stands before them."""
WHO = "Choose a partner, or the whole contract."
YES = "yes"


class NoTime(ValueError):
    """What was typed is no time of day, or could be two: the sentence says what to enter."""


@dataclass(frozen=True, slots=True)
class Booking:
    """Without engagements it is about the whole contract."""

    kind: str
    terms: Terms
    engagements: frozenset[uuid.UUID]
    took_place: bool
    as_well: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a visit is changed to."""

    terms: Terms
    reason: str
    as_well: bool


def read_visit(
    typed: Typed, kinds: Collection[str], engagements: Collection[uuid.UUID], today: date
) -> Booking:
    """Raises CannotDo; a day that has been is told together with what cannot be read."""
    fields = Fields(typed)
    kind = fields.choice("kind", kinds, "Choose what it is.")
    chosen = read_ids(typed, "engagement")
    if chosen is None or chosen - frozenset(engagements):
        fields.problems["engagement"] = WHO
    terms, took_place = read_terms(fields), typed.first("took_place") == YES
    if fields.problems and date.min < terms.on < today and not took_place:
        fields.problems["took_place"] = HAS_BEEN
    fields.check()
    return Booking(
        kind,
        terms,
        chosen or frozenset(),
        took_place,
        typed.first("as_well") == YES,
    )


def read_change(typed: Typed) -> Change:
    """Raises CannotDo."""
    fields = Fields(typed)
    terms = read_terms(fields)
    reason = fields.line("reason", called="The reason")
    fields.check()
    return Change(terms, reason, typed.first("as_well") == YES)


def read_terms(fields: Fields) -> Terms:
    """What cannot be read stands among the problems."""
    on = fields.day("on", "The day", "Enter the day.")
    at_time = None
    try:
        at_time = read_time(fields.typed.first("at_time"))
    except NoTime as problem:
        fields.problems["at_time"] = str(problem)
    people = read_ids(fields.typed, "people")
    if people is None:
        fields.problems["people"] = "Choose from the people listed."
    return Terms(
        on or date.min,
        at_time,
        fields.line("place", longest=LONGEST_PLACE, called="The place"),
        fields.line("also", called="Who else comes"),
        people or frozenset(),
    )


def read_ids(typed: Typed, name: str) -> frozenset[uuid.UUID] | None:
    """None where one of them is no id."""
    try:
        return frozenset(uuid.UUID(each) for each in typed.getlist(name) if each.strip())
    except ValueError:
        return None


def read_time(typed: str) -> time | None:
    """A time of day as people write it; None where nothing is. Raises NoTime.

    >>> read_time("10am"), read_time("2.30 pm"), read_time("14:30"), read_time("02:30")
    (datetime.time(10, 0), datetime.time(14, 30), datetime.time(14, 30), datetime.time(2, 30))
    """
    text = typed.strip()
    if not text:
        return None
    if text.lower() in {"midday", "noon"}:
        return time(12)
    found = CLOCK.fullmatch(text)
    if found is None:
        raise NoTime(NO_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise NoTime(NO_TIME)
    if half:
        return time(hour % 12 + (12 if half == "pm" else 0), minute)
    if hour in EITHER and not found[1].startswith("0"):
        raise NoTime(f"Enter {at_clock(time(hour + 12, minute))} or {at_clock(time(hour, minute))}.")
    return time(hour, minute)


def read_meetings(typed: Typed, kinds: Collection[str]) -> dict[str, Asked]:
    """By kind, how many a year; a kind that was left empty is not there. What is no number is 0, which no
    contract asks for."""
    found = {}
    for kind in kinds:
        if text := typed.first(f"{kind}-a_year"):
            number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
            found[kind] = Asked(number, typed.first(f"{kind}-with") == "each")
    return found
