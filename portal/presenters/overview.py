"""The overview's picture of what lapses, and its lists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from checklists.kinds.register import person_of
from checklists.requirement import Checklist
from checklists.vocabulary import Force, Kind
from portal import clock
from portal.presenters.parts_words import part_words
from portal.presenters.standing_words import days_away
from portal.presenters.wording import counted, day
from portal.queries.overview_lapses import Lapse
from portal.queries.queue import Waiting

DAYS = 90
WEEKS = 13
WIDTH, TOP, FLOOR, LEFT = 960, 34, 190, 10
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
class Mark:
    """A line through the picture: the day of a visit."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What lapses week by week, as numbers for an SVG of WIDTH by 230."""

    bars: tuple[Bar, ...]
    mark: Mark | None
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


@dataclass(frozen=True, slots=True)
class WaitingView:
    reference: str
    title: str
    partner: str
    area: str
    since: str
    away: str
    href: str


def last_day(on: date) -> date:
    return on + timedelta(days=DAYS)


def picture(lapses: Sequence[Lapse], on: date, visit: tuple[date, str] | None) -> Picture:
    """Bars by week from `on`, as tall as what lapses in them; `visit` is a day with its name."""
    weeks = [0] * WEEKS
    for each in lapses:
        weeks[min((each.on_date - on).days // 7, WEEKS - 1)] += 1
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


def mark(visit_on: date, label: str, on: date) -> Mark:
    x = round(LEFT + ((visit_on - on).days + 0.5) * STEP / 7, 1)
    return Mark(x, f"{label}, {visit_on:%-d %b}", "end" if x > WIDTH * 0.7 else "start")


def title(lapses: Sequence[Lapse], on: date) -> str:
    return f"{counted(len(lapses), 'requirement')} lapse between {day(on)} and {day(last_day(on))}"


def in_words(weeks: Sequence[int], on: date) -> str:
    """The picture for who cannot see it."""
    said = [
        f"{number} in the week from {day(on + timedelta(days=7 * place))}"
        for place, number in enumerate(weeks)
        if number
    ]
    return f"By week: {', '.join(said)}." if said else "Nothing lapses in any of these weeks."


def lapse(each: Lapse, checklist: Checklist, on: date, query: str) -> LapseView:
    asked = checklist.requirement(each.requirement_key)
    return LapseView(
        day(each.on_date),
        days_away(each.on_date, on),
        each.partner,
        each.area,
        f"/engagements/{each.engagement_id}{query}",
        asked.title,
        f"/engagements/{each.engagement_id}/requirements/{asked.key}{query}",
        asked.force is Force.SHOULD,
    )


def waiting(each: Waiting, checklist: Checklist, today: date) -> WaitingView:
    sent_on = clock.local_day(each.since)
    return WaitingView(
        each.reference,
        part_words(checklist.requirement(each.requirement_key), each.part_key),
        each.partner,
        each.area,
        day(sent_on),
        days_away(sent_on, today),
        review_address(each, checklist),
    )


def waiting_list(lines: Sequence[Waiting], checklist: Checklist, today: date) -> list[WaitingView]:
    """A row per submission, in their order; people of one register share the row of the oldest."""
    views: dict[str, WaitingView] = {}
    people: dict[str, set[str]] = {}
    for each in lines:
        view = waiting(each, checklist, today)
        first = views.setdefault(view.href, view)
        people.setdefault(view.href, set()).add(person_of(each.part_key))
        if len(people[view.href]) > 1:
            title = checklist.requirement(each.requirement_key).title
            views[view.href] = replace(first, title=f"{title}: {len(people[view.href])} people")
    return list(views.values())


def review_address(each: Waiting, checklist: Checklist) -> str:
    """A register is reviewed as a whole."""
    if checklist.requirement(each.requirement_key).kind is Kind.REGISTER:
        return f"/engagements/{each.engagement_id}/requirements/{each.requirement_key}/register"
    return f"/submissions/{each.submission_id}/review"
