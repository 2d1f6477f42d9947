"""A month as a table of weeks, with what each day has."""

from calendar import Calendar
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import add_months, month_end
from portal.web.dates import EARLIEST, LATEST, read_iso

MONDAY_FIRST = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day: `sort` is visit or due. Without `href` whoever reads it is led nowhere."""

    words: str
    href: str
    sort: str = "visit"


@dataclass(frozen=True, slots=True)
class DayView:
    """A square of the table; without entries where it is of another month."""

    on: date
    is_other: bool
    is_today: bool
    is_off: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    title: str
    weeks: tuple[tuple[DayView, ...], ...]
    before_href: str
    before: str
    after_href: str
    after: str


def read_month(asked: str, today: date) -> date:
    """The first day of a month such as 2027-10; of today's for anything else, and for what lies too far away
    to be reckoned with.

    >>> read_month("2027-10", date(2026, 1, 5)), read_month("soon", date(2026, 1, 5))
    (datetime.date(2027, 10, 1), datetime.date(2026, 1, 1))
    """
    try:
        first = read_iso(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)
    return first if EARLIEST <= first.year <= LATEST else today.replace(day=1)


def last_of(first: date) -> date:
    return month_end(first.year, first.month)


def month_view(
    first: date,
    entries: Mapping[date, Sequence[Entry]],
    today: date,
    days_off: Collection[date],
    address: Callable[[str], str],
) -> MonthView:
    """The month that begins on `first`; `address` makes the address of another one."""
    weeks = MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    before, after = add_months(first, -1), add_months(first, 1)
    return MonthView(
        f"{first:%B %Y}",
        tuple(tuple(day_view(day, first, entries, today, days_off) for day in week) for week in weeks),
        address(f"{before:%Y-%m}"),
        f"{before:%B}",
        address(f"{after:%Y-%m}"),
        f"{after:%B}",
    )


def day_view(
    on: date, first: date, entries: Mapping[date, Sequence[Entry]], today: date, days_off: Collection[date]
) -> DayView:
    is_other = on.month != first.month
    its = () if is_other else tuple(entries.get(on, ()))
    return DayView(on, is_other, on == today, on in days_off, its)
