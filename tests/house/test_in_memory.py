"""Where tests write: in memory while there is room, and nothing is left there by runs that were killed."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.parts import in_memory


def test_it_is_not_used_where_it_is_not_there_or_too_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not in_memory.can_be_used(tmp_path / "nothing")
    monkeypatch.setattr(in_memory, "WANTED", 2**62)
    assert not in_memory.can_be_used(tmp_path)


def test_what_a_killed_run_left_goes_and_what_a_living_one_has_stays(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    left, living = (tmp_path / f"good-standing-{number}" for number in (ended.pid, os.getpid()))
    for folder in (left, living):
        (folder / "databases").mkdir(parents=True)
    in_memory.clear_leftovers(tmp_path)
    assert not left.exists()
    assert (living / "databases").exists()
