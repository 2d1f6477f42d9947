"""The overview's picture of what lapses, and its lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.calendar import day_after
from checklists.requirement import Checklist
from checklists.vocabulary import Force
from portal.overview.queries.lapses import Lapse
from portal.web.addresses import ENGAGEMENT, SLOT
from portal.words.day_marks import DayMark, marked_beside
from portal.words.levels import days_away
from portal.words.wording import counted, day

DAYS = 90
WEEKS = 13
WIDTH, TOP, FLOOR, LEFT, LETTER = 960, 34, 190, 10, 8
STEP = (WIDTH - 2 * LEFT) / WEEKS


@dataclass(frozen=True, slots=True)
class Bar:
    """A week of the picture, its number above it and its first day below."""

    x: float
    width: float
    y: float
    height: float
    number: int
    middle: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What lapses week by week, as numbers for an SVG of WIDTH by 230."""

    bars: tuple[Bar, ...]
    mark: DayMark | None
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class LapseView:
    on: str
    away: str
    partner: str
    area: str
    partner_href: str
    title: str
    href: str
    preferred: bool
    needed: str


def last_day(on: date) -> date:
    return on + timedelta(days=DAYS)


def picture(lapses: Mapping[date, int], on: date, visit: tuple[date, str] | None) -> Picture:
    """Bars by week from `on`, as tall as what lapses in them (by day); `visit` is a day with its name."""
    weeks = [0] * WEEKS
    for on_date, slots in lapses.items():
        weeks[min((on_date - on).days // 7, WEEKS - 1)] += slots
    tallest = max(*weeks, 4)
    bars = tuple(bar(place, number, tallest, on) for place, number in enumerate(weeks))
    shown = visit if visit and on <= visit[0] <= last_day(on) else None
    return Picture(bars, mark(*shown, on) if shown else None, title(lapses, on), in_words(weeks, on))


def bar(place: int, number: int, tallest: int, on: date) -> Bar:
    height = (FLOOR - TOP) * number / tallest
    x = LEFT + place * STEP
    starts_on = on + timedelta(days=7 * place)
    return Bar(
        round(x + 5, 1),
        round(STEP - 10, 1),
        round(FLOOR - height, 1),
        round(height, 1),
        number,
        round(x + STEP / 2, 1),
        f"{starts_on:%-d %b}",
    )


def mark(visit_on: date, label: str, on: date) -> DayMark:
    x = round(LEFT + ((visit_on - on).days + 0.5) * STEP / 7, 1)
    return marked_beside(x, f"{label}, {visit_on:%-d %b}", None, WIDTH, LETTER)


def title(lapses: Mapping[date, int], on: date) -> str:
    number = sum(lapses.values())
    what = "lapses or becomes" if number == 1 else "lapse or become"
    return f"{counted(number, 'requirement')} {what} needed between {day(on)} and {day(last_day(on))}"


def in_words(weeks: Sequence[int], on: date) -> str:
    """The picture for who cannot see it."""
    said = [
        f"{number} in the week from {day(on + timedelta(days=7 * place))}"
        for place, number in enumerate(weeks)
        if number
    ]
    return (
        f"By week: {', '.join(said)}." if said else "Nothing lapses or becomes needed in any of these weeks."
    )


def lapse(each: Lapse, checklist: Checklist, on: date, when: Mapping[str, str]) -> LapseView:
    """`when` is the day looked at, as it goes along in addresses; to what is new leads its first day."""
    asked, needed_on = checklist.requirement(each.requirement_key), day_after(each.on_date)
    then = {**when, "on": needed_on.isoformat()} if each.is_new else when
    return LapseView(
        day(each.on_date),
        days_away(each.on_date, on),
        each.partner,
        each.area,
        ENGAGEMENT(each.engagement_id, **when),
        asked.title,
        SLOT(each.engagement_id, asked.key, **then),
        asked.force is Force.SHOULD,
        f"Needed from {day(needed_on)}" if each.becomes_needed else "",
    )
