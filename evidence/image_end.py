"""Where a picture ends, and what stands behind it. Runs confined."""

import mmap
import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from evidence.scanner_sign import refuse_sign
from evidence.unfit import Unfit

Bytes = mmap.mmap | bytes

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends the packed dots of a JPEG: a marker, but for those that stand among the dots."""

_START, _END, _DOTS = 0xD8, 0xD9, 0xDA
_BARE = {0x01, *range(0xD0, 0xD8)}
_PADDING = re.compile(rb"[\0\s\xff]*\Z")
_FURTHER = re.compile(rb"\0*(\xff\xd8\xff)")
_SAMSUNG_BLOCKS, _SAMSUNG_END = b"SEFH", b"SEFT"
_LARGEST_NOTES = 64 * 1024
"""Bytes that a phone's notes behind a picture may have; a film there is larger."""

_LONGEST_TEXT = 1024 * 1024
_PACKED_TEXT = {b"zTXt", b"iTXt", b"iCCP"}


def refuse_behind_png(file: BinaryIO) -> None:
    """Raises Unfit where bytes follow the last chunk, and looks into the text that is packed in others."""
    with mapped(file) as content:
        end = 8
        for kind, start, size in _chunks(content):
            if kind in _PACKED_TEXT:
                refuse_sign([_unpacked(content[start : start + size])])
            end = start + size + 4
        if not _PADDING.match(content, end):
            raise Unfit("appended")


def _chunks(content: Bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, place and size of each, up to the one that ends the picture. Raises Unfit where there is none."""
    at = 8
    while at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if at + 12 + size > len(content):
            break
        yield kind, at + 8, size
        if kind == b"IEND":
            return
        at += 12 + size
    raise Unfit("damaged")


def _unpacked(chunk: bytes) -> bytes:
    """What is packed somewhere in a chunk of text; empty where nothing is."""
    at = chunk.find(b"\x78")
    while at >= 0:
        try:
            return zlib.decompressobj().decompress(chunk[at:], _LONGEST_TEXT)
        except zlib.error:
            at = chunk.find(b"\x78", at + 1)
    return b""


def refuse_behind_jpeg(file: BinaryIO) -> None:
    """Raises Unfit where bytes follow the picture that no camera or phone writes there.

    Allowed are further pictures (a phone keeps a second one for bright screens), and small notes.
    """
    with mapped(file) as content:
        end = 0
        while further := _FURTHER.match(content, end):
            end = _end_of_jpeg(content, further.start(1))
        if not (_PADDING.match(content, end) or _are_notes(content, end)):
            raise Unfit("appended")


def _end_of_jpeg(content: Bytes, start: int) -> int:
    """The place behind the picture that begins at `start`. Raises Unfit where it has no end."""
    at = start + 2
    while marker := _MARKER.search(content, at):
        kind, at = content[marker.start() + 1], marker.end()
        if kind == _END:
            return at
        if kind in _BARE or kind == _START:
            continue
        if at + 2 > len(content):
            break
        (length,) = struct.unpack_from(">H", content, at)
        at += length
    raise Unfit("damaged")


def _are_notes(content: Bytes, start: int) -> bool:
    """Whether all from there is a list of small notes such as phones of Samsung write.

    At the end stand the size of the list, and its sign; the list says where each note lies before it.
    """
    behind = content[start:][-_LARGEST_NOTES:].rstrip(b"\0")
    if len(content) - start > _LARGEST_NOTES or not behind.endswith(_SAMSUNG_END) or len(behind) < 20:
        return False
    (size,) = struct.unpack_from("<I", behind, len(behind) - 8)
    head = len(behind) - 8 - size
    if head < 0 or behind[head : head + 4] != _SAMSUNG_BLOCKS or size < 12:
        return False
    (count,) = struct.unpack_from("<I", behind, head + 8)
    if size != 12 + 12 * count:
        return False
    sizes = [struct.unpack_from("<II", behind, head + 12 + 12 * each + 4) for each in range(count)]
    return all(length <= offset <= head for offset, length in sizes) and sum(n for _, n in sizes) == head


_BOXES = {b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide", b"uuid"}
"""What a photograph from a phone is made of (ISO/IEC 23008-12); a film has others."""


def refuse_behind_heic(file: BinaryIO) -> None:
    """Raises Unfit where anything but the boxes of a picture is there, or the last of them does not end the
    file."""
    with mapped(file) as content:
        at = 0
        while at + 8 <= len(content):
            size, kind = struct.unpack_from(">I4s", content, at)
            if size == 1 and at + 16 <= len(content):
                (size,) = struct.unpack_from(">Q", content, at + 8)
            if kind not in _BOXES or size < 8:
                raise Unfit("appended")
            at += size
        if at > len(content):
            raise Unfit("damaged")
        if not _PADDING.match(content, at):
            raise Unfit("appended")


def mapped(file: BinaryIO) -> mmap.mmap:
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
