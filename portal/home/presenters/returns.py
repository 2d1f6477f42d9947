"""Returns in a partner's list at home: what is late, came back, is to be signed, asked for, or due soon."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from checklists.year.giving import SectionState, can_go
from portal.home.presenters.listed import More
from portal.home.presenters.todo import where_of
from portal.home.queries.returns import MyReturn
from portal.places.mine import MyEngagement
from portal.returns.presenters.counted import is_open
from portal.returns.presenters.listed import address_of, put_up_words
from portal.returns.presenters.times import TimesView, is_at_any_time, years_of
from portal.returns.queries.period import Line
from portal.web.addresses import PARTNER_RETURNS
from portal.words.returns import due_words, owed_words, period_name
from portal.words.wording import counted

SHOWN = 15
SOON = timedelta(days=60)
"""What of a period is due later, and which nobody has begun, is in the list of returns, and counted here."""


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """A return to give. `mark` says how it stands, with the colour of its tag; `wanted` is what was asked
    for, of what is given on request."""

    what: str
    href: str
    mark: str
    colour: str
    about: str
    wanted: str
    consequence: str
    where: str
    is_late: bool
    by_on: date
    engagement_id: UUID


@dataclass(frozen=True, slots=True)
class ReturnsToDo:
    """`later` counts what is open, and due so much later that it is not listed yet."""

    items: tuple[ReturnItem, ...]
    more: tuple[More, ...]
    later: tuple[More, ...]


def returns_to_do(returns: Iterable[MyReturn], person_id: UUID, on: date) -> ReturnsToDo:
    """What is late first, then by the day on which it is due."""
    listed = list(returns)
    to_give = [(engagement, line) for engagement, line in listed if is_open(line)]
    items = [
        item(engagement, line, person_id, on) for engagement, line in to_give if is_to_do(line, on)
    ] + list(behind(listed, on))
    items.sort(key=lambda each: (not each.is_late, each.by_on, each.where, each.what))
    hidden = [engagement for engagement, line in to_give if not is_to_do(line, on)]
    return ReturnsToDo(tuple(items[:SHOWN]), tuple(left_out(items[SHOWN:])), tuple(due_later(hidden)))


def is_to_do(line: Line, on: date) -> bool:
    """Of what is open, whether it is told by now: what was asked for by name at once."""
    due_on = line.asked.owed.due_on
    is_begun = set(line.states.values()) != {SectionState.NOT_STARTED}
    return line.is_request or line.is_late or is_begun or due_on is None or due_on <= on + SOON


def item(engagement: MyEngagement, line: Line, person_id: UUID, on: date) -> ReturnItem:
    asked = line.asked
    back = [each.title for each in asked.sections if line.states[each.key] is SectionState.NEEDS_CHANGE]
    due = due_words(asked.owed)
    told = [due[:1].upper() + due[1:], *turn_words(line, engagement.lead, back, person_id)]
    standing = owed_words(line.interval.state, asked.owed, on, line.late)
    comes_back = bool(back) and not line.is_late
    return ReturnItem(
        f"{asked.row.title}, {period_name(asked.owed.part)}",
        address_of(line.engagement_id, line, reads=line.is_put_up),
        "Needs a change" if comes_back else standing,
        "red" if line.is_late or comes_back else "grey",
        "".join(f"{each}. " for each in told).rstrip(),
        asked.owed.wanted,
        (asked.row.consequence or "") if line.is_late else "",
        where_of(engagement),
        line.is_late,
        asked.owed.due_on or date.max,
        line.engagement_id,
    )


def turn_words(line: Line, lead: str, back: Sequence[str], person_id: UUID) -> Iterator[str]:
    """What is next, where it is something else than to write it."""
    if line.is_put_up:
        yield put_up_words(line, person_id)
    elif back:
        which = f": {', '.join(back)}" if len(line.states) > 1 else ""
        yield f"{lead} asks for a change{which}"
    elif can_go(line.states.values()):
        yield "It is written, and not sent yet"


def behind(returns: Iterable[MyReturn], on: date) -> Iterator[ReturnItem]:
    """What is given so many times a year, where fewer were given than parts of the year have gone by. Of a
    year that is over each that is missing is late by itself."""
    by_engagement: defaultdict[UUID, list[Line]] = defaultdict(list)
    mine: dict[UUID, MyEngagement] = {}
    for engagement, line in returns:
        if is_at_any_time(line) and (due_on := line.asked.owed.due_on) and due_on >= on:
            mine[line.engagement_id] = engagement
            by_engagement[line.engagement_id].append(line)
    for engagement_id, lines in by_engagement.items():
        engagement = mine[engagement_id]
        for each in years_of(lines, engagement.contract_starts_on, on):
            if each.is_behind and each.give_href:
                yield year_item(engagement, each, on)


def year_item(engagement: MyEngagement, year: TimesView, on: date) -> ReturnItem:
    return ReturnItem(
        f"{year.title}, {year.year}",
        year.give_href,
        "Behind",
        "yellow",
        year.words,
        "",
        "",
        where_of(engagement),
        is_late=False,
        by_on=year.wanted_by or on,
        engagement_id=engagement.engagement_id,
    )


def left_out(items: Iterable[ReturnItem]) -> Iterator[More]:
    hidden = Counter((each.engagement_id, each.where) for each in items)
    for (engagement_id, where), number in hidden.items():
        words = f"{counted(number, 'more return', 'more returns')} to give for {where}"
        yield More(words, PARTNER_RETURNS(engagement_id))


def due_later(engagements: Iterable[MyEngagement]) -> Iterator[More]:
    """Of each engagement as often as it has one."""
    for engagement, number in Counter(engagements).items():
        words = f"{counted(number, 'return', 'returns')} due later for {where_of(engagement)}"
        yield More(words, PARTNER_RETURNS(engagement.engagement_id))
