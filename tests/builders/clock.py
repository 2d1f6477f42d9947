"""Another day, for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from unittest import mock

from portal import clock


@contextmanager
def clock_on(day: date, at: time = time(12)) -> Iterator[None]:
    """The portal's clock starts at that hour (UTC) of the day and runs a second with every look at it."""
    moment = datetime.combine(day, at, UTC)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    with mock.patch.object(clock, "now", now):
        yield
