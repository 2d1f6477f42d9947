"""Papers of the demonstration: each says what it is to say, whatever was written before it."""

import io

from docx import Document
from pypdfium2 import PdfDocument

from portal.demo.papers import Paper, as_docx, as_pdf

SENTENCE = "Everybody who works with us has a duty to act on a concern about an adult or a child."
LONG = " ".join(f"{SENTENCE[:-1]}, number {number}." for number in range(6))


def paper(organisation: str) -> Paper:
    facts = [("Version", "1.0"), ("Approved on", "3 March 2026")]
    return Paper("Safeguarding policy", organisation, facts, (LONG, "It ends."), "Signed: ____")


def test_a_word_document_says_nothing_of_the_one_before() -> None:
    before, after = as_docx(paper("Tidewater Peers")), as_docx(paper("Open Door Folk"))
    assert as_docx(paper("Tidewater Peers"))[:2] == before[:2] == b"PK"
    document = Document(io.BytesIO(after))
    said = [each.text for each in document.paragraphs if each.text]
    assert said == ["Open Door Folk", "Safeguarding policy", f"1. {LONG}", "2. It ends.", "Signed: ____"]
    (table,) = document.tables
    assert [[each.text for each in row.cells] for row in table.rows] == [
        ["Version", "1.0"],
        ["Approved on", "3 March 2026"],
    ]
    assert [each.style.name for each in document.paragraphs if each.style][1] == "Title"


def test_a_long_paragraph_goes_on_in_the_next_line_and_loses_no_word() -> None:
    page = PdfDocument(as_pdf(paper("Tidewater Peers")))[0]
    text = page.get_textpage()
    assert LONG in " ".join(text.get_text_bounded().split())
    rights = [text.get_charbox(number)[2] for number in range(text.count_chars())]
    width_of_margin = 22 / 25.4 * 72
    assert max(rights) <= page.get_width() - width_of_margin
    assert len(text.get_text_bounded().splitlines()) > 10
