"""What a piece of work wanted of memory is given back when it is done."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.work import working
from tests.actions.test_work import worker

SMALL, MANY = 2_048, 40_000
"""Bytes of a piece that the C library keeps for others when it is freed, and how many make 80 MB."""

BY_ITSELF = f"""
from portal.memory import give_memory_back, resident

before = resident()
pieces = [bytes([number % 251]) * {SMALL} for number in range({MANY})]
at_worst, left = resident(), pieces.pop()
del pieces
{{then}}
print(at_worst - before, resident() - before)
"""
MEGABYTE = 1024**2


def grown(then: str) -> tuple[int, int]:
    """By how many megabytes a process of its own has grown at worst, and in the end: this one keeps what
    other tests wanted."""
    program = [sys.executable, "-c", BY_ITSELF.format(then=then)]
    said = subprocess.run(program, check=True, capture_output=True, text=True, timeout=60).stdout
    at_worst, left = map(int, said.split())
    return at_worst // MEGABYTE, left // MEGABYTE


def test_what_is_freed_is_given_back() -> None:
    at_worst, left = grown("give_memory_back(before)")
    assert at_worst > 60
    assert left < 20
    assert grown("pass")[1] > 60, "and the C library would keep it"


def test_work_gives_back_from_where_it_began(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = list[int]()
    monkeypatch.setattr(working, "give_memory_back", given.append)
    with database.writing() as session:
        ask_work(session, "count", "")
        session.commit()
    doing = worker(database, tmp_path, {"count": lambda _tools, _subject: None})
    assert doing.do_all() == 1
    assert len(given) == 1
    assert doing.do_all() == 0
    assert len(given) == 1, "where nothing was done nothing is given back"


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
