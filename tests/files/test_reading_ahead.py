"""Files that are read while others are written: whole or refused, in order, and never too many at once."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from evidence import reading_ahead as ahead
from evidence.reading_ahead import AHEAD, IN_MEMORY, Differs, Whole, read_whole, reading_ahead

LARGE = b"x" * IN_MEMORY + b"y"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def broken() -> Iterator[bytes]:
    yield b"%PDF-1.4"
    raise OSError("the store went away")


@pytest.mark.parametrize("pieces", [[], [b"one", b"two"], [LARGE[:99], LARGE[99:]]])
def test_a_whole_file_is_what_was_read(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    with read_whole(pieces, len(content), sha256(content)) as whole:
        assert b"".join(whole.pieces()) == content
        assert (whole.large is None) == (len(content) <= IN_MEMORY)


@pytest.mark.parametrize(
    ("pieces", "size", "problem"),
    [
        ([b"other"], 5, Differs),
        ([b"short"], 50, Differs),
        ([b"what it ", b"was and more"], 11, Differs),
        ([], 5, Differs),
        (broken(), 50, OSError),
        ([LARGE], len(LARGE), Differs),
        ([LARGE, b"more"], len(LARGE), Differs),
    ],
)
def test_what_is_not_whole_is_refused(pieces: list[bytes], size: int, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        read_whole(pieces, size, sha256(b"what it was"))


def reads(count: int, fails: int = -1) -> Iterator[Callable[[], Whole]]:
    for number in range(count):
        content = str(number).encode()
        pieces = broken() if number == fails else [content]
        yield partial(read_whole, pieces, len(content), sha256(content))


def test_each_comes_in_its_turn_and_a_fault_is_that_of_its_own_file() -> None:
    told = list[bytes]()
    with reading_ahead(reads(12, fails=5)) as found:
        for each in found:
            try:
                told.append(b"".join(each.result().pieces()))
            except (OSError, Differs):
                told.append(b"fault")
    assert told == [b"fault" if number == 5 else str(number).encode() for number in range(12)]


def test_it_is_never_far_ahead() -> None:
    begun = list[int]()

    def read(number: int) -> Whole:
        begun.append(number)
        return read_whole([], 0, sha256(b""))

    with reading_ahead(partial(read, number) for number in range(50)) as found:
        for number, each in enumerate(found):
            each.result()
            assert len(begun) <= number + 1 + AHEAD
    assert begun == list(range(50))


def test_who_breaks_off_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "IN_MEMORY", 0)
    wholes = list[Whole]()

    def read() -> Whole:
        wholes.append(read_whole([b"a"], 1, sha256(b"a")))
        return wholes[-1]

    def begin() -> None:
        with reading_ahead(read for _ in range(20)) as found:
            next(found).result().close()
            raise KeyError

    with pytest.raises(KeyError):
        begin()
    assert wholes
    assert all(each.large and each.large.closed for each in wholes)
