"""The month of a contract's calendar, a few things a day: of more there is a link to the day itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.overview.presenters.due import Due
from portal.visits.presenters.month import Entry
from portal.visits.queries.booked import VisitLine
from portal.web.addresses import VISIT
from portal.words import labels
from portal.words.wording import at_clock, day

MOST_A_DAY = 6
"""Where a day has more, one fewer is shown, and how many there are besides."""


@dataclass(frozen=True, slots=True)
class MoreOfDay:
    """A day that has more than is shown."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class MonthDays:
    """What is shown of a month: in its squares, and in the lists beside it."""

    entries: Mapping[date, Sequence[Entry]]
    visits: Sequence[VisitLine]
    due: Sequence[Due]
    more: Sequence[MoreOfDay]


def month_days(
    visits: Iterable[VisitLine],
    counted: Mapping[date, int],
    due: Iterable[Due],
    contract_id: object,
    address: Callable[[date], str],
) -> MonthDays:
    """`visits` are some of each day, `counted` how many it has; `due` is all that is due in the month."""
    by_day: defaultdict[date, list[VisitLine | Due]] = defaultdict(list)
    wanting = dict(counted)
    for visit in visits:
        by_day[visit.on_date].append(visit)
        wanting[visit.on_date] = wanting.get(visit.on_date, 1) - 1
    for each in due:
        by_day[each.on].append(each)
    shown: list[VisitLine | Due] = []
    entries, more = dict[date, list[Entry]](), list[MoreOfDay]()
    for on, its in sorted(by_day.items()):
        total = len(its) + wanting.get(on, 0)
        kept = its if total <= MOST_A_DAY else its[: MOST_A_DAY - 1]
        shown += kept
        entries[on] = [entry_of(each, contract_id) for each in kept]
        if total > len(kept):
            words = f"{total - len(kept):,} more"
            entries[on].append(Entry(words, address(on), "due"))
            more.append(MoreOfDay(f"{words} on {day(on)}", address(on)))
    return MonthDays(
        entries,
        [each for each in shown if isinstance(each, VisitLine)],
        [each for each in shown if isinstance(each, Due)],
        more,
    )


def entry_of(each: VisitLine | Due, contract_id: object) -> Entry:
    """Something due stands behind what is booked."""
    if isinstance(each, Due):
        return Entry(f"{each.what} ({each.whose})", each.href, "due")
    at = f"{at_clock(each.at_time)} " if each.at_time else ""
    return Entry(f"{at}{labels.VISIT[each.kind]}", VISIT(contract_id, each.visit_id))
