"""Whether a PDF opens. Runs confined."""

import ctypes
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from evidence.tail import ends_in_zip, read_tail
from evidence.unfit import Unfit

_LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}


def inspect(file: BinaryIO) -> str:
    tail = read_tail(file)
    if ends_in_zip(tail, after=tail.rfind(b"%%EOF")):
        raise Unfit("two-in-one")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise Unfit("damaged")  # an upload or a download that broke off
    with opened(file) as document:
        if len(document) < 1:
            raise Unfit("damaged")
        document.get_page_size(0)  # finds the page without drawing it
    return "pdf"


def count_pages(file: BinaryIO) -> int:
    with opened(file) as document:
        return len(document)


@contextmanager
def opened(file: BinaryIO) -> Iterator[pypdfium2.PdfDocument]:
    """The document, read in place. Raises Unfit for one that needs a password."""
    # A private map that could be written to is the only kind that ctypes passes on without a copy.
    content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    view = (ctypes.c_char * len(content)).from_buffer(content)
    try:
        document = pypdfium2.PdfDocument(view)
    except pypdfium2.PdfiumError as error:
        raise Unfit("encrypted" if error.err_code in _LOCKED else "damaged") from error
    with document:
        yield document
