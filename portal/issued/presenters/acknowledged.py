"""Who has acknowledged which edition of what the lead issued: those who have not the newest stand first."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.facts import FIRST_EDITION
from portal.issued.queries.acknowledged import Acknowledgement, Said
from portal.web.addresses import SLOT, WRITE_TO_PARTNER
from portal.words.wording import day, moment

COLUMNS = 3
"""Editions that stand beside each other; of those before them only the newest that somebody has is told."""

NOT_YET = "Not yet"

NO_MORE = "Not any more"

BEFORE = f"{NOT_YET}; before the statement was worded otherwise"


@dataclass(frozen=True, slots=True)
class Line:
    """`cells` are those of the editions shown; `write_href` leads to a letter to somebody who has to be
    reminded, and is empty for the others."""

    partner: str
    area: str
    href: str
    cells: tuple[str, ...]
    write_href: str


@dataclass(frozen=True, slots=True)
class AcknowledgedView:
    """`editions` are the headings. `waiting` are those who have not said yet that they have the newest."""

    editions: tuple[str, ...]
    waiting: tuple[Line, ...]
    said: tuple[Line, ...]

    @property
    def all(self) -> int:
        return len(self.waiting) + len(self.said)


def acknowledged_view(
    found: Sequence[Acknowledgement], requirement_key: str, newest: int = FIRST_EDITION
) -> AcknowledgedView:
    shown = range(newest, max(newest - COLUMNS, 0), -1)
    lines = [(each.has(newest), line(each, requirement_key, shown)) for each in found]
    return AcknowledgedView(
        tuple(f"Edition {number}" for number in shown),
        tuple(each for is_said, each in lines if not is_said),
        tuple(each for is_said, each in lines if is_said),
    )


def line(each: Acknowledgement, requirement_key: str, shown: range) -> Line:
    is_waiting = not each.has(shown[0])
    return Line(
        each.partner,
        each.area,
        SLOT(each.engagement_id, requirement_key),
        tuple(cell(each, number, is_last=number == shown[-1]) for number in shown),
        WRITE_TO_PARTNER(each.engagement_id) if is_waiting else "",
    )


def cell(each: Acknowledgement, number: int, *, is_last: bool) -> str:
    """Who has said so and when, also where that counts no more; below the last one shown, which older one
    was acknowledged."""
    if said := each.said.get(number):
        return said_words(said) if said.counts else f"{why_not(said)}: {said_words(said)}"
    older = max((edition for edition in each.said if edition < number), default=None)
    if is_last and older is not None:
        return f"{NOT_YET}; edition {older}: {said_words(each.said[older])}"
    return NOT_YET


def why_not(said: Said) -> str:
    """Why it counts no more."""
    if said.is_reworded:
        return BEFORE
    return f"{NO_MORE}; in order until {day(said.ended_on)}" if said.ended_on else NO_MORE


def said_words(said: Said) -> str:
    return ", ".join(filter(None, (said.name, said.position, moment(said.at))))
