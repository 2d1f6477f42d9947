"""A Word document that was written opens again, with all that was typed and nothing read as markup."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document

from evidence.word_writing import Facts, Heading, Paragraph, Table, write_word

AT = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
HOSTILE = "</w:t><w:t>&amp; <script> {{ 7*7 }} \u202e “ü” 👍🏽\nnext line"


def written(*blocks: Heading | Paragraph | Facts | Table, title: str = "Assessment") -> bytes:
    return write_word(title, "Tidewater Peers", "Tidewater Peers", AT, blocks)


def test_every_block_can_be_read_again() -> None:
    content = written(
        Heading("Characteristics"),
        Heading("Age", 2),
        Facts([("Impact", "None"), ("Evidence", "Figures")]),
        Table(("What", "Who", "When"), [("A ramp", "Sam", "3 May 2026")]),
        Paragraph("Signed."),
    )
    document = Document(io.BytesIO(content))
    texts = [(each.style.name if each.style else "", each.text) for each in document.paragraphs if each.text]
    assert texts == [
        ("Title", "Assessment"),
        ("Subtitle", "Tidewater Peers"),
        ("Heading 1", "Characteristics"),
        ("Heading 2", "Age"),
        ("Normal", "Signed."),
    ]
    facts, actions = document.tables
    assert [[cell.text for cell in row.cells] for row in facts.rows] == [
        ["Impact", "None"],
        ["Evidence", "Figures"],
    ]
    assert [cell.text for cell in actions.rows[0].cells] == ["What", "Who", "When"]


def test_typed_text_is_text() -> None:
    document = Document(io.BytesIO(written(Paragraph(HOSTILE), Facts([("Said", HOSTILE)]), title=HOSTILE)))
    assert document.paragraphs[0].text == HOSTILE
    assert document.paragraphs[2].text == HOSTILE
    assert document.tables[0].rows[0].cells[1].text == HOSTILE


def test_what_xml_cannot_hold_is_left_out() -> None:
    document = Document(io.BytesIO(written(Paragraph("a\x00b\x0bc\x1fd\ud800e\ufffff"), title="x\x08y")))
    assert [document.paragraphs[0].text, document.paragraphs[2].text] == ["xy", "abcdef"]


def test_it_says_what_it_is_and_in_which_language() -> None:
    content = written(Paragraph("Colour"))
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Assessment",
        "Tidewater Peers",
        "en-GB",
    )
    assert properties.created == AT.replace(tzinfo=None) or properties.created == AT
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert 'w:val="en-GB"' in opened.read("word/styles.xml").decode()
