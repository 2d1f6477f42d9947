"""An organisation's own Word template: what is wrong with one is named; a good one is filled with text."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from evidence.refusal import Refused
from evidence.report_writing import Block, Drawing, Grid, Heading, Words
from evidence.templates import Unfilled, check_template
from evidence.word_document import fit
from portal.packs.presenters.placed import BLOCKS, NAMES
from tests.builders import templating
from tests.builders.hostile_office import template as with_template
from tests.builders.templating import W, codes, docx, filled, paragraph, run, with_body, with_link, with_part
from tests.files.test_report_writing import HOSTILE, a_picture

PLACE = "{{contract_title}}"
MANAGED = "<Manager>Mary Manager</Manager>"
SITE = "https://example.org/"
TEXT_BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p>{}</w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
TABLE = f"<w:tbl {W}><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{{}}</w:tc></w:tr></w:tbl>"
DELETED = f"<w:p {W}><w:del w:id='1' w:author='Mary'><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
CODE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ {</w:instrText></w:r>',
    '<w:r><w:instrText>{reference}} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
)
DDE = "<w:fldSimple w:instr=' DDEAUTO c:\\\\windows\\\\cmd.exe &quot;/k&quot; '/>"


def test_our_example_has_every_placeholder_and_is_taken(tmp_path: Path) -> None:
    content = templating.example()
    assert codes(content, tmp_path) == []
    said = " ".join(templating.texts(content).values())
    missing = [name for name in NAMES if f"{{{{{name}}}}}" not in said]
    assert missing == ["page", "pages", "partners"], "pages are fields there, and partners says things twice"


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (docx("{{contract_titel}}"), ("unknown", "{{contract_titel}}")),
        (docx("{{ ''.__class__ }}"), ("unknown", "{{''.__class__}}")),
        (docx("{{7*7}}"), ("unknown", "{{7*7}}")),
        (docx("{{}}"), ("unknown", "{{}}")),
        (docx("{% for each in partners %}"), ("logic", "{% for each in partners %}")),
        (docx("{contract_title}"), ("single", "{contract_title}")),
        (docx("{ {contract_title} }"), ("single", "{ {contract_title} }")),
        (docx("{{contract_title"), ("open", "{{contract_title")),
        (docx("Title: contract_title}}"), ("open", "Title: contract_title}}")),
        (docx("All of it: {{evidence}}"), ("not-alone", "{{evidence}}")),
        (docx("{{evidence}} {{partners}}"), ("not-alone", "{{evidence}}")),
        (docx("{{requirements}}"), ("twice", "{{requirements}}")),
        (docx("{{contract_titel}}" * 3), ("unknown", "{{contract_titel}}")),
        (docx(PLACE * 501), ("too-many", "505")),
        (docx(PLACE * 100_000), ("too-many", "100,004")),
        (docx("{{" * 100_000), ("open", "{{" * 15)),
        (docx("{" + " " * 200_000), None),
        (with_body(DELETED), ("changes", "")),
        (with_link(f"{SITE}?q={{{{reference}}}}"), ("elsewhere", f"{SITE}?q={{{{reference}}}}")),
        (with_link(f"{SITE}%7B%7Breference%7D%7D"), ("elsewhere", f"{SITE}{{{{reference}}}}")),
        (
            with_body(paragraph("<w:fldSimple w:instr=' DOCPROPERTY {{reference}} '/>")),
            ("elsewhere", "DOCPROPERTY {{reference}}"),
        ),
        (with_body(paragraph(*CODE)), ("elsewhere", "SEQ {{reference}}")),
        (with_body(paragraph(TEXT_BOX.format(run("{{evidence}}")))), ("not-alone", "{{evidence}}")),
        (with_body(TABLE.format(paragraph(run("{{evidence}}")))), ("not-alone", "{{evidence}}")),
        (
            with_part("word/document.xml", lambda text: text.replace("{requirements}", "{req<!-- -->titel}")),
            ("unknown", "{{reqtitel}}"),
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: bytes, wrong: tuple[str, str] | None) -> None:
    found = codes(content, tmp_path)
    assert found == [] if wrong is None else wrong in found


def test_what_every_pack_says_is_needed(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{contract_title}} {{day}}")
    found = codes(templating.saved(document), tmp_path)
    assert found == [("missing", "{{known}}"), ("missing", "{{files}}"), ("no-block", "")]


def test_comments_are_not_carried_into_packs(tmp_path: Path) -> None:
    document = Document(io.BytesIO(docx()))
    document.add_comment(document.paragraphs[0].runs, "Ask Mary about this", "Mary")
    assert ("comments", "") in codes(templating.saved(document), tmp_path)


ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "x">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (with_template(f"{SITE}evil.dotm"), "fetches"),
        (with_part("word/document.xml", lambda text: ENTITY + text.split("?>", 1)[1]), "odd-parts"),
        (
            with_body(
                paragraph("<w:fldSimple w:instr=' DDEAUTO c:\\\\windows\\\\cmd.exe &quot;/k&quot; '/>")
            ),
            "dde",
        ),
        (
            with_part(
                "word/_rels/document.xml.rels",
                lambda text: text.replace(
                    "</Relationships>",
                    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    'relationships/aFChunk" Target="chunk.html"/></Relationships>',
                ),
            ),
            "files-inside",
        ),
    ],
)
def test_what_does_something_by_itself_is_no_template(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        templating.taken(content, tmp_path)
    assert refused.value.code == code
    assert not list(tmp_path.iterdir())


def test_a_placeholder_is_found_wherever_word_has_split_it(tmp_path: Path) -> None:
    split = paragraph(
        run("Of {"), run("{contr", "<w:b/>"), run("act_title"), run("}} and {{le"), run("ad}}!", "<w:i/>")
    )
    made = filled(with_body(split), tmp_path, {"contract_title": "Peer support", "lead": "Harbour Light"})
    paragraph_made = Document(io.BytesIO(made)).paragraphs[0]
    assert paragraph_made.text == "Of Peer support and Harbour Light!"
    assert [each.text for each in paragraph_made.runs if each.italic] == ["!"]


def test_it_is_found_in_tables_text_boxes_headers_and_footers(tmp_path: Path) -> None:
    document = Document(io.BytesIO(docx()))
    document.add_table(1, 1).cell(0, 0).text = "Cell {{lead}}"
    page = document.sections[0]
    page.header.paragraphs[0].text = "Head {{lead}}"
    page.footer.paragraphs[0].text = "Foot {{lead}}, {{page}} of {{pages}}."
    box = paragraph(TEXT_BOX.format(run("Box {{lead}}")), run("Beside {{lead}}"))
    content = rewritten_first(templating.saved(document), box)
    made = templating.texts(filled(content, tmp_path, {"lead": "Harbour Light"}))
    said = " ".join(made.values())
    for place in ("Cell", "Head", "Box", "Beside"):
        assert f"{place} Harbour Light" in said
    assert "Foot Harbour Light,  PAGE 1 of  NUMPAGES 1." in said
    assert "{{" not in said


def rewritten_first(content: bytes, xml: str) -> bytes:
    document = Document(io.BytesIO(content))
    document.element.body.insert(0, parse_xml(xml))
    return templating.saved(document)


@pytest.mark.parametrize(
    "value", [HOSTILE, "{{made_by}} {% x %}", "<!--block:evidence-->", "שלום & \u202e<b>", "\x1f\x00"]
)
def test_a_value_is_text_and_nothing_else(tmp_path: Path, value: str) -> None:
    made = filled(docx("A{{lead}}Z"), tmp_path, {"lead": value, "made_by": "never"})
    clean = " ".join(fit(value).split())
    assert Document(io.BytesIO(made)).paragraphs[0].text == f"A{clean}Z"


def test_blocks_stand_in_the_styles_of_the_template(tmp_path: Path) -> None:
    document = Document(io.BytesIO(templating.example()))
    document.styles["Normal"].font.name = "Verdana"
    document.styles["Heading 2"].font.name, document.styles["Heading 2"].font.size = "Georgia", Pt(17)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    grid = Grid(("Requirement", "State"), [("Insurance", HOSTILE)], (1, 1))
    blocks: dict[str, list[Block]] = {
        "requirements": [Heading("Policies", 2), grid],
        "evidence": [Heading("Of all"), Words("One & two")],
        "readiness": [Drawing(a_picture(), "Ready: 1 of 1")],
    }
    made = filled(templating.saved(document), tmp_path, {}, blocks)
    opened = Document(io.BytesIO(made))
    assert opened.styles["Heading 2"].font.name == "Georgia"
    assert opened.styles["Cell"].font.name is None, "it has the font of Normal, which is Verdana now"
    *_, heading = [each for each in opened.paragraphs if each.text == "Policies"]
    assert heading.style
    assert heading.style.name == "Heading 2"
    table = opened.tables[1]
    assert table.style
    assert table.style.name == "Report Table"
    widths = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
    assert sum(widths) == pytest.approx((29.7 - 4) / 2.54 * 1440, abs=4)
    entries = [each for each in opened.paragraphs if each.style and each.style.name == "toc 2"]
    assert [each.text for each in entries] == ["Policies"]
    entries = [each for each in opened.paragraphs if each.style and each.style.name == "toc 1"]
    assert [each.text for each in entries][:2] == ["Summary", "What has changed"]
    assert "Issued by [lead]" in [each.text for each in entries]
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert a_picture() in [packed.read(name) for name in packed.namelist() if name.endswith(".png")]
    wanted = ["Each requirement", "Policies", "Evidence and decisions", "One & two"]
    assert [each.text for each in opened.paragraphs if each.text in wanted][-4:] == wanted


def test_what_is_missing_of_styles_is_added_in_the_font_of_the_text(tmp_path: Path) -> None:
    document = Document(io.BytesIO(docx()))
    document.styles["Normal"].font.name = "Georgia"
    made = Document(io.BytesIO(filled(templating.saved(document), tmp_path, {})))
    cell = made.styles["Cell"]
    assert cell.font.name is None
    assert cell.base_style
    assert cell.base_style.font.name == "Georgia"
    assert made.styles["Report Table"]


def test_nobody_who_made_the_template_is_named_in_a_pack(tmp_path: Path) -> None:
    document = Document(io.BytesIO(docx()))
    document.core_properties.author = document.core_properties.last_modified_by = "Mary Manager"
    rewritten = templating.rewritten(
        templating.saved(document),
        {"docProps/app.xml": lambda text: text.replace("</Properties>", f"{MANAGED}</Properties>")},
    )
    made = filled(rewritten, tmp_path, {})
    assert "Mary" not in "".join(templating.texts(made).values())
    assert Document(io.BytesIO(made)).core_properties.author == "Harbour Light"


def test_a_document_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(docx()[:-200])
    with pytest.raises(Unfilled):
        check_template(path, NAMES, list(BLOCKS), ())
