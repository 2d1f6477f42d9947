"""Several acts at the same moment."""

import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """All of them, begun at the same moment; what was raised."""
    barrier = threading.Barrier(len(acts))
    raised: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except (SQLAlchemyError, AssertionError, LookupError) as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
