"""What a piece of work wanted of memory is given back when it is done."""

import re
from pathlib import Path

from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.work.tools import Tools
from tests.actions.test_work import worker

SMALL, MANY = 2_048, 40_000
"""Bytes of a piece that the C library keeps for others when it is freed, and how many make 80 MB."""


def resident() -> int:
    """Megabytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) // 1024


def test_memory_of_what_is_done_is_given_back(database: Database, tmp_path: Path) -> None:
    at_worst, left = list[int](), list[bytes]()

    def want_much(_tools: Tools, _subject: str) -> None:
        pieces = [bytes([number % 251]) * SMALL for number in range(MANY)]
        at_worst.append(resident())
        left.append(pieces.pop())

    with database.writing() as session:
        ask_work(session, "count", "")
        session.commit()
    before = resident()
    assert worker(database, tmp_path, {"count": want_much}).do_all() == 1
    assert at_worst[0] > before + 60, "it wanted much"
    assert resident() < before + 20
