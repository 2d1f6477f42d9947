"""The page of a return, measure, payment, event or meeting: what may be chosen there."""

from collections.abc import Iterable, Mapping
from typing import Any

from checklists.year.agreeing import can_be_paid_by
from checklists.year.drafting import Sort, YearDraft
from checklists.year.occurring import USUAL
from checklists.year.vocabulary import PERIODS
from portal.authoring.presenters.words import FORCE, FORCE_HINT
from portal.authoring.presenters.year_words import (
    DIRECTION,
    EVERY,
    FORM,
    OVER,
    PARTY,
    REACHED_BY,
    SHORTFALL,
    TRUE_UP,
    YEAR_OF,
)
from portal.web.choices import Item, options, radios
from portal.web.typed import Typed
from portal.words.labels import VISIT

TARGET = {
    "none": "None: the figure is only reported",
    "at_least": "At least so many, or so many per cent",
    "at_most": "At most so many, or so many per cent",
    "change": "So many per cent fewer or more",
    "direction": "A direction",
}
TERM = {
    "due": "Within so many days of knowing it",
    "at_once": "At once: on the day on which it is known",
    "as_set": "By a day that is set each time",
    "none": "The contract names no term",
}
OFTEN = {"counted": "So many in a period", "agreed": "As often as both sides agree"}
PERIOD = {each.value: words for each, words in EVERY.items() if each in PERIODS}


def by_value(words: Mapping[Any, str]) -> dict[str, str]:
    return {each.value: told for each, told in words.items()}


def choices(sort: Sort, typed: Typed) -> dict[str, list[Item]]:
    """By question the items of its radios."""
    every = by_value(EVERY) if sort is Sort.RETURN else PERIOD
    hints = {each.value: hint for each, hint in FORCE_HINT.items()}
    return {
        "every": radios(every, typed.first("every")),
        "force": radios(by_value(FORCE), typed.first("force"), hints),
        "year_of": radios(by_value(YEAR_OF), typed.first("year_of")),
        "direction": radios(by_value(DIRECTION), typed.first("direction")),
        "over": radios(by_value(OVER), typed.first("over")),
        "reached_by": radios(by_value(REACHED_BY), typed.first("reached_by")),
        "target": radios(TARGET, typed.first("target")),
        "term": radios(TERM, typed.first("term")),
        "often": radios(OFTEN, typed.first("often")),
        "true_up": radios({"": "Nothing"} | by_value(TRUE_UP), typed.first("true_up")),
        "asked_of": ticks(by_value(PARTY), typed.getlist("asked_of")),
    }


def named(year: YearDraft, key: str, typed: Typed) -> dict[str, list[Item]]:
    """By question the other rows of the draft that may be named; `key` is that of the row itself. One that is
    named and gone stands there too, or it would go unseen."""
    returns, meetings = titles(year, Sort.RETURN), titles(year, Sort.MEETING)
    joinable = {each.key: each.title for each in year.kept.measures if not each.joint and each.key != key}
    return {
        "given_in": with_gone(returns, typed.first("given_in"), "In none of them"),
        "withheld_without": with_gone(returns, typed.first("withheld_without"), "No return"),
        "meeting": with_gone(meetings, typed.first("meeting"), "Choose a meeting"),
        "joint": ticks(joinable, typed.getlist("joint")),
    }


def with_gone(labels: Mapping[str, str], chosen: str, first: str) -> list[Item]:
    gone = {chosen: f"{chosen} (no longer in the draft)"} if chosen and chosen not in labels else {}
    return options({**labels, **gone}, chosen, first)


def titles(year: YearDraft, sort: Sort) -> dict[str, str]:
    return {each.key: each.title for each in year.asked_for(sort)}


def ticks(labels: Mapping[str, str], chosen: Iterable[str]) -> list[Item]:
    """Items of checkboxes; what is chosen and not among them is unticked by not being there."""
    picked = set(chosen)
    return [{"value": key, "text": label, "checked": key in picked} for key, label in labels.items()]


def sections(typed: Typed, numbers: Iterable[int]) -> dict[int, list[Item]]:
    """By section how it may be given."""
    return {
        each: options(by_value(FORM), typed.first(f"section-{each}-form"), "Choose how it is given")
        for each in numbers
    }


def lines(year: YearDraft, typed: Typed, numbers: Iterable[int]) -> dict[int, dict[str, list[Item]]]:
    """By line the measures that may judge it, and what a shortfall deducts."""
    paid = {each.key: each.title for each in year.kept.measures if can_be_paid_by(each)}
    return {
        each: {
            "measures": ticks(paid, typed.getlist(f"part-{each}-measures")),
            "shortfall": radios(
                by_value(SHORTFALL), typed.first(f"part-{each}-shortfall") or next(iter(SHORTFALL)).value
            ),
        }
        for each in numbers
    }


def known_as(sort: Sort, year: YearDraft) -> dict[str, str]:
    """What the rest of the portal knows rows of this sort by, as far as the draft has none of them."""
    known = {Sort.MEETING: VISIT, Sort.EVENT: {each.key: each.title for each in USUAL}}.get(sort, {})
    there = {each.key for each in year.asked_for(sort)}
    return {key: label for key, label in known.items() if key not in there}


def in_words(year: YearDraft) -> dict[str, dict[str, str]]:
    """By question the words of answers that are keys, for two people who have answered otherwise."""
    rows = {**titles(year, Sort.RETURN), **titles(year, Sort.MEASURE), **titles(year, Sort.MEETING)}
    kinds: dict[str, Mapping[Any, str]] = {"every": EVERY, "force": FORCE, "year_of": YEAR_OF}
    kinds |= {"direction": DIRECTION, "over": OVER, "reached_by": REACHED_BY}
    kinds |= {"true_up": TRUE_UP, "asked_of": PARTY}
    found = {name: by_value(words) for name, words in kinds.items()}
    found |= {"target": TARGET, "term": TERM, "often": OFTEN}
    found |= {name: {"yes": "Yes"} for name in TICKS}
    return found | dict.fromkeys(("given_in", "meeting", "withheld_without", "joint"), rows)


TICKS = ("nil", "certified", "blocks", "fractions", "confidential")
