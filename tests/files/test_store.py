"""One promise, two stores: each test here runs over a folder and over a bucket of a real S3 server."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from evidence.local_store import LocalStore
from evidence.store import CHUNK, NotStored, Store, new_key, open_store

MONTH = date(2026, 11, 22)


@pytest.fixture
def stage(staging: Path) -> Callable[[bytes], Path]:
    """Write a finished staged file."""

    def write(content: bytes) -> Path:
        staging.mkdir(exist_ok=True)
        path = staging / "finished.part"
        path.write_bytes(content)
        return path

    return write


def test_what_is_kept_can_be_read(store: Store, stage: Callable[[bytes], Path]) -> None:
    content = bytes(range(256)) * 1000
    key, staged = new_key(MONTH), stage(content)
    store.keep(staged, key)
    chunks = list(store.read(key))
    assert b"".join(chunks) == content
    assert max(len(chunk) for chunk in chunks) <= CHUNK
    assert store.size(key) == len(content)
    with store.fetch(key) as path:
        assert path.read_bytes() == content
    assert not staged.exists()


def test_a_large_file_is_kept_whole(store: Store, stage: Callable[[bytes], Path]) -> None:
    content = bytes(range(251)) * 140_000
    key = new_key(MONTH)
    store.keep(stage(content), key)
    assert b"".join(store.read(key)) == content


def test_a_key_is_written_once(store: Store, stage: Callable[[bytes], Path]) -> None:
    key = new_key(MONTH)
    store.keep(stage(b"first"), key)
    staged = stage(b"second")
    with pytest.raises(FileExistsError):
        store.keep(staged, key)
    assert b"".join(store.read(key)) == b"first"
    assert staged.exists()


def test_what_is_removed_is_gone(store: Store, stage: Callable[[bytes], Path]) -> None:
    key = new_key(MONTH)
    store.keep(stage(b"content"), key)
    store.remove(key)
    assert_is_not_stored(store, key)
    assert list(store.keys()) == []


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "/etc/passwd", "2026/11/", "", "2026/11/a.pdf", "2026/11/..\0"]
)
def test_only_keys_of_ours_are_looked_for(store: Store, stage: Callable[[bytes], Path], key: str) -> None:
    assert_is_not_stored(store, key)
    with pytest.raises(ValueError, match="is not a key"):
        store.keep(stage(b"content"), key)


def test_a_key_that_was_never_kept_is_not_stored(store: Store) -> None:
    assert_is_not_stored(store, new_key(MONTH))


def test_keys_are_listed_with_their_moment(store: Store, stage: Callable[[bytes], Path]) -> None:
    kept = {new_key(month) for month in (MONTH, date(2026, 12, 1), date(2027, 1, 31))}
    for key in kept:
        store.keep(stage(b"content"), key)
    listed = dict(store.keys())
    assert set(listed) == kept
    for written_at in listed.values():
        assert abs(written_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_list_is_not_cut_at_a_page(
    store: Store, stage: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.s3_store.PAGE", 2)
    for _ in range(5):
        store.keep(stage(b"x"), new_key(MONTH))
    assert len(list(store.keys())) == 5


def test_reading_that_is_given_up_leaves_nothing_open(store: Store, stage: Callable[[bytes], Path]) -> None:
    key = new_key(MONTH)
    store.keep(stage(bytes(4 * 1024 * 1024)), key)
    for chunks_read in (0, 1):
        reading = store.read(key)
        assert [len(next(reading)) for _ in range(chunks_read)] == [CHUNK] * chunks_read
        before = open_files()
        reading.close()
        assert open_files() == before - 1
        assert list(reading) == []
        reading.close()


def aside(store: Store) -> set[str]:
    return {key for key, _ in store.set_aside()}


def test_what_is_put_aside_can_be_put_back_as_it_was(store: Store, stage: Callable[[bytes], Path]) -> None:
    key, other = new_key(MONTH), new_key(MONTH)
    store.keep(stage(b"content"), key)
    store.keep(stage(b"other"), other)
    store.put_aside(key)
    assert_is_not_stored(store, key)
    assert set(dict(store.keys())) == {other}
    ((found, at),) = store.set_aside()
    assert (found, abs(at - datetime.now(UTC)) < timedelta(minutes=5)) == (key, True)
    store.put_back(key)
    assert b"".join(store.read(key)) == b"content"
    assert not aside(store)


def test_what_is_thrown_away_is_gone_for_good(store: Store, stage: Callable[[bytes], Path]) -> None:
    key = new_key(MONTH)
    store.keep(stage(b"content"), key)
    with pytest.raises(NotStored):
        store.throw_away(key)  # only what was put aside before
    store.put_aside(key)
    store.throw_away(key)
    assert not aside(store)
    assert_is_not_stored(store, key)


def test_what_is_not_there_is_not_moved(store: Store) -> None:
    for move in (store.put_aside, store.put_back, store.throw_away):
        for key in (new_key(MONTH), "../../etc/passwd", ""):
            with pytest.raises(NotStored):
                move(key)


def test_a_store_says_whose_it_is(store: Store) -> None:
    assert store.owner() is None
    store.set_owner("a-first-one")
    store.set_owner("an-owner")
    assert store.owner() == "an-owner"
    assert list(store.keys()) == []


def test_stores_with_other_prefixes_do_not_meet(
    store: Store, stage: Callable[[bytes], Path], tmp_path: Path
) -> None:
    store.keep(stage(b"content"), new_key(MONTH))
    if isinstance(store, LocalStore):
        other = open_store((tmp_path / "other").as_uri())
    else:
        other = open_store(f"s3://{store.bucket}/some/other")  # type: ignore[attr-defined]  # the bucket store only
    with closing(other):
        assert list(other.keys()) == []


def test_a_folder_on_another_filesystem_gets_a_copy(
    tmp_path: Path, stage: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", no_links)
    store, key = LocalStore(tmp_path / "kept"), new_key(MONTH)
    store.keep(stage(b"content"), key)
    assert b"".join(store.read(key)) == b"content"
    with pytest.raises(FileExistsError):
        store.keep(stage(b"other"), key)
    assert [path.name for path in (tmp_path / "kept").rglob("*") if path.is_file()] == [key[-32:]]


def test_a_staged_file_is_moved_not_copied(tmp_path: Path, stage: Callable[[bytes], Path]) -> None:
    store, key, staged = LocalStore(tmp_path / "kept"), new_key(MONTH), stage(b"content")
    before = staged.stat().st_ino
    store.keep(staged, key)
    with store.fetch(key) as path:
        assert path.stat().st_ino == before


def test_a_new_key_says_nothing_but_its_month() -> None:
    keys = {new_key(MONTH) for _ in range(100)}
    assert len(keys) == 100
    assert all(re.fullmatch(r"2026/11/[0-9a-f]{32}", key) for key in keys)


@pytest.mark.parametrize(
    "address", ["", "evidence", "file://host/x", "file:x", "s3:///prefix", "ftp://a/b", "https://a"]
)
def test_an_address_that_is_no_store_is_told(address: str) -> None:
    with pytest.raises(ValueError, match="expected file:///folder or s3://bucket/prefix"):
        open_store(address)


def open_files() -> int:
    """Of this process, sockets too."""
    return len(list(Path("/proc/self/fd").iterdir()))


def assert_is_not_stored(store: Store, key: str) -> None:
    with pytest.raises(NotStored):
        store.read(key)
    with pytest.raises(NotStored), store.fetch(key):
        pass
    with pytest.raises(NotStored):
        store.size(key)
    with pytest.raises(NotStored):
        store.remove(key)
