"""A file that is hashed while it is written."""

import hashlib
import random
from pathlib import Path

import pytest

from evidence.following import Following


@pytest.mark.parametrize("size", [0, 1, 1_000_000, 5_000_000])
def test_it_is_the_sum_of_all_of_it(tmp_path: Path, size: int) -> None:
    path, content = tmp_path / "file", random.Random(size).randbytes(size)
    path.touch()
    with path.open("r+b") as out, Following(path) as following:
        for start in range(0, size, 300_000):
            out.write(content[start : start + 300_000])
            out.flush()
            following.reach(out.tell())
        assert following.finish(size) == hashlib.sha256(content).hexdigest()


def test_what_was_not_final_may_change(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"header?")
    with Following(path) as following:
        path.write_bytes(b"header!")
        following.reach(7)
        assert following.finish(7) == hashlib.sha256(b"header!").hexdigest()


def test_a_file_that_is_too_short_is_no_sum(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"short")
    with Following(path) as following, pytest.raises(OSError, match="shorter"):
        following.finish(50)


def test_whoever_breaks_off_waits_for_nobody(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(ValueError, match="broken off"), Following(path):
        raise ValueError("broken off")
