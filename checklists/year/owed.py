"""What is owed of a return: for which period, from when it can be given, and by when."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, day_after, whole_months
from checklists.year.due_days import due_after, due_before
from checklists.year.periods import IN_YEAR, Calendar
from checklists.year.rows import Due, Return
from checklists.year.vocabulary import Every, Party


@dataclass(frozen=True, slots=True)
class Owed:
    """One time that something is owed. `part` says which: the key of its period (with a number where the
    period has several), or the day of the meeting or of the request. It can be given from `from_on`;
    nothing is late where there is no `due_on`. `wanted` is what was asked for, of what is given on
    request."""

    key: str
    part: str
    from_on: date
    due_on: date | None
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody asked for a return, the `number`th time on that day: what is `wanted`, and by when; without a
    `by_on` in the contract's own term."""

    asked_on: date
    number: int = 1
    by_on: date | None = None
    wanted: str = ""

    @property
    def part(self) -> str:
        """
        >>> Request(date(2026, 4, 1)).part, Request(date(2026, 4, 1), 2).part
        ('2026-04-01', '2026-04-01/2')
        """
        return f"{self.asked_on}/{self.number}" if self.number > 1 else f"{self.asked_on}"


def owed_in(
    row: Return,
    first_on: date,
    days: Span,
    holidays: Collection[date] = (),
    *,
    meetings: Iterable[date] = (),
    requests: Iterable[Request] = (),
    party: Party = Party.PARTNER,
) -> tuple[Owed, ...]:
    """All that is owed for an engagement's days, in the order in which it falls due.

    `first_on` is the contract's first day. `meetings` are those that the return prepares, `requests` those
    on which it was asked for. A period that begins before the days or ends after them is owed for what
    lies in them, and due counted from the last of these. Of the lead itself its own term is asked, where it
    has one."""
    if party not in row.asked_of:
        return ()
    due = row.lead_due if party is Party.LEAD and row.lead_due else row.due
    if row.every is Every.BEFORE_MEETING:
        found = before_meetings(row, due, days, holidays, meetings)
    elif row.every is Every.ON_REQUEST:
        found = on_request(row, due, days, holidays, requests)
    elif row.every is Every.ANY_TIME:
        found = at_any_time(row, Calendar(first_on, row.year_of), days)
    else:
        found = for_periods(row, due, Calendar(first_on, row.year_of), days, holidays)
    return tuple(found)


def before_meetings(
    row: Return, due: Due | None, days: Span, holidays: Collection[date], meetings: Iterable[date]
) -> Iterator[Owed]:
    """Each may be given from the day after the meeting before it."""
    from_on = days.from_on
    for meeting in sorted(set(meetings)):
        if meeting in days:
            due_on = due_before(due, meeting, holidays) if due else None
            yield Owed(row.key, meeting.isoformat(), min(from_on, due_on or from_on), due_on)
            from_on = day_after(meeting)


def on_request(
    row: Return, due: Due | None, days: Span, holidays: Collection[date], requests: Iterable[Request]
) -> Iterator[Owed]:
    for each in sorted(set(requests), key=lambda each: (each.asked_on, each.number)):
        if each.asked_on in days:
            due_on = each.by_on or after(due, each.asked_on, holidays)
            yield Owed(row.key, each.part, each.asked_on, due_on, each.wanted)


def at_any_time(row: Return, calendar: Calendar, days: Span) -> Iterator[Owed]:
    """So many in each year, from its first day and by its last. A year that the days cut short asks for as
    many as there is time for: its share, by months or by days, rounded down. By months half a year is a half,
    though from October to March it has three days less."""
    for year in calendar.within(Every.YEAR, days):
        inside = year.span.clip(days)
        if inside is None:
            continue
        for number in range(1, times_in(row, year.span, inside) + 1):
            yield Owed(row.key, f"{year.key}/{number}", inside.from_on, inside.until_on)


def times_in(row: Return, year: Span, inside: Span) -> int:
    """How many are asked for of a year of which only the days `inside` it count."""
    by_days = row.times * length(inside) // length(year)
    return max(by_days, row.times * whole_months(inside) // IN_YEAR[Every.MONTH])


def length(span: Span) -> int:
    return (span.until_on - span.from_on).days + 1


def for_periods(
    row: Return, due: Due | None, calendar: Calendar, days: Span, holidays: Collection[date]
) -> Iterator[Owed]:
    for period in calendar.within(row.every, days):
        last = days.clamp(period.span.until_on)
        yield Owed(row.key, period.key, day_after(last), after(due, last, holidays))


def after(due: Due | None, day: date, holidays: Collection[date]) -> date | None:
    return due_after(due, day, holidays) if due else None
