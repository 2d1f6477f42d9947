"""The entries of a zip container: is the directory sane, and what do they unpack to. Runs confined."""

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from evidence.unfit import Unfit

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes that all entries together may unpack to."""

HIGHEST_RATIO = 250
"""Times its packed size that an entry of more than 1 MiB may unpack to."""

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DESCRIPTORS = frozenset({12, 16, 20, 24})
"""Bytes that may stand behind an entry whose size was not known when it was begun (APPNOTE 4.3.9)."""

_DIRECTORY_ENTRY = 46
_ENDS = frozenset({22, 22 + 56 + 20})
"""Bytes of the end, without a remark: the usual one, and that of large files (APPNOTE 4.3.14 to 4.3.16)."""

_CHUNK = 1024 * 1024
_ENCRYPTED, _UTF8 = 0x1, 0x800


def check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Judge the directory alone, before anything is unpacked. Raises Unfit."""
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unfit("unpacks-too-large")
    if any(_is_bomb(entry) for entry in entries):
        raise Unfit("unpacks-too-large")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unfit("encrypted")
    names = Counter(unicodedata.normalize("NFC", entry.filename).casefold() for entry in entries)
    if any(_is_odd(entry) for entry in entries) or names.total() != len(names):
        raise Unfit("odd-names")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Unfit("odd-parts")


def unpacked(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry's content in pieces. Not by zipfile, which stops at the size that the entry claims."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    signature, _, flags, *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    name = file.read(name_length).decode("utf-8" if flags & _UTF8 else "cp437")
    if signature != b"PK\x03\x04" or name != entry.orig_filename or flags & _ENCRYPTED:
        raise Unfit("damaged")
    file.seek(extra_length, 1)
    packed = _packed(file, entry.compress_size)
    return packed if entry.compress_type == zipfile.ZIP_STORED else _inflated(packed)


def _packed(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left:
        piece = file.read(min(left, _CHUNK))
        if not piece:
            raise Unfit("damaged")
        left -= len(piece)
        yield piece


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        while piece:
            yield inflater.decompress(piece, _CHUNK)
            piece = inflater.unconsumed_tail
    yield inflater.flush()
    if not inflater.eof or inflater.unused_data:
        raise Unfit("damaged")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > 1024 * 1024 and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size)


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """A name that would leave its folder, hide what it is, or point elsewhere."""
    name = entry.orig_filename
    steps = name.removesuffix("/").split("/")
    return (
        not name
        or "\\" in name
        or ":" in name
        or any(step in ("", ".", "..") for step in steps)
        or any(unicodedata.category(character).startswith("C") for character in name)
        or stat.S_ISLNK(entry.external_attr >> 16)
    )


def check_places(file: BinaryIO, entries: list[zipfile.ZipInfo], directory_at: int) -> None:
    """Entries stand one behind the other from the first byte, then the directory, then nothing.

    What overlaps unpacks the same bytes many times; what lies between or behind is read by somebody else.
    Raises Unfit.
    """
    free_from = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        gap = entry.header_offset - free_from
        if gap and not (free_from and gap in _DESCRIPTORS):
            raise Unfit("odd-parts")
        free_from = entry.header_offset + _length_before(file, entry) + entry.compress_size
    if directory_at - free_from not in {0, *_DESCRIPTORS}:
        raise Unfit("odd-parts")
    behind = file.seek(0, 2) - directory_at - sum(map(_length_in_directory, entries))
    if behind not in _ENDS:
        raise Unfit("appended")


def _length_before(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Bytes of the entry's own header, which may say more than the directory does."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size:
        raise Unfit("damaged")
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    return _LOCAL_HEADER.size + int(name_length) + int(extra_length)


def _length_in_directory(entry: zipfile.ZipInfo) -> int:
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")
    return _DIRECTORY_ENTRY + len(name) + len(entry.extra) + len(entry.comment)
