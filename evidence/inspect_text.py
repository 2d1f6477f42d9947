"""Whether a CSV file is text. Runs confined."""

import codecs
import re
from typing import BinaryIO

from evidence.unfit import Unfit

CHUNK = 1024 * 1024
ENCODINGS = ("utf-8", "cp1252")
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def inspect(file: BinaryIO) -> str:
    if any(_reads_as(file, encoding) for encoding in ENCODINGS):
        return "csv"
    raise Unfit("not-text")


def _reads_as(file: BinaryIO, encoding: str) -> bool:
    """Whether all of it decodes and holds no control characters but tabs, line ends and form feeds."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK):
            if _NOT_IN_TEXT.search(chunk):
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
