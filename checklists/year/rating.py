"""Soft outcomes, which no figure measures: each is rated in a word with its reason, out of what people said
at a service review, once for every period of the contract (003 8.6: yearly at least)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.year.owed_timeline import Given
from checklists.year.rows import Return, Section
from checklists.year.vocabulary import Form


class Rating(StrEnum):
    """How far an outcome is met. Only what is met is a pass: what nobody could judge is none."""

    MET = "met"
    PARTLY_MET = "partly-met"
    NOT_MET = "not-met"
    NOT_JUDGED = "not-judged"


@dataclass(frozen=True, slots=True)
class Rated:
    """What is said of one outcome; `rating` is None while nobody has chosen."""

    rating: Rating | None
    because: str

    @property
    def is_whole(self) -> bool:
        return self.rating is not None and self.because != ""


@dataclass(frozen=True, slots=True)
class Count:
    """Of how many outcomes how many are met; `unknown` are those that nobody could judge or has rated."""

    asked: int
    met: int
    unknown: int


def is_rated(row: Return) -> bool:
    """Whether it is soft outcomes that are asked for."""
    return bool(row.sections) and all(each.form is Form.RATING for each in row.sections)


def wanting(outcomes: Iterable[Section], said: Mapping[str, Rated]) -> tuple[Section, ...]:
    """The outcomes without a rating, or without its reason."""
    return tuple(each for each in outcomes if each.key not in said or not said[each.key].is_whole)


def count(outcomes: Collection[Section], said: Mapping[str, Rated]) -> Count:
    """
    >>> both = (Section("a", "A", Form.RATING), Section("b", "B", Form.RATING))
    >>> count(both, {"a": Rated(Rating.MET, "Seen."), "b": Rated(Rating.NOT_JUDGED, "Nobody came.")})
    Count(asked=2, met=1, unknown=1)
    """
    found = [said[each.key].rating if each.key in said else None for each in outcomes]
    unknown = sum(each in {None, Rating.NOT_JUDGED} for each in found)
    return Count(len(outcomes), found.count(Rating.MET), unknown)


def given_of(finished_on: Iterable[date]) -> tuple[Given, ...]:
    """Ratings meet what is owed from the day on which they were first finished; a correction is a day of its
    own and makes nothing late."""
    days = sorted(finished_on)
    return tuple(Given(each, accepted_on=each) for each in days[:1])


def changed(before: Mapping[str, Rated], now: Mapping[str, Rated]) -> frozenset[str]:
    """The keys of which something else is said than before."""
    return frozenset(key for key in {*before, *now} if before.get(key) != now.get(key))
