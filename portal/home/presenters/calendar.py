"""Somebody's own calendar: what is on each of its days, in words without the name of any worker."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import chain
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.commitments.presenters import give_href
from portal.commitments.queries.owed import OwedYear
from portal.home.queries.actions import MyAction
from portal.home.queries.ahead import MyLapse, MyPromise
from portal.home.queries.returns import MyReturn
from portal.home.queries.visits import MyVisit
from portal.occurrences.queries.told import Line
from portal.outcomes.presenters import address as outcome_address
from portal.outcomes.queries.reviews import Review
from portal.places.contracts import ContractPlace
from portal.places.mine import MyEngagement
from portal.visits.presenters.few_a_day import FewADay, few_a_day
from portal.visits.presenters.month import Entry
from portal.web.addresses import ACTION, ENGAGEMENT, OCCURRENCE, OWN_ACTION, PERIOD_RETURN, QUEUE, SLOT, VISIT
from portal.words import labels
from portal.words.returns import in_address, period_name
from portal.words.wording import at_clock, counted, day

MOST_ONE_BY_ONE = 3
"""Of what is needed from the same day on, so many have an entry each."""

Rating = tuple[ContractPlace, Review]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a day, all of it where it has no `at_time`. `item_id` is the same each time it is asked
    for; `sort` is visit or due; `part` the engagement in which it is the viewer's."""

    item_id: UUID
    on: date
    at_time: time | None
    what: str
    about: str
    place: str
    href: str
    sort: str
    part: UUID | None = None

    @property
    def when(self) -> str:
        return f"{day(self.on)}{f' at {at_clock(self.at_time)}' if self.at_time else ''}"


def items_of(
    lapses: Iterable[MyLapse],
    promises: Iterable[MyPromise],
    returns: Iterable[MyReturn] = (),
    actions: Iterable[MyAction] = (),
    occurrences: Iterable[Line] = (),
    promised: Iterable[OwedYear] = (),
    ratings: Iterable[Rating] = (),
) -> list[Item]:
    """What is due, in the order of its days."""
    found = chain(
        of_lapses(lapses),
        map(of_promise, promises),
        chain.from_iterable(map(of_return, returns)),
        map(of_action, actions),
        chain.from_iterable(map(of_occurrence, occurrences)),
        map(of_promised, promised),
        chain.from_iterable(map(of_rating, ratings)),
    )
    return in_turn(found)


def in_turn(items: Iterable[Item]) -> list[Item]:
    """In the order of their days; what has no time is of all of its day, and stands first."""
    return sorted(items, key=lambda each: (each.on, each.at_time or time.min, each.what, each.item_id))


def told_apart(items: Iterable[Item], engagements: Collection[MyEngagement]) -> list[Item]:
    """Whose it is, for somebody who has several parts: of each the same is asked on the same days."""
    several = len({each.partner_id for each in engagements}) > 1
    parts = {
        each.engagement_id: ", ".join(
            filter(None, (each.contract, each.partner if several else "", each.area))
        )
        for each in engagements
        if len(engagements) > 1
    }
    return [replace(each, about=parts.get(each.part, each.about)) if each.part else each for each in items]


def of_visit(visit: MyVisit) -> Item:
    """A partner's people are led to their own part, as it stands for that day."""
    part = visit.engagement_id
    href = ENGAGEMENT(part, on=visit.on_date) if part else VISIT(visit.contract_id, visit.visit_id)
    kind = labels.VISIT[visit.kind]
    return Item(
        visit.visit_id, visit.on_date, visit.at_time, kind, visit.contract, visit.place, href, "visit", part
    )


def of_lapses(lapses: Iterable[MyLapse]) -> Iterator[Item]:
    """One each; of what is needed from a day on, one for all where it is many: on its first day a partner is
    asked for everything."""
    begin: defaultdict[tuple[UUID, date], list[MyLapse]] = defaultdict(list)
    for each in lapses:
        if each.becomes_needed:
            begin[each.engagement_id, each.on].append(each)
        else:
            yield of_lapse(each)
    for (engagement_id, on), alike in begin.items():
        if len(alike) <= MOST_ONE_BY_ONE:
            yield from map(of_lapse, alike)
            continue
        href = ENGAGEMENT(engagement_id, on=on)
        what = f"Needed from {day(on)}: {counted(len(alike), 'thing')}"
        same = uuid5(NAMESPACE_URL, href)
        yield Item(same, on, None, what, alike[0].contract, "", href, "due", engagement_id)


