"""By when something is due, in calendar days or in working days."""

from collections.abc import Collection
from datetime import date, timedelta

from checklists.working_days import ONE, add_working_days, is_working_day
from checklists.year.rows import Due


def due_after(due: Due, day: date, holidays: Collection[date]) -> date:
    """The last day on which it is in time, counted from a day that does not count itself.

    >>> due_after(Due(2, working=True), date(2026, 12, 23), {date(2026, 12, 25), date(2026, 12, 28)})
    datetime.date(2026, 12, 29)
    >>> due_after(Due(7), date(2026, 12, 23), ())
    datetime.date(2026, 12, 30)
    """
    if due.working:
        return add_working_days(day, due.days, holidays)
    return day + timedelta(days=due.days)


def due_before(due: Due, day: date, holidays: Collection[date]) -> date:
    """The last day on which it is that long before a day, which does not count itself.

    >>> due_before(Due(14), date(2026, 12, 23), ())
    datetime.date(2026, 12, 9)
    """
    if not due.working:
        return day - timedelta(days=due.days)
    for _ in range(due.days):
        day = working_day_before(day, holidays)
    return day


def working_day_before(day: date, holidays: Collection[date]) -> date:
    """The last working day before the day."""
    day -= ONE
    while not is_working_day(day, holidays):
        day -= ONE
    return day
