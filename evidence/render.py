"""Pages as pictures. Runs confined."""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from evidence.inspect_image import go_to_page, open_image
from evidence.inspect_pdf import opened

MOST_PIXELS = 12_000_000
"""Dots of a picture that is made, whatever shape the page has."""


def pdf_page(file: BinaryIO, page: int, width: int) -> bytes:
    """One page, counted from 1, as PNG of the given width (less for a very long page)."""
    with opened(file) as document:
        shown = document[page - 1]
        page_width, page_height = shown.get_size()
        scale = min(width / page_width, (MOST_PIXELS / (page_width * page_height)) ** 0.5)
        bitmap = shown.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        return _png(bitmap.to_pil())


def image(file: BinaryIO, kind: str, page: int, width: int) -> bytes:
    """The picture as PNG, upright, no wider than the given width; of a scan of several pages one, counted
    from 1."""
    with open_image(file, kind) as picture:
        if page > 1:
            go_to_page(picture, page)
        picture.draft("RGB", (width, width))
        upright = ImageOps.exif_transpose(picture)
        height = max(1, round(upright.height * width / upright.width))
        upright.thumbnail((width, min(height, MOST_PIXELS // width)))
        return _png(upright.convert("RGBA" if upright.has_transparency_data else "RGB"))


def _png(picture: Image.Image) -> bytes:
    """Encoded for speed: a picture is looked at once."""
    content = io.BytesIO()
    picture.save(content, format="PNG", compress_level=1)
    return content.getvalue()
