"""What wants an event loop of its own, whatever runs in the thread of the test."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def run_apart(act: Coroutine[Any, Any, Answer]) -> Answer:
    """In a thread of its own: the browser's driver keeps a loop running in that of the tests."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, act).result()
