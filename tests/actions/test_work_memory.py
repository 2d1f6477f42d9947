"""What a piece of work wanted of memory is given back when it is done."""

import gc
import weakref
from pathlib import Path

from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.memory import resident
from portal.work.tools import Tools
from tests.actions.test_work import worker

SMALL, MANY = 2_048, 40_000
"""Bytes of a piece that the C library keeps for others when it is freed, and how many make 80 MB."""


def megabytes() -> int:
    return resident() // 1024**2


def test_memory_of_what_is_done_is_given_back(database: Database, tmp_path: Path) -> None:
    at_worst, left = list[int](), list[bytes]()

    def want_much(_tools: Tools, _subject: str) -> None:
        pieces = [bytes([number % 251]) * SMALL for number in range(MANY)]
        at_worst.append(megabytes())
        left.append(pieces.pop())

    with database.writing() as session:
        ask_work(session, "count", "")
        session.commit()
    before = megabytes()
    assert worker(database, tmp_path, {"count": want_much}).do_all() == 1
    assert at_worst[0] > before + 60, "it wanted much"
    assert megabytes() < before + 20


class Circle:
    """What only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_after_little_work_nobody_waits_for_the_collector(database: Database, tmp_path: Path) -> None:
    left = list[weakref.ref[Circle]]()
    with database.writing() as session:
        ask_work(session, "count", "")
        session.commit()
    tasks = {"count": lambda _tools, _subject: left.append(weakref.ref(Circle()))}
    gc.disable()
    try:
        assert worker(database, tmp_path, tasks).do_all() == 1
        assert left[0]() is not None
    finally:
        gc.enable()
