"""What the confined process can be asked to do. Imported there and nowhere else: it brings the parsers."""

import json
from collections.abc import Callable
from typing import BinaryIO

from evidence import inspect_image, inspect_pdf, inspect_text, inspect_zip, render
from evidence.unfit import Unfit

_INSPECTIONS: dict[str, Callable[[BinaryIO], str]] = {
    "pdf": inspect_pdf.inspect,
    "png": inspect_image.inspect_png,
    "jpeg": inspect_image.inspect_jpeg,
    "zip": inspect_zip.inspect,
    "text": inspect_text.inspect,
}


def inspect(file: BinaryIO, content: str) -> bytes:
    """The kind of a file that is in order, or the code of its refusal: {"kind": …} or {"code": …}."""
    try:
        return json.dumps({"kind": _INSPECTIONS[content](file)}).encode()
    except Unfit as unfit:
        return json.dumps({"code": unfit.code}).encode()


def count_pages(file: BinaryIO, kind: str) -> bytes:
    """The number of pages that `render.picture` can show."""
    return str(inspect_pdf.count_pages(file) if kind == "pdf" else 1).encode()


def picture(file: BinaryIO, kind: str, page: int, width: int) -> bytes:
    """One page as PNG."""
    return render.pdf_page(file, page, width) if kind == "pdf" else render.image(file, kind, width)


JOBS: dict[str, Callable[..., bytes]] = {"inspect": inspect, "count_pages": count_pages, "picture": picture}
