"""Whether anything stands in a PDF behind one of its ends. Runs confined."""

import mmap
import re
from typing import BinaryIO

from evidence.unfit import Unfit

_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
"""The end of the file as it was first written, and of each change that a program has added to it."""

_GOES_ON = re.compile(
    rb"[\0\s]*(?:%[ -~]{0,60}[\r\n]+[\0\s]*)?(?:\Z|\d+\s+\d+\s+obj\b|xref\b|startxref\s+\d+\s+%%EOF)"
)
"""Nothing, or another change to the file; one short remark may stand before it."""

_BLANK = re.compile(rb"[\0\s]*\Z")
_BARE_END = re.compile(rb"startxref\s+\d+\s*\Z")


def refuse_appended(file: BinaryIO) -> None:
    """Raises Unfit where bytes follow that belong to no part of the document."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if any(not _GOES_ON.match(content, end.end()) for end in _END.finditer(content)):
            raise Unfit("appended")
        last = content.rfind(b"%%EOF")
        if last < content.rfind(b"startxref"):
            is_blank = _BARE_END.match(content, content.rfind(b"startxref"))
        else:
            is_blank = _BLANK.match(content, last + len(b"%%EOF"))
        if not is_blank:
            raise Unfit("appended")
