"""Readiness over the days ahead as a picture, whose numbers are units of the drawing, and step by step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checklists.calendar import Span, add_months
from checklists.vocabulary import Level
from portal.overview.queries.ahead import Cause, Numbers, Step
from portal.web.addresses import ENGAGEMENT, SLOT
from portal.words.wording import day

WIDTH, LEFT, FOOT = 720, 34, 24
MONTH = 44
"""So wide is a month's name on a phone."""

BEST_FIRST = tuple(reversed(Level))

Says = Callable[[Level], str]
"""A level in words, as the reader hears it: who is waited for is "you", or has a name."""


@dataclass(frozen=True, slots=True)
class Band:
    """How many have a level, over all days: an outline, best level lowest."""

    level: str
    outline: str


@dataclass(frozen=True, slots=True)
class Label:
    place: float
    words: str


@dataclass(frozen=True, slots=True)
class AheadPicture:
    """`months` stand along the days, `numbers` beside the heights. `words` say the same. `ends` says whether
    the part of a partner ends meanwhile."""

    height: int
    bands: tuple[Band, ...]
    months: tuple[Label, ...]
    numbers: tuple[Label, ...]
    levels: tuple[tuple[str, str], ...]
    words: str
    ends: bool


@dataclass(frozen=True, slots=True)
class CauseLine:
    what: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """`way` is fall, rise or begins."""

    on: date
    who: str
    area: str
    href: str
    before: str
    before_words: str
    after: str
    after_words: str
    way: str
    causes: tuple[CauseLine, ...]


def ahead_picture(numbers: Sequence[Numbers], days: Span, height: int, says: Says) -> AheadPicture:
    most = max((each.all for each in numbers), default=0) or 1
    total = (days.until_on - days.from_on).days + 1

    def x(on: date) -> float:
        return round(LEFT + (on - days.from_on).days * (WIDTH - LEFT) / total, 1)

    def y(number: int) -> float:
        return round(height - number * height / most, 1)

    edges = [x(each.from_on) for each in numbers] + [float(WIDTH)]
    base, bands = [0] * len(numbers), []
    for level in BEST_FIRST:
        top = [low + each.engagements.get(level, 0) for low, each in zip(base, numbers, strict=True)]
        if top != base:
            bands.append(
                Band(level.value, outline(edges, [y(each) for each in base], [y(each) for each in top]))
            )
        base = top
    firsts = [add_months(days.from_on.replace(day=1), number) for number in range(1, 13)]
    shown = [level for level in BEST_FIRST if any(level in each.engagements for each in numbers)]
    return AheadPicture(
        height,
        tuple(bands),
        tuple(Label(x(each), f"{each:%b}") for each in firsts if each in days and x(each) < WIDTH - MONTH),
        tuple(Label(y(each), str(each)) for each in sorted({0, most // 2, most})) if most > 1 else (),
        tuple((level.value, says(level)) for level in shown),
        in_words(numbers, most, says),
        any(after.all < before.all for before, after in pairwise(numbers)),
    )


def outline(edges: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    """Along the upper edge to the right, along the lower back."""
    places = list(zip(edges, edges[1:], low, high, strict=False))
    over = [point for left, right, _, top in places for point in ((left, top), (right, top))]
    under = [
        point for left, right, bottom, _ in reversed(places) for point in ((right, bottom), (left, bottom))
    ]
    return "M" + "L".join(f"{across} {down}" for across, down in over + under) + "Z"


def in_words(numbers: Sequence[Numbers], most: int, says: Says) -> str:
    """What the picture shows, for who does not see it."""
    if most == 1:
        said = (f"from {day(each.from_on)} {inside(each, says)}" for each in numbers)
        return f"Readiness: {'; '.join(said)}."
    today, worst = numbers[0], max(numbers, key=not_ready)
    now = f"Ready today: {ready(today)} of {today.all}" if today.all else "No partner is engaged today"
    most_not = f"most not ready from {day(worst.from_on)}: {not_ready(worst)} of {worst.all}"
    then = most_not if not_ready(worst) else "all stay ready"
    return f"{now}; {then}. The list below says the same, step by step."


def inside(numbers: Numbers, says: Says) -> str:
    """The level of one engagement, in a sentence."""
    words = next(map(says, numbers.engagements), "Not engaged")
    return f"{words[0].lower()}{words[1:]}"


def ready(numbers: Numbers) -> int:
    return sum(numbers.engagements.get(level, 0) for level in (Level.READY, Level.WATCH))


def not_ready(numbers: Numbers) -> int:
    """Of those that are engaged: fewer are ready where some have ended, and nothing is wanting by that."""
    return numbers.all - ready(numbers)


def step_lines(
    steps: Iterable[Step],
    causes: Mapping[Step, tuple[Cause, ...]],
    titles: Mapping[str, str],
    says: Says,
    *,
    to_slots: bool,
) -> list[StepLine]:
    """`to_slots` says whether the reader may open single requirements."""
    return [step_line(each, causes[each], titles, says, to_slots=to_slots) for each in steps]


def step_line(
    step: Step, causes: Iterable[Cause], titles: Mapping[str, str], says: Says, *, to_slots: bool
) -> StepLine:
    lines = (cause_line(each, step, titles, to_slots=to_slots) for each in causes if counts(each, step))
    return StepLine(
        step.on,
        step.partner,
        step.area,
        ENGAGEMENT(step.engagement_id, on=step.on),
        step.before.value if step.before else "",
        says(step.before) if step.before else "",
        step.after.value if step.after else "",
        says(step.after) if step.after else "",
        "begins" if step.before is None else "fall" if step.is_fall else "rise",
        tuple(lines) if step.before else (),
    )


def counts(cause: Cause, step: Step) -> bool:
    """Whether it goes the way of the step: of what falls nobody looks for what has got better meanwhile."""
    worse = (cause.blocks, cause.warns) > (cause.blocked, cause.warned)
    return worse == step.is_fall


def cause_line(cause: Cause, step: Step, titles: Mapping[str, str], *, to_slots: bool) -> CauseLine:
    key = cause.requirement_key
    href = SLOT(step.engagement_id, key, on=step.on) if to_slots else ""
    return CauseLine(titles.get(key, key), href, cause_words(cause))


def cause_words(cause: Cause) -> str:
    if cause.blocks > cause.blocked:
        return "missing or expired from this day"
    if cause.blocks < cause.blocked:
        return "no longer in the way"
    return "to be watched from this day" if cause.warns > cause.warned else "nothing to watch any more"
