"""The only one who asks the time. Moments are UTC; days are those of the United Kingdom."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The day in the United Kingdom at that moment."""
    return moment.astimezone(LONDON).date()


def end_of_day(day: date) -> datetime:
    """The moment at which the day is over in the United Kingdom, UTC."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)


def today() -> date:
    """Today in the United Kingdom."""
    return local_day(now())
