"""The styles of a report: added to a document that has none of its own by these names."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer, _Header
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

FONT = "Arial"
INK, QUIET, ACCENT = RGBColor(0x1B, 0x1F, 0x23), RGBColor(0x50, 0x5A, 0x5F), RGBColor(0x0F, 0x3D, 0x4C)

PARAGRAPHS: dict[str, tuple[float, bool, RGBColor, float, float]] = {
    "Normal": (10.5, False, INK, 0, 6),
    "Title": (28, True, ACCENT, 120, 8),
    "Subtitle": (15, False, QUIET, 0, 24),
    "Lead": (13, False, INK, 0, 10),
    "Note": (9, False, QUIET, 0, 6),
    "Warning": (11, True, RGBColor(0xA3, 0x1D, 0x12), 6, 10),
    "Cell": (9, False, INK, 2, 2),
    "Cell About": (8, False, QUIET, 0, 2),
    "Small": (5.5, False, QUIET, 0, 2),
    "Gap": (5, False, INK, 0, 2),
    "Heading 1": (19, True, ACCENT, 0, 10),
    "Heading 2": (13.5, True, ACCENT, 14, 6),
    "Heading 3": (10.5, True, INK, 10, 3),
    "Contents Title": (19, True, ACCENT, 0, 10),
    "toc 1": (10.5, False, INK, 0, 4),
    "toc 2": (9.5, False, INK, 0, 3),
}
"""By name: size in points, whether bold, colour, space before and after in points."""

TABLE = "Report Table"
_HEAD = '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="0F3D4C"/></w:tcBorders>'
_FILL = '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF0"/>'
_EDGE = 'w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"'
_TABLE_XML = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
<w:tblPr><w:tblBorders><w:top {_EDGE}/><w:bottom {_EDGE}/><w:insideH {_EDGE}/></w:tblBorders>
<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr>{_HEAD}{_FILL}</w:tcPr></w:tblStylePr></w:style>"""


def add_styles(document: WordDocument) -> dict[str, str]:
    """By our names of styles, how the document calls them. A template's own styles stay as they are."""
    there = {each.name: each for each in document.styles}
    found = {
        name: paragraph_style(document, name, there.get(name) or there.get(name.lower()))
        for name in PARAGRAPHS
    }
    if TABLE not in {each.name for each in document.styles}:
        document.styles.element.append(parse_xml(_TABLE_XML))
    return found | {TABLE: str(document.styles[TABLE].style_id)}


def add_missing(document: WordDocument) -> dict[str, str]:
    """The same of an organisation's own document: what it has stays as it looks there, and what is added has
    the font of its text."""
    known = {each.name.lower(): str(each.style_id) for each in document.styles if each.name}
    found = {name: known.get(name.lower()) or added(document, name) for name in PARAGRAPHS}
    if TABLE.lower() not in known:
        document.styles.element.append(parse_xml(_TABLE_XML))
    return found | {TABLE: known.get(TABLE.lower(), "ReportTable")}


def added(document: WordDocument, name: str) -> str:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_of_word(name))
    normal = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if normal is not None and normal.style_id != style.style_id:
        style.base_style = normal
    shape(style, name, is_own=False)
    return str(style.style_id)


def is_of_word(name: str) -> bool:
    """Whether Word itself knows a style by that name."""
    return name.startswith(("toc", "Heading")) or name in {"Normal", "Title", "Subtitle"}


def paragraph_style(document: WordDocument, name: str, there: BaseStyle | None) -> str:
    builtin = name.startswith("toc")
    style: Any = there or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    shape(style, name)
    return str(style.style_id)


def shape(style: ParagraphStyle, name: str, is_own: bool = True) -> None:
    size, bold, colour, before, after = PARAGRAPHS[name]
    if is_own:
        set_font(style)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    if name.startswith("Heading"):
        spacing.keep_with_next = True
        spacing.page_break_before = name == "Heading 1"
    if name == "Contents Title":
        spacing.page_break_before = True
    if name.startswith("toc"):
        spacing.left_indent = Cm(0.6) if name == "toc 2" else Cm(0)
        add_dotted_tab(style)
    if name in {"Title", "Subtitle"}:
        style.font.italic = False
        drop(style, "pBdr")
        drop(style, "spacing", inside="rPr")
    if name == "Small":
        style.font.name = "Courier New"


def set_font(style: ParagraphStyle) -> None:
    """In all alphabets: a theme's font would win over a name."""
    style.font.name = FONT
    about: Any = style.element.get_or_add_rPr()
    fonts = about.find(qn("w:rFonts"))
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    for alphabet in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(alphabet), FONT)
    if style.name == "Normal" and about.find(qn("w:lang")) is None:
        about.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB"/>'))


def drop(style: ParagraphStyle, tag: str, inside: str = "pPr") -> None:
    """What python-docx's own style says besides."""
    element: Any = style.element
    for each in element.findall(f"{qn(f'w:{inside}')}/{qn(f'w:{tag}')}"):
        each.getparent().remove(each)


def add_dotted_tab(style: ParagraphStyle) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    style.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def running_lines(page: Section, head: str, foot: str) -> None:
    """What stands at the head and the foot of each page; the first has no head."""
    line_with(page.header, head)
    for footer in (page.footer, page.first_page_footer):
        paragraph = line_with(footer, f"{foot}\tPage ")
        add_field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        add_field(paragraph, "NUMPAGES")


def line_with(place: _Header | _Footer, words: str) -> Paragraph:
    from docx.enum.text import WD_TAB_ALIGNMENT

    place.is_linked_to_previous = False
    paragraph: Paragraph = place.paragraphs[0]
    style: Any = paragraph.style
    style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
    style.font.size, style.font.color.rgb = Pt(8.5), QUIET
    set_font(style)
    paragraph.add_run(words)
    return paragraph


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that the program works out, such as the number of the page."""
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
