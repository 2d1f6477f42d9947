"""A day that a contract or some of its partners do not have, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.overview.queries.here import Here
from portal.places.contracts import ContractPlace
from portal.standing.queries.apart import Apart, apart_words
from portal.web.addresses import ENGAGEMENT
from portal.web.pagination import query_of
from portal.words.labels import ENDING
from portal.words.wording import areas_words, day


@dataclass(frozen=True, slots=True)
class ApartView:
    partner: str
    area: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class HereView:
    """`outside` is the sentence where the contract does not have the day, `nearest` that of its days which is
    nearest, in words, with the query of its address; `heading` and `apart` are of those
    partners that do not have it; `areas` what is said where partners and areas are not one to one
    that day, `has_areas` whether some partner works in several on any."""

    outside: str
    heading: str
    apart: tuple[ApartView, ...]
    areas: str
    has_areas: bool
    nearest: str = ""
    nearest_query: str = ""


def here_view(
    here: Here, place: ContractPlace, engagements: int, on: date, when: Mapping[str, str]
) -> HereView:
    """`engagements` is how many have the day; `when` is the day looked at, as it goes along in addresses."""
    apart = tuple(apart_view(each, on, when) for each in here.apart)
    areas, outside = areas_words(here.partners, engagements), outside_words(here, place, on)
    return HereView(
        outside,
        heading(here.apart, on),
        apart,
        areas,
        here.partners is not None,
        nearest_words(place, on) if outside else "",
        query_of(when, on=min(max(on, place.starts_on), place.ends_on).isoformat()) if outside else "",
    )


def nearest_words(place: ContractPlace, on: date) -> str:
    if on < place.starts_on:
        return f"its first day, {day(place.starts_on)}"
    return f"its last day, {day(place.ends_on)}"


def outside_words(here: Here, place: ContractPlace, on: date) -> str:
    if not here.is_outside:
        return ""
    days = f"{day(place.starts_on)} to {day(place.ends_on)}"
    return f"This contract runs from {days}. {day(on)} is none of its days."


def apart_view(each: Apart, on: date, when: Mapping[str, str]) -> ApartView:
    said = ENDING.get(each.ending, "") if on > each.span.until_on else ""
    words = apart_words(each.span, on)
    return ApartView(
        each.partner,
        each.area,
        f"{words}: {said}" if said else words,
        ENGAGEMENT(each.engagement_id, **when),
    )


def heading(apart: Iterable[Apart], on: date) -> str:
    """Not counted on this day: 2 ended, 1 begins later."""
    ended = sum(each.span.until_on < on for each in apart)
    later = sum(each.span.from_on > on for each in apart)
    said = [
        f"{ended} ended" if ended else "",
        f"{later} {'begins' if later == 1 else 'begin'} later" if later else "",
    ]
    return f"Not counted on this day: {', '.join(filter(None, said))}"
