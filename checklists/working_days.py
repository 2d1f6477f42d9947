"""Working days: Monday to Friday, but for the bank holidays that are given.

Which days are bank holidays is not for the rules to know: they differ by nation and are proclaimed
(Banking and Financial Dealings Act 1971).
"""

from collections.abc import Collection
from datetime import date, timedelta

ONE = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """
    >>> is_working_day(date(2026, 12, 24), ()), is_working_day(date(2026, 12, 26), ())
    (True, False)
    """
    return day.weekday() < SATURDAY and day not in holidays


def working_day_from(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the next working day after it."""
    while not is_working_day(day, holidays):
        day += ONE
    return day


def days_off_after(day: date, holidays: Collection[date]) -> int:
    """How many days there are after the day before the next working day comes.

    >>> days_off_after(date(2026, 12, 18), ()), days_off_after(date(2026, 12, 17), ())
    (2, 0)
    """
    return (working_day_from(day + ONE, holidays) - day).days - 1


def add_working_days(day: date, number: int, holidays: Collection[date]) -> date:
    """The working day that many working days after the day, which does not count itself.

    >>> add_working_days(date(2026, 12, 23), 2, {date(2026, 12, 25), date(2026, 12, 28)})
    datetime.date(2026, 12, 29)
    """
    for _ in range(number):
        day = working_day_from(day + ONE, holidays)
    return day


def working_days_after(first: date, last: date, holidays: Collection[date]) -> int:
    """How many working days have come after the first day, up to the last, which counts."""
    days = ((first + ONE * place) for place in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)
