"""Whether a picture can be shown. Runs confined."""

from typing import BinaryIO

import pillow_heif
from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from evidence.image_end import refuse_behind_heic, refuse_behind_jpeg, refuse_behind_png
from evidence.refusal import MOST_MILLION_PIXELS
from evidence.tail import ends_in_zip, read_tail
from evidence.unfit import Unfit

Image.MAX_IMAGE_PIXELS = MOST_MILLION_PIXELS * 1_000_000
FORMATS = {"png": "PNG", "jpeg": "JPEG", "tiff": "TIFF", "heic": "HEIF"}
LOADED = (PngImagePlugin.PngImageFile, JpegImagePlugin.JpegImageFile, TiffImagePlugin.TiffImageFile)
pillow_heif.options.DECODE_THREADS = 1
pillow_heif.options.THUMBNAILS = False
pillow_heif.register_heif_opener(thumbnails=False)
assert {*(each.format for each in LOADED), "HEIF"} == set(FORMATS.values())  # noqa: S101 - loads all

MOST_LOADED = 3
"""Pages of a scan that are decoded while it is inspected; of the others the size is looked at."""

MOST_PAGES = 500


def inspect_png(file: BinaryIO) -> str:
    _inspect(file, "png", end=b"IEND")
    refuse_behind_png(file)
    return "png"


def inspect_jpeg(file: BinaryIO) -> str:
    _inspect(file, "jpeg", end=b"\xff\xd9")
    refuse_behind_jpeg(file)
    return "jpeg"


def inspect_heic(file: BinaryIO) -> str:
    _inspect(file, "heic", end=b"mdat")
    refuse_behind_heic(file)
    return "heic"


def inspect_tiff(file: BinaryIO) -> str:
    """Each page of a scan."""
    _inspect(file, "tiff", end=b"")
    file.seek(0)
    with open_image(file, "tiff") as image:
        for page in range(2, count_of(image) + 1):
            go_to_page(image, page)
            if page <= MOST_LOADED:
                image.load()
    return "tiff"


def count_pages(file: BinaryIO) -> int:
    """Of a scan."""
    file.seek(0)
    with open_image(file, "tiff") as image:
        return count_of(image)


def count_of(image: Image.Image) -> int:
    """Raises Unfit for more than anybody scans."""
    number = int(getattr(image, "n_frames", 1))
    if number > MOST_PAGES:
        raise Unfit("unpacks-too-large")
    return number


def go_to_page(image: Image.Image, page: int) -> None:
    """Counted from 1. Raises Unfit for one with too many dots."""
    image.seek(page - 1)
    refuse_large(image)


def _inspect(file: BinaryIO, kind: str, end: bytes) -> None:
    tail = read_tail(file)
    if ends_in_zip(tail, after=tail.rfind(end)):
        raise Unfit("two-in-one")
    file.seek(0)
    with open_image(file, kind) as image:
        image.draft(None, (image.width // 8, image.height // 8))  # a JPEG is checked at an eighth of its size
        image.load()


def open_image(file: BinaryIO, kind: str) -> Image.Image:
    """The picture, not decoded yet. Raises Unfit for one with too many dots."""
    try:
        image = Image.open(file, formats=[FORMATS[kind]])
    except Image.DecompressionBombError as error:
        raise Unfit("too-many-pixels") from error
    refuse_large(image)
    return image


def refuse_large(image: Image.Image) -> None:
    if image.width * image.height > MOST_MILLION_PIXELS * 1_000_000:
        raise Unfit("too-many-pixels")
