"""How long a session lasts: by use, up to a limit. Pure."""

from datetime import datetime, timedelta

IDLE = timedelta(hours=12)
"""Without use it ends after that."""

LONGEST = timedelta(hours=24)
"""After that one signs in anew, whatever was done meanwhile (NIST SP 800-63B-4, 2.2.3)."""

EVERY = timedelta(minutes=5)
"""So often is it noted, at most, that a session is used."""


def lasts_until(began_at: datetime, used_at: datetime) -> datetime:
    """When a session ends that is not used after `used_at`."""
    return min(used_at + IDLE, began_at + LONGEST)


def is_ageing(began_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether its end would move by being noted now."""
    return lasts_until(began_at, now) >= ends_at + EVERY
