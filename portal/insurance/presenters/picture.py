"""What is insured over time against what is asked for, as a drawing and as a table of the same.

Across, numbers are percent of the width, so that the drawing fits any; down, they are pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, add_months, day_after
from checklists.comparing import between
from checklists.insured import Insured, gaps
from checklists.requirement import Cover
from portal.words.day_marks import DayMark, marked, marked_beside
from portal.words.wording import day, pounds

TOP, PLOT, FOOT = 36, 96, 22
HEADROOM = 1.15
"""Of the larger of what is asked and what is insured, so that no line touches the top."""

MOST_TICKS = 5
STEPS = (1, 2, 3, 6, 12, 24, 60)
WHOLE, LETTER = 100, 2.4
"""The width, and how much of it a letter takes on a phone."""

CARRIED = "Accepted from the lead’s own records"


@dataclass(frozen=True, slots=True)
class Block:
    """What is in force for a while, or a gap."""

    x: float
    width: float
    y: float
    height: float
    words: str
    is_enough: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the days, what is in force on them, and how that compares."""

    from_on: date
    until_on: date
    in_force: str
    compared: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """`summary` says in a sentence what there is to see."""

    height: int
    foot: int
    asked_y: float
    asked_label: str
    blocks: tuple[Block, ...]
    gaps: tuple[Block, ...]
    ticks: tuple[Tick, ...]
    today: DayMark | None
    visit: DayMark | None
    summary: str
    rows: tuple[Row, ...]


def cover_picture(
    cover: Cover, steps: Sequence[Insured], span: Span, on: date, today: date, visit: date | None
) -> CoverPicture:
    """`steps` tile the span; `visit` is the day of the next one."""
    wide = Width(span)
    highest = max([cover.amount, *(each.amount for each in steps)]) * HEADROOM
    missing = gaps(cover, steps)
    asked_about = wide.mark(on, "Today" if on == today else day(on))
    return CoverPicture(
        height=TOP + PLOT + FOOT,
        foot=TOP + PLOT,
        asked_y=height_of(cover.amount, highest),
        asked_label=f"Asked: {pounds(cover.amount)}",
        blocks=tuple(block(wide, each, cover, highest) for each in steps if each.amount or each.is_carried),
        gaps=tuple(gap_block(wide, each) for each in missing),
        ticks=tuple(wide.ticks()),
        today=asked_about,
        visit=wide.visit(visit, asked_about) if visit and visit != on else None,
        summary=summary_of(cover, steps, len(missing)),
        rows=tuple(row(cover, each, each in missing) for each in steps),
    )


def height_of(amount: int, highest: float) -> float:
    return round(TOP + PLOT * (1 - amount / highest), 1)


def block(wide: "Width", step: Insured, cover: Cover, highest: float) -> Block:
    """What was carried over was accepted: it reaches to what is asked, and is not coloured as enough."""
    y = height_of(cover.amount if step.is_carried else step.amount, highest)
    return Block(
        *wide.place(step.span),
        y,
        round(TOP + PLOT - y, 1),
        words_of(cover, step),
        step.amount >= cover.amount,
    )


def gap_block(wide: "Width", gap: Insured) -> Block:
    """From top to bottom, and wide enough to be seen where it is one day."""
    return Block(*wide.place(gap.span), TOP, PLOT, f"Gap {between(gap.span)}")


@dataclass(frozen=True, slots=True)
class Width:
    span: Span

    def x(self, when: date) -> float:
        days = (self.span.until_on - self.span.from_on).days + 1
        return round((when - self.span.from_on).days * 100 / days, 2)

    def place(self, span: Span) -> tuple[float, float]:
        """Where it begins and how wide it is."""
        x = self.x(span.from_on)
        end = 100.0 if span.until_on >= self.span.until_on else self.x(day_after(span.until_on))
        width = max(round(end - x, 2), 0.6)
        return min(x, 100 - width), width

    def mark(self, when: date, label: str) -> DayMark | None:
        """None outside the span."""
        return marked(self.x(when), label, WHOLE, LETTER) if when in self.span else None

    def visit(self, when: date, other: DayMark | None) -> DayMark | None:
        """None outside the span."""
        return marked_beside(self.x(when), "Visit", other, WHOLE, LETTER) if when in self.span else None

    def ticks(self) -> Iterator[Tick]:
        """The first of a month every so many months, few enough that their labels do not touch on a phone."""
        months = (self.span.until_on - self.span.from_on).days / 30.4
        step = next((step for step in STEPS if months / step <= MOST_TICKS), STEPS[-1])
        when = self.span.from_on.replace(day=1)
        while when <= self.span.until_on:
            if when in self.span and self.x(when) < 86:
                yield Tick(self.x(when), f"{when:%b %Y}")
            when = add_months(when, step)


def words_of(cover: Cover, step: Insured) -> str:
    said = compared(cover, step)
    return f"{in_force(step)} {between(step.span)}: {said[0].lower()}{said[1:]}"


def in_force(step: Insured) -> str:
    if step.is_carried:
        return f"{pounds(step.amount)}, and more that is not known" if step.amount else "Amount not known"
    return pounds(step.amount) if step.amount else "Nothing"


def compared(cover: Cover, step: Insured) -> str:
    if step.amount >= cover.amount:
        return "Enough"
    if step.is_carried:
        return CARRIED
    if not step.amount:
        return "Nothing in force"
    return f"{pounds(cover.amount - step.amount)} too little"


def row(cover: Cover, step: Insured, is_gap: bool) -> Row:
    said = f"Gap: {compared(cover, step).lower()}" if is_gap else compared(cover, step)
    return Row(step.from_on, step.until_on, in_force(step), said, is_gap)


def summary_of(cover: Cover, steps: Sequence[Insured], number: int) -> str:
    """What a reader of the drawing would take from it; the table has all of it."""
    first, last = steps[0].from_on, steps[-1].until_on
    found = "enough on all days" if all(each.is_enough(cover) for each in steps) else "not enough on all days"
    if any(each.is_carried for each in steps):
        found += ", on some of them accepted from the lead’s own records, the amount not known"
    missing = f", with {number} gap{'s' if number > 1 else ''} between accepted periods" if number else ""
    return (
        f"{cover.title} in force from {day(first)} to {day(last)} against {pounds(cover.amount)} asked for: "
        f"{found}{missing}. The table below says the same."
    )
