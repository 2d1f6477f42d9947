"""The end of a file, where a second file may hide."""

import struct
from typing import BinaryIO

LONGEST = 64 * 1024 + 22
"""A zip directory's end lies in the last 64 KiB and 22 bytes (APPNOTE 4.3.16)."""


def read_tail(file: BinaryIO) -> bytes:
    """The last bytes of the file, enough to find a zip's directory in."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST))
    return file.read()


def ends_in_zip(tail: bytes, after: int) -> bool:
    """Whether a zip reader would take this file too.

    Its end comes after the other kind's, or has a comment that runs to the last byte.
    """
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return False
    (comment,) = struct.unpack_from("<H", tail, at + 20)
    return at > after or at + 22 + comment == len(tail)
