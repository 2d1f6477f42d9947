"""Photographs from telephones and scans: taken as they are sent, and shown upright page by page."""

import io
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from evidence.reading import Unreadable, page_count, picture
from tests.builders import good_files as good


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "kept"
    path.write_bytes(content)
    return path


def shown(path: Path, media_type: str, page: int = 1, width: int = 60) -> Image.Image:
    return Image.open(io.BytesIO(picture(path, media_type, page, width)))


def test_a_photograph_of_a_telephone_is_shown(tmp_path: Path) -> None:
    path = kept(tmp_path, good.heic())
    assert page_count(path, "image/heic") == 1
    assert shown(path, "image/heic").size == (60, 40)


def test_one_that_was_taken_upright_is_shown_upright(tmp_path: Path) -> None:
    content = io.BytesIO()
    taken = Image.effect_noise((120, 80), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    pillow_heif.from_pillow(taken).save(content, exif=exif.tobytes())
    image = shown(kept(tmp_path, content.getvalue()), "image/heic", width=40)
    assert image.height > image.width


def test_a_large_photograph_fits_into_the_memory_of_the_confined_process(tmp_path: Path) -> None:
    """Twelve million dots, as telephones take by default."""
    path = kept(tmp_path, good.heic(4032, 3024))
    assert shown(path, "image/heic", width=1000).size == (1000, 750)


def test_each_page_of_a_scan_is_shown_and_none_beyond(tmp_path: Path) -> None:
    path = kept(tmp_path, good.tiff(3))
    assert page_count(path, "image/tiff") == 3
    assert {shown(path, "image/tiff", page).size for page in (1, 2, 3)} == {(60, 40)}
    with pytest.raises(Unreadable):
        picture(path, "image/tiff", 4)


@pytest.mark.parametrize("media_type", ["image/heic", "image/tiff"])
def test_what_is_damaged_later_is_not_shown(tmp_path: Path, media_type: str) -> None:
    content = good.heic() if media_type == "image/heic" else good.tiff()
    with pytest.raises(Unreadable):
        picture(kept(tmp_path, content[: len(content) // 3]), media_type, 1)
