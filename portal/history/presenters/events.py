"""Events in words, for a page and for a spreadsheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from evidence.sheet_values import Value
from portal.clock import LONDON
from portal.history.queries.events import EventLine
from portal.words.event_groups import GROUPS
from portal.words.events import event_words
from portal.words.said import Said

BY_RULE = "The portal"
OLDER = "The newest {:,} are told here. There are older ones."
HEADINGS = ("When", "Who", "What", "Contract", "Partner", "Area", "Requirement", "Number in the log")


@dataclass(frozen=True, slots=True)
class EventView:
    """A line: when, who, what, and about what."""

    at: datetime
    who: str
    what: str
    about: str


def event_view(line: EventLine, titles: Mapping[str, str], *, with_contract: bool) -> EventView:
    """`titles` are those of requirements, by key."""
    about = (line.contract if with_contract else "", line.partner, line.area, requirement(line, titles))
    return EventView(
        line.at, line.person or BY_RULE, words_of(line), " · ".join(each for each in about if each)
    )


def words_of(line: EventLine) -> str:
    return event_words(Said(line.name, line.data, line.file, line.worker, line.other))


def requirement(line: EventLine, titles: Mapping[str, str]) -> str:
    """Its title; of one that no version has any more, the key."""
    return titles.get(line.requirement_key or "", line.requirement_key or "")


def sheet_rows(lines: Iterable[EventLine], titles: Mapping[str, str], *, is_more: bool) -> list[list[Value]]:
    """Where there is more than a sheet tells, it says so itself: whoever it is given to has no page."""
    rows: list[list[Value]] = [
        [
            f"{line.at.astimezone(LONDON):%Y-%m-%d %H:%M}",
            line.person or BY_RULE,
            words_of(line),
            line.contract or None,
            line.partner or None,
            line.area or None,
            requirement(line, titles) or None,
            line.number,
        ]
        for line in lines
    ]
    return [*rows, [OLDER.format(len(rows)), *[None] * (len(HEADINGS) - 1)]] if is_more else rows


def group_labels() -> dict[str, str]:
    return {key: label for key, (label, _) in GROUPS.items()}
