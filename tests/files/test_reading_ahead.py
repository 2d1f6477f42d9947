"""Files of a pack that are read while others are written: in order, in bounded memory, nothing left open."""

import hashlib
import threading
import uuid
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from evidence.local_store import LocalStore
from evidence.store import new_key
from evidence.whole_reading import IN_MEMORY, Whole, read_whole
from portal.packs import reading_ahead
from portal.packs.presenters.filing import Filed
from portal.packs.queries.evidence import FileInPack
from portal.packs.reading_ahead import MOST, batches, read_ahead
from portal.records import Scan

LARGE = IN_MEMORY + 1
"""Bytes of a file that is held on disk while it is handed on."""


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "store")


def filed(store: LocalStore, size: int, scan: str = "clean") -> Filed:
    """A file that is in the store, each unlike the others."""
    key, content = new_key(date(2026, 11, 2)), uuid.uuid4().bytes * (size // 16) + b"x" * (size % 16)
    path = store.folder / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    file = FileInPack(uuid.uuid4(), key, "a.pdf", size, hashlib.sha256(content).hexdigest(), scan)
    return Filed((None, "key", file.file_id), file, f"evidence/{key}.pdf", "Title", "", (), ())


def content_of(found: Whole | str) -> bytes | str:
    return found if isinstance(found, str) else b"".join(found.pieces())


def test_all_come_in_order_with_why_one_is_not_there(store: LocalStore) -> None:
    files = [filed(store, size) for size in (0, 10, 70_000, LARGE, 300_000) for _ in range(MOST)]
    (store.folder / files[3].file.key).unlink()
    (store.folder / files[5].file.key).write_bytes(b"other")
    held = filed(store, 20, Scan.CHECKING.value)
    said = []
    with closing(read_ahead(store, [*files, held])) as reading:
        for each, found in reading:
            said.append((each, content_of(found)))
            reading_ahead.close_all([(each, found)])
    assert [each for each, _ in said] == [*files, held]
    found_of = {each.place: found for each, found in said}
    for number, each in enumerate(files):
        if number not in {3, 5}:
            assert found_of[each.place] == (store.folder / each.file.key).read_bytes()
    assert found_of[files[3].place] == "it is not in the store"
    assert found_of[files[5].place] == "it is not what was sent any more"
    assert found_of[held.place] == "it is still being checked for viruses"


def test_broken_off_it_leaves_no_file_open(store: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, is_ahead = list[Whole](), threading.Event()

    def noted(pieces: Iterable[bytes], size: int, sha256: str) -> Whole:
        opened.append(read_whole(pieces, size, sha256))
        if opened[-1].large:
            is_ahead.set()
        return opened[-1]

    monkeypatch.setattr(reading_ahead, "read_whole", noted)
    files = [filed(store, size) for size in (10, LARGE, 10, LARGE, LARGE, 10)]
    with closing(read_ahead(store, files)) as reading:
        next(reading)
        assert is_ahead.wait(10)
    large = [each.large for each in opened if each.large]
    assert large
    assert all(each.closed for each in large)


def test_no_batch_holds_more_than_may_be_held(store: LocalStore) -> None:
    files = [filed(store, size) for size in (10, IN_MEMORY, LARGE, 10, IN_MEMORY - 10, *[20] * 3 * MOST)]
    found = list(batches(files))
    assert [each for batch in found for each in batch] == files
    assert all(len(batch) <= MOST for batch in found)
    assert all(len(batch) == 1 or sum(each.file.size for each in batch) <= IN_MEMORY for batch in found)
    assert list(batches([])) == []
