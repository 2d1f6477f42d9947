"""What a task works with, and how it says that it cannot be done yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from evidence.store import Store
from portal.database import Database
from portal.settings import Settings


@dataclass(frozen=True, slots=True)
class Tools:
    """What a task works with. `step` says how far it has got, as done and of how many; it raises TakenAway
    where the work is somebody else's by now, and Stopping where the process ends. It writes: no session may
    be writing meanwhile."""

    settings: Settings
    database: Database
    store: Store
    step: Callable[[int, int | None], None]


Task = Callable[[Tools, str], None]
"""Takes its tools and the subject of the work."""


class NotYet(Exception):
    """It cannot be done now, and that is nobody's fault: later, without an end to the tries."""

    def __init__(self, words: str, after: timedelta) -> None:
        super().__init__(words)
        self.after = after


class TakenAway(Exception):
    """It gave no sign of life for too long, and somebody else does it now: leave it."""


class Stopping(Exception):
    """The process ends: what is left is done by another, or by the next."""
