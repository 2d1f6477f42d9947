"""Libraries that others load only because they are installed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """Whoever is imported meanwhile and would like to have that library finds that it is not there. One that
    is loaded already stays."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # by which Python knows that there is none
    try:
        yield
    finally:
        del sys.modules[name]
