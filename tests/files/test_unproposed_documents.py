"""Files that hold no checklist, or none that can be read: each is told so in a sentence."""

from collections.abc import Callable

import pytest

from evidence.refusal import Refused
from portal.authoring.proposing import NotProposed
from tests.builders import good_files as good
from tests.builders import hostile_contents as made
from tests.builders import word_checklists as word
from tests.files.proposals import Read
from tests.files.proposals import read as read


@pytest.mark.parametrize(
    ("name", "build", "words"),
    [
        ("minutes.docx", word.without_checklist, "no checklist in this document"),
        ("letter.docx", good.docx, "no table in this document"),
        ("scan.pdf", good.pdf, "from Word (.docx) and from Excel (.xlsx) only"),
        ("statement.odt", good.odt, "from Word (.docx) and from Excel (.xlsx) only"),
        ("staff.xlsx", good.xlsx, "no checklist in this document"),
    ],
)
def test_a_file_without_a_checklist_is_told_so(
    read: Read, name: str, build: Callable[[], bytes], words: str
) -> None:
    with pytest.raises(NotProposed) as refusal:
        read(name, build())
    assert words in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


def test_a_document_whose_list_definitions_are_broken_is_damaged(read: Read) -> None:
    content = made.changed(word.nested(), {"word/numbering.xml": b"<w:numbering"})
    with pytest.raises(Refused, match="damaged"):
        read("broken.docx", content)


def test_a_document_with_too_many_cells_is_told_so(read: Read) -> None:
    cells = b"<w:tc><w:p/></w:tc>" * 30_000
    table = b"<w:tbl><w:tr>" + cells + b"</w:tr></w:tbl></w:body>"
    content = made.changed(
        good.docx(),
        {"word/document.xml": good.unzipped(good.docx())["word/document.xml"].replace(b"</w:body>", table)},
    )
    with pytest.raises(NotProposed, match="more text in this file than"):
        read("huge.docx", content)
