"""Commitments of a tender as their pages show them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from checklists.year.promised import Kept, PromisedYear
from portal.clock import local_day
from portal.commitments.forms import LEAD
from portal.commitments.queries.given import Given
from portal.commitments.queries.owed import OwedYear
from portal.commitments.queries.promised import Promised, Who, YearLine
from portal.files.evidence import EvidenceFile
from portal.places.contracts import ContractPlace
from portal.web.commitment_addresses import (
    DECIDE_COMMITMENT,
    GIVE_COMMITMENT,
    GIVE_OWN_COMMITMENT,
    STRIKE_COMMITMENT,
)
from portal.words.commitments import KEPT, TAG, many
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of a commitment in a table. `href` leads to what the reader can do or read there."""

    name: str
    target: str
    figure: str
    state: str
    tag: str
    is_late: bool
    due: str
    href: str


@dataclass(frozen=True, slots=True)
class PromisedView:
    """`source` and `struck` are empty for whoever does not read them."""

    title: str
    about: str
    who: str
    source: str
    struck: str
    strike_href: str
    years: tuple[YearView, ...]


def year_name(year: PromisedYear | OwedYear) -> str:
    return f"{day(year.span.from_on)} to {day(year.span.until_on)}"


def who_promised(found: Promised, place: ContractPlace) -> str:
    return where_of(found.partner, found.area) if found.engagement_id else place.lead


def where_of(partner: str, area: str) -> str:
    return f"{partner}, {area}" if area else partner


def year_view(line: YearLine, on: date, href: str = "") -> YearView:
    state, figure = line.kept(on), line.figure(on)
    return YearView(
        year_name(line.year),
        many(line.target),
        "–" if figure is None else many(figure),
        KEPT[state],
        TAG[state],
        line.came_late(on),
        f"Due by {day(line.year.due_on)}",
        href if line.year.span.from_on <= on else "",
    )


def promised_view(
    found: Promised,
    place: ContractPlace,
    on: date,
    href: Callable[[int], str] = lambda _: "",
    source: str = "",
    strike_href: str = "",
) -> PromisedView:
    """`href` leads to a year."""
    clause = f"Clause {found.clause}. " if found.clause else ""
    return PromisedView(
        found.title,
        f"{clause}Counted in {found.unit}.",
        who_promised(found, place),
        source,
        struck_words(found),
        strike_href,
        tuple(year_view(line, on, href(line.year.year)) for line in found.years),
    )


def struck_words(found: Promised) -> str:
    struck = found.struck
    return f"Struck by {struck.person} on {day(struck.on)}: {struck.because}" if struck else ""


def for_partner(found: Iterable[Promised], place: ContractPlace, on: date) -> list[PromisedView]:
    return [
        promised_view(
            each, place, on, partial(GIVE_COMMITMENT, each.engagement_id, each.commitment_id), each.source
        )
        for each in found
    ]


def for_lead(
    found: Iterable[Promised], place: ContractPlace, on: date, *, is_manager: bool
) -> list[PromisedView]:
    """Those that were struck too."""
    return [
        promised_view(
            each,
            place,
            on,
            partial(DECIDE_COMMITMENT, place.contract_id, each.commitment_id),
            each.source,
            STRIKE_COMMITMENT(place.contract_id, each.commitment_id)
            if is_manager and not each.struck
            else "",
        )
        for each in found
    ]


def for_council(found: Iterable[Promised], place: ContractPlace, on: date) -> list[PromisedView]:
    """Figures and states: what shows them, and what was struck, stay with lead and partner."""
    return [promised_view(each, place, on) for each in found if not each.struck]


COUNTED = {
    Kept.MET: "met",
    Kept.SHORT: "not met",
    Kept.OVERDUE: "late",
    Kept.DUE: "due",
    Kept.RETURNED: "returned for a change",
    Kept.GIVEN: "given and not decided on",
    Kept.SO_FAR: "accepted so far",
}
"""How a year may stand that is not all ahead, in the order in which it is told."""


def counts(found: Iterable[Promised], on: date) -> str:
    """Of the years of all commitments that are asked for, in numbers; what is not there is not counted
    out."""
    states = Counter(line.kept(on) for each in found if not each.struck for line in each.years)
    said = ", ".join(f"{states[state]} {what}" for state, what in COUNTED.items() if states[state])
    return f"Years of commitments: {said}." if said else "No year of a commitment is due yet."


@dataclass(frozen=True, slots=True)
class GivenView:
    """A figure as it was given, with what was decided on it."""

    figure: str
    evidence: str
    files: tuple[EvidenceFile, ...]
    who: str
    on: date
    decided: str
    words: str


def given_views(line: YearLine) -> list[GivenView]:
    """The last first."""
    return [given_view(each) for each in reversed(line.given)]


def given_view(given: Given) -> GivenView:
    answer = given.answer
    decided = "Not decided yet"
    if answer:
        what = "Accepted" if answer.is_accepted else "Needs a change"
        decided = f"{what}, {answer.person}, {day(local_day(answer.made_at))}"
    return GivenView(
        many(given.figure),
        given.evidence,
        given.files,
        given.person,
        given.given_on,
        decided,
        answer.words if answer else "",
    )


def who_labels(place: ContractPlace, who: Iterable[Who]) -> dict[str, str]:
    """By the key of the form: the lead itself, then each partner's engagement."""
    partners = {str(each.engagement_id): where_of(each.partner, each.area) for each in who}
    return {LEAD: f"{place.lead} itself"} | partners


@dataclass(frozen=True, slots=True)
class OwedView:
    """What a partner, or of its own a lead, finds at home: a year of which a figure is wanted now."""

    what: str
    href: str
    about: str
    is_late: bool


def owed_views(owed: Iterable[OwedYear], on: date) -> tuple[OwedView, ...]:
    """Those of years that are over, and what came back."""
    return tuple(
        OwedView(
            f"As the tender promises: {each.title}",
            give_href(each),
            f"{back_words(each)}Due by {day(each.due_on)}, for {each.contract}.",
            on > each.due_on,
        )
        for each in owed
        if each.kept is not Kept.AHEAD
    )


def give_href(owed: OwedYear) -> str:
    """Where whoever promised gives it."""
    if owed.engagement_id:
        return GIVE_COMMITMENT(owed.engagement_id, owed.commitment_id, owed.year)
    return GIVE_OWN_COMMITMENT(owed.contract_id, owed.commitment_id, owed.year)


def back_words(owed: OwedYear) -> str:
    who = owed.lead if owed.engagement_id else "A colleague"
    return f"{who} asks for a change. " if owed.kept is Kept.RETURNED else ""
