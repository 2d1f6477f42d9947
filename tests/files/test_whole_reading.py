"""Files that are read to their end before anything of them goes on: whole, or refused."""

import hashlib
import zlib
from collections.abc import Iterator

import pytest

from evidence.whole_reading import IN_MEMORY, Differs, read_whole

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
        assert whole.crc == zlib.crc32(content)
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
