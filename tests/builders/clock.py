"""Another day, for as long as a test needs it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
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


def written_now(*folders: Path) -> None:
    """Files get the hour of the portal's clock, which may have been moved where that of the disk was not."""
    now = clock.now().timestamp()
    for path in (path for folder in folders for path in folder.rglob("*")):
        os.utime(path, (now, now))
