"""Whether a PDF opens. Runs confined."""

import ctypes
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from evidence.certificates import is_certificate_page
from evidence.pdf_actions import refuse_actions
from evidence.pdf_end import refuse_appended
from evidence.tail import ends_in_zip, read_tail
from evidence.unfit import Unfit

_PAGES_READ = 4
"""Pages at the start that are read: a certificate has two, and a bundle of them begins with one."""

_LONGEST_BLANK = 1024
_LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}


def inspect(file: BinaryIO) -> str:
    """Raises Unfit; of a file that does not begin as a PDF and cannot be opened: pdf-start."""
    try:
        return _inspect(file)
    except Unfit as unfit:
        file.seek(0)
        begins_late = not file.read(_LONGEST_BLANK).lstrip(b"\xef\xbb\xbf \t\r\n\x0c").startswith(b"%PDF-")
        raise Unfit("pdf-start" if unfit.code == "damaged" and begins_late else unfit.code) from unfit


def _inspect(file: BinaryIO) -> str:
    tail = read_tail(file)
    if ends_in_zip(tail, after=tail.rfind(b"%%EOF")):
        raise Unfit("two-in-one")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise Unfit("damaged")  # an upload or a download that broke off
    with opened(file) as document:
        if len(document) < 1:
            raise Unfit("damaged")
        document.get_page_size(0)  # finds the page without drawing it
        if any(is_certificate_page(text) for text in texts(document)):
            raise Unfit("dbs-certificate")
        if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
            raise Unfit("pdf-script")
        if raw.FPDFDoc_GetAttachmentCount(document) > 0:
            raise Unfit("files-inside")
    refuse_actions(file)  # by another program than the one above: they do not always see the same
    refuse_appended(file)
    return "pdf"


def count_pages(file: BinaryIO) -> int:
    with opened(file) as document:
        return len(document)


def has_text(file: BinaryIO) -> bool:
    """Whether there are words on its first pages; a scan has none."""
    with opened(file) as document:
        return any(text.strip() for text in texts(document))


def texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The words of each of the first pages; of a page that cannot be read, none."""
    for number in range(min(len(document), _PAGES_READ)):
        try:
            yield str(document[number].get_textpage().get_text_range())
        except pypdfium2.PdfiumError:
            yield ""


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
