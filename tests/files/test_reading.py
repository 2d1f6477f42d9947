"""Pages and pictures of accepted files."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from evidence.kinds import CSV, DOCX, JPEG, PDF, PNG
from evidence.reading import Unreadable, page_count, picture
from tests.builders import good_files as good
from tests.builders.hostile_files import BAD_FILES


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "kept"
        path.write_bytes(content)
        return path

    return write


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=["PNG"])
    image.load()
    return image


def test_pages_of_a_pdf(kept: Callable[[bytes], Path]) -> None:
    path = kept(good.pdf(pages=3))
    assert page_count(path, PDF.media_type) == 3
    pages = [picture(path, PDF.media_type, number) for number in (1, 2, 3)]
    assert len(set(pages)) == 3
    assert [opened(page).size for page in pages] == [(1000, 1415)] * 3
    assert opened(pages[0]).convert("L").getextrema() == (0, 255)


def test_a_picture_as_wide_as_asked(kept: Callable[[bytes], Path]) -> None:
    path = kept(good.pdf())
    assert opened(picture(path, PDF.media_type, 1, width=200)).width == 200
    assert opened(picture(path, PDF.media_type, 1, width=999_999)).width <= 3000


@pytest.mark.parametrize(("kind", "saved_as"), [(PNG, "PNG"), (JPEG, "JPEG")])
def test_an_image_has_one_page(kept: Callable[[bytes], Path], kind: object, saved_as: str) -> None:
    media_type = {"PNG": PNG, "JPEG": JPEG}[saved_as].media_type
    path = kept(good.picture(saved_as, 2400, 1200))
    assert page_count(path, media_type) == 1
    assert opened(picture(path, media_type, 1)).size == (1000, 500)


def test_a_small_image_is_not_blown_up(kept: Callable[[bytes], Path]) -> None:
    assert opened(picture(kept(good.picture()), PNG.media_type, 1)).size == (120, 80)


def test_a_phone_picture_is_shown_upright(kept: Callable[[bytes], Path]) -> None:
    content, turned = io.BytesIO(), Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (200, 100)).save(content, "JPEG", exif=turned)
    assert opened(picture(kept(content.getvalue()), JPEG.media_type, 1)).size == (100, 200)


@pytest.mark.parametrize("shape", [(10, 5000), (5000, 10)])
def test_a_page_of_odd_shape_makes_no_huge_picture(
    kept: Callable[[bytes], Path], shape: tuple[int, int]
) -> None:
    document = FPDF(unit="pt", format=shape)
    document.add_page()
    shown = opened(picture(kept(bytes(document.output())), PDF.media_type, 1))
    assert shown.width * shown.height <= 12_100_000


@pytest.mark.parametrize("kind", [DOCX, CSV])
def test_some_kinds_have_no_pictures(kept: Callable[[bytes], Path], kind: object) -> None:
    path = kept(good.docx())
    assert page_count(path, DOCX.media_type) == 0
    with pytest.raises(Unreadable):
        picture(path, CSV.media_type, 1)


@pytest.mark.parametrize("page", [0, -1, 2, 10**12])
def test_a_page_that_is_not_there(kept: Callable[[bytes], Path], page: int) -> None:
    with pytest.raises(Unreadable):
        picture(kept(good.pdf()), PDF.media_type, page)


@pytest.mark.parametrize(
    "bad",
    [bad for bad in BAD_FILES if bad.name.endswith(".pdf") and bad.code in ("damaged", "encrypted")],
    ids=lambda bad: bad.why,
)
def test_a_pdf_that_went_bad_is_unreadable(kept: Callable[[bytes], Path], bad: object) -> None:
    path = kept(bad.build())  # type: ignore[attr-defined]  # a BadFile
    with pytest.raises(Unreadable):
        picture(path, PDF.media_type, 2)
