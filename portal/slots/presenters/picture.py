"""A slot over time as a drawing: a lane per part, a bar per interval. Numbers are units of the drawing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, add_months
from checklists.intervals import Interval
from checklists.vocabulary import State
from portal.words.day_marks import DayMark, marked, marked_beside
from portal.words.labels import STATE
from portal.words.wording import day

WIDTH, LANE, BAR, TOP, FOOT = 760, 30, 18, 38, 30
LETTER = 8.0
"""How wide a letter is at most."""

LABELS = 230
"""The column of names, where there are several lanes."""

STEPS = (1, 2, 3, 6, 12, 24, 60)
MOST_TICKS = 9
LONGEST_LABEL = 32


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    width: float
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`summary` says all of it in words; `day` and `visit` are None where they lie outside."""

    width: int
    height: int
    left: int
    bar: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    day: DayMark | None
    visit: DayMark | None
    summary: str


def picture(
    title: str,
    lanes: Sequence[tuple[str, Sequence[Interval]]],
    span: Span,
    on: date,
    today: date,
    visit: date | None,
    waived: str = STATE[State.WAIVED],
) -> Picture:
    """Lanes are names with their intervals; `visit` is the day of the next one; `waived` what a waiver is
    called here."""
    left = LABELS if len(lanes) > 1 or any(name for name, _ in lanes) else 0
    scale = Scale(span, left, waived)
    height = TOP + LANE * len(lanes) + FOOT
    asked_about = scale.mark(on, "Today" if on == today else day(on))
    return Picture(
        width=WIDTH,
        height=height,
        left=left,
        bar=BAR,
        lanes=tuple(
            Lane(shortened(name), TOP + LANE * number, tuple(scale.bars(intervals)))
            for number, (name, intervals) in enumerate(lanes)
        ),
        ticks=tuple(scale.ticks()),
        day=asked_about,
        visit=scale.visit(visit, asked_about) if visit and visit != on else None,
        summary=f"{title} from {day(span.from_on)} to {day(span.until_on)}. "
        + " ".join(in_words(name, intervals, waived) for name, intervals in lanes),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    span: Span
    left: int
    waived: str

    def x(self, when: date) -> float:
        days = (self.span.until_on - self.span.from_on).days + 1
        return round(self.left + (when - self.span.from_on).days * (WIDTH - self.left) / days, 1)

    def mark(self, when: date, label: str) -> DayMark | None:
        """None outside the span."""
        return marked(self.x(when), label, WIDTH, LETTER) if when in self.span else None

    def visit(self, when: date, other: DayMark | None) -> DayMark | None:
        """None outside the span."""
        return marked_beside(self.x(when), "Visit", other, WIDTH, LETTER) if when in self.span else None

    def bars(self, intervals: Iterable[Interval]) -> Iterator[Bar]:
        for each in intervals:
            days = each.span.clip(self.span)
            if days:
                x = self.x(days.from_on)
                end = WIDTH if days.until_on == self.span.until_on else self.x(days.until_on)
                yield Bar(x, round(max(end - x, 2), 1), each.state.value, words_of(each, self.waived))

    def ticks(self) -> Iterator[Tick]:
        """The first of a month every so many months, never so many that their labels touch."""
        months = (self.span.until_on - self.span.from_on).days / 30.4
        most = MOST_TICKS * (WIDTH - self.left) / WIDTH
        step = next((step for step in STEPS if months / step <= most), STEPS[-1])
        when = self.span.from_on.replace(day=1)
        while when <= self.span.until_on:
            if when in self.span and self.x(when) < WIDTH - 40:
                yield Tick(self.x(when), f"{when:%b %Y}")
            when = add_months(when, step)


def words_of(interval: Interval, waived: str) -> str:
    word = waived if interval.state is State.WAIVED else STATE[interval.state]
    return f"{word} {day(interval.from_on)} to {day(interval.until_on)}"


def in_words(name: str, intervals: Iterable[Interval], waived: str) -> str:
    said = "; ".join(words_of(each, waived) for each in intervals if each.state is not State.NOT_NEEDED)
    return f"{name}: {said}." if name else f"{said}."


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
