"""Days that a test may count on, whatever day it runs on: nothing is sent on a bank holiday."""

from datetime import date, timedelta

from checklists.working_days import is_working_day, working_day_from
from portal.acting.bank_holidays import bank_holidays

APRIL = 4


def first_year(today: date) -> int:
    """Of a contract from April on whose first year has ended: until March, the year before the last."""
    return today.year - (1 if today.month >= APRIL else 2)


def counts_from(today: date) -> date:
    """From when evidence counts where a test does not say, as far back on the first of a month as ever."""
    return today - timedelta(days=28)


def next_week(today: date) -> date:
    """The first working day of next week: a Monday, or the day after where that is a bank holiday."""
    monday = today + timedelta(days=7 - today.weekday())
    return working_day_from(monday, bank_holidays(monday.year))


def last_working_day(until: date) -> date:
    while not is_working_day(until, bank_holidays(until.year)):
        until -= timedelta(days=1)
    return until
