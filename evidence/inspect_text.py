"""Whether a CSV file is text. Runs confined."""

import codecs
import re
from typing import BinaryIO

from evidence.formulas import text_reaches_out
from evidence.unfit import Unfit

CHUNK = 1024 * 1024
ENCODINGS = ("utf-8", "cp1252")
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def inspect(file: BinaryIO) -> str:
    """Raises Unfit for what is no text, and for formulas that reach out of a spreadsheet."""
    encoding = next((each for each in ENCODINGS if _reads_as(file, each)), None)
    if encoding is None:
        raise Unfit("not-text")
    file.seek(0)
    if text_reaches_out(file.read().decode(encoding)):
        raise Unfit("dde")
    return "csv"


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