def of_lapse(lapse: MyLapse) -> Item:
    href = SLOT(lapse.engagement_id, lapse.requirement_key)
    same = uuid5(NAMESPACE_URL, f"{href}#{lapse.on}")
    said = f"Needed from {day(lapse.on)}" if lapse.becomes_needed else "Last day in order"
    what, part = f"{said}: {lapse.requirement}", lapse.engagement_id
    return Item(same, lapse.on, None, what, lapse.contract, "", href, "due", part)


def of_return(due: MyReturn) -> Iterator[Item]:
    engagement, line = due
    row, owed = line.asked.row, line.asked.owed
    href = PERIOD_RETURN(line.engagement_id, row.key, in_address(owed.part))
    if owed.due_on:
        same = uuid5(NAMESPACE_URL, f"{href}#due")
        what = f"Due: {row.title}, {period_name(owed.part)}"
        yield Item(same, owed.due_on, None, what, engagement.contract, "", href, "due", line.engagement_id)


def of_promise(promise: MyPromise) -> Item:
    href, number = QUEUE(promise.contract_id), counted(promise.number, "answer")
    same = uuid5(NAMESPACE_URL, f"{href}#{promise.on_date}")
    return Item(
        same, promise.on_date, None, f"{number} promised for this day", promise.contract, "", href, "due"
    )


def of_action(action: MyAction) -> Item:
    """Who does it may be a worker, and is not named."""
    part = action.engagement_id
    href = ACTION(part, action.action_id) if part else OWN_ACTION(action.contract_id, action.action_id)
    what = f"To be done: {action.what}"
    return Item(action.action_id, action.by_on, None, what, action.contract, "", href, "due", part)


def of_occurrence(line: Line) -> Iterator[Item]:
    """What is to be told, or to be forwarded, by its day."""
    href = OCCURRENCE(line.engagement_id, line.occurrence_id)
    for what, due_on in (("To be told", line.tell_by), ("To be forwarded", line.forward_by)):
        if due_on:
            same = uuid5(NAMESPACE_URL, f"{href}#{what}")
            said = f"{what}: {line.event.title}"
            yield Item(same, due_on, None, said, line.contract, "", href, "due", line.engagement_id)


def of_promised(owed: OwedYear) -> Item:
    href = give_href(owed)
    what = f"Due, as the tender promises: {owed.title}"
    same = uuid5(NAMESPACE_URL, f"{href}#due")
    return Item(same, owed.due_on, None, what, owed.contract, "", href, "due", owed.engagement_id)


def of_rating(rating: Rating) -> Iterator[Item]:
    """A partner's soft outcomes that the lead has still to rate."""
    place, review = rating
    href = outcome_address(review)
    if due_on := review.asked.owed.due_on:
        what = f"To be rated: {review.asked.row.title}, {review.partner}"
        yield Item(uuid5(NAMESPACE_URL, f"{href}#due"), due_on, None, what, place.title, "", href, "due")


def month_of(
    items: Iterable[Item],
    visits: Iterable[Item],
    counted: Mapping[date, int],
    address: Callable[[date], str],
) -> FewADay[Item]:
    """`visits` among the items are some of each day, `counted` how many it has."""
    by_day: defaultdict[date, list[Item]] = defaultdict(list)
    for each in items:
        by_day[each.on].append(each)
    given = Counter(each.on for each in visits)
    besides = {on: counted.get(on, 0) - given[on] for on in by_day}
    return few_a_day(by_day, besides, entry_of, address)


def entry_of(item: Item) -> Entry:
    at = f"{at_clock(item.at_time)} " if item.at_time else ""
    return Entry(f"{at}{item.what}", item.href, item.sort)
