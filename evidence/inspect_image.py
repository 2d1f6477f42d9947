"""Whether a picture can be shown. Runs confined."""

from typing import BinaryIO

from PIL import Image, JpegImagePlugin, PngImagePlugin

from evidence.image_end import refuse_behind_jpeg, refuse_behind_png
from evidence.refusal import MOST_MILLION_PIXELS
from evidence.tail import ends_in_zip, read_tail
from evidence.unfit import Unfit

Image.MAX_IMAGE_PIXELS = MOST_MILLION_PIXELS * 1_000_000
FORMATS = {"png": "PNG", "jpeg": "JPEG"}
assert {PngImagePlugin.PngImageFile.format, JpegImagePlugin.JpegImageFile.format} == set(FORMATS.values())  # noqa: S101 - loads both


def inspect_png(file: BinaryIO) -> str:
    _inspect(file, "png", end=b"IEND")
    refuse_behind_png(file)
    return "png"


def inspect_jpeg(file: BinaryIO) -> str:
    _inspect(file, "jpeg", end=b"\xff\xd9")
    refuse_behind_jpeg(file)
    return "jpeg"


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
    if image.width * image.height > MOST_MILLION_PIXELS * 1_000_000:
        raise Unfit("too-many-pixels")
    return image
