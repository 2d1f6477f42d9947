"""The minutes of a meeting as a Word document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from evidence.report_writing import Block, Cell, Grid, Heading, Report, Tone, Words
from portal.findings.presenters.view import by_whom, state_words
from portal.findings.queries.actions import ActionLine
from portal.meetings.queries.minutes import MinuteLine
from portal.places.contracts import ContractPlace
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class Meeting:
    """What stands on the cover: `who` took part and `with_whom` it was, in words."""

    title: str
    on: date
    where: str
    who: str
    with_whom: str
    made_at: datetime


def minutes_report(
    place: ContractPlace,
    meeting: Meeting,
    topics: Sequence[MinuteLine],
    decided: Sequence[ActionLine],
    still_open: Sequence[ActionLine],
) -> Report:
    return Report(
        title=f"Minutes: {meeting.title}",
        author=place.lead,
        made_at=meeting.made_at,
        running=f"{place.title} · {meeting.title}",
        foot="Minutes",
        cover=cover(place, meeting),
        body=body(place, topics, decided, still_open, meeting.on),
        depth=1,
    )


def cover(place: ContractPlace, meeting: Meeting) -> Iterator[Block]:
    yield Words(f"Minutes: {meeting.title}", "Title")
    yield Words(place.title, "Subtitle")
    rows = [
        ("Contract", f"{place.title}, {place.reference}"),
        ("Commissioner", place.commissioner),
        ("Lead provider", place.lead),
        ("Day", day(meeting.on)),
        ("Where", meeting.where),
        ("With", meeting.with_whom),
        ("Who took part", meeting.who),
    ]
    yield Grid((), [(name, words) for name, words in rows if words], (1, 3))


def body(
    place: ContractPlace,
    topics: Iterable[MinuteLine],
    decided: Sequence[ActionLine],
    still_open: Sequence[ActionLine],
    on: date,
) -> Iterator[Block]:
    yield Heading("Minutes")
    for each in topics:
        yield Heading(each.topic, 2)
        for line in (each.words or "Nothing was noted.").split("\n"):
            if line.strip():
                yield Words(line)
    yield Heading("What was decided", 2)
    yield from actions(decided, place.lead, on, "No action was decided.")
    yield Heading("Open actions from before", 2)
    yield from actions(still_open, place.lead, on, "None.")


def actions(lines: Sequence[ActionLine], lead: str, on: date, otherwise: str) -> Iterator[Block]:
    if not lines:
        yield Words(otherwise)
        return
    yield Grid(
        ("To be done", "Who", "By", "State"), [row(each, lead, on) for each in lines], (44, 24, 16, 16)
    )


def row(each: ActionLine, lead: str, on: date) -> list[Cell | str]:
    tone: Tone = "expired" if each.is_overdue(on) else ""
    who = f"{each.who}\n{by_whom(each.partner, each.area) or lead}"
    return [each.what, who, day(each.by_on), Cell(state_words(each, on), tone)]
