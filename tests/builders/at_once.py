"""Several acts at the same moment."""

import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from portal.acting.refused import CannotDo


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """All of them, begun at the same moment; what was raised."""
    return [each for each in raised_by(*acts) if each]


def raised_by(*acts: Callable[[], object]) -> list[Exception | None]:
    """All of them, begun at the same moment; what each raised, in their order."""
    barrier = threading.Barrier(len(acts))
    raised: list[Exception | None] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except (SQLAlchemyError, AssertionError, LookupError, CannotDo) as error:
            raised[place] = error

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
