"""The month of a contract's calendar: what is booked on a day, and behind it what is due."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from portal.overview.presenters.due import Due
from portal.visits.presenters.few_a_day import FewADay, few_a_day
from portal.visits.presenters.month import Entry
from portal.visits.queries.booked import VisitLine
from portal.web.addresses import VISIT
from portal.words import labels
from portal.words.wording import at_clock


def month_days(
    visits: Iterable[VisitLine],
    counted: Mapping[date, int],
    due: Iterable[Due],
    contract_id: object,
    address: Callable[[date], str],
) -> FewADay[VisitLine | Due]:
    """`visits` are some of each day, `counted` how many it has; `due` is all that is due in the month."""
    by_day: defaultdict[date, list[VisitLine | Due]] = defaultdict(list)
    besides = dict(counted)
    for visit in visits:
        by_day[visit.on_date].append(visit)
        besides[visit.on_date] = besides.get(visit.on_date, 1) - 1
    for each in due:
        by_day[each.on].append(each)
    return few_a_day(by_day, besides, partial(entry_of, contract_id), address)


def entry_of(contract_id: object, each: VisitLine | Due) -> Entry:
    if isinstance(each, Due):
        return Entry(f"{each.what} ({each.whose})", each.href, "due")
    at = f"{at_clock(each.at_time)} " if each.at_time else ""
    return Entry(f"{at}{labels.VISIT[each.kind]}", VISIT(contract_id, each.visit_id))
