"""Blocks of a report as the XML of a Word document: as text, since a tree of all of it would fill memory."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from evidence.report_writing import Cell, Grid, Heading, NewPage, Tone, Words
from evidence.word_document import fit

PAGE_WIDTH = 9638
"""Twentieths of a point between the margins: 17 cm."""

DEEPEST = 2
"""The headings that the contents list."""

LONG = 600
"""Characters of a cell whose row may go on overleaf: kept whole, it could leave a page half empty."""

FILLS: Mapping[Tone, str] = {
    "": "",
    "met": "DCEFE3",
    "missing": "F9DFDC",
    "expired": "F9DFDC",
    "waived": "DDE9F5",
    "soon": "FFF3CC",
    "not-needed": "EEEFEF",
}
_PLAIN = re.compile("[\t\x20-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*").fullmatch
"""Words that stand in XML as they are, which most do."""

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


@dataclass(slots=True)
class Listed:
    """A heading as the contents list it; `mark` is its bookmark."""

    text: str
    level: int
    mark: str


@dataclass(slots=True)
class Writer:
    """Blocks as text. `styles` is by our names of styles how the document calls them, `width` what a table
    may have of the page, `first` the number of the first bookmark."""

    styles: Mapping[str, str]
    listed: list[Listed] = field(default_factory=list)
    width: int = PAGE_WIDTH
    first: int = 1

    def block(self, block: Heading | Words | Grid | NewPage) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Words(text, style):
                return self.paragraph(text, style)
            case Grid():
                return self.grid(block)
            case NewPage():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def paragraph(self, words: str, style: str) -> str:
        return f"<w:p>{self._style(style)}{text_run(words)}</w:p>"

    def heading(self, heading: Heading) -> str:
        style = self._style(f"Heading {heading.level}")
        if heading.level > DEEPEST:
            return f"<w:p>{style}{text_run(heading.text)}</w:p>"
        number = len(self.listed) + self.first
        mark = f"_Toc{number:08}"
        self.listed.append(Listed(heading.text, heading.level, mark))
        begin = f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>'
        return f'<w:p>{style}{begin}{text_run(heading.text)}<w:bookmarkEnd w:id="{number}"/></w:p>'

    def grid(self, grid: Grid) -> str:
        shares = sum(grid.widths)
        widths = [self.width * each // shares for each in grid.widths]
        columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
        begins = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in widths]
        head = [Cell(each, bold=True) for each in grid.headings]
        top = self._row(head, begins, is_head=True) if head else ""
        rows = "".join([self._row(row, begins, first_labels=not head) for row in grid.rows])
        look = (
            '<w:tblLook w:val="0420" w:firstRow="1"/>' if head else '<w:tblLook w:val="0400" w:firstRow="0"/>'
        )
        about = (
            f'<w:tblPr><w:tblStyle w:val="{self.styles["Report Table"]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
        )
        table = f"<w:tbl>{about}<w:tblGrid>{columns}</w:tblGrid>{top}{rows}</w:tbl>"
        return f"{table}<w:p>{self._style('Gap')}</w:p>"

    def contents(self, depth: int) -> str:
        """A field with the headings as entries that lead to them. Page numbers come in when somebody brings
        it up to date: until then none stands there that could be wrong, and no program asks at opening."""
        shown = [each for each in self.listed if each.level <= depth]
        if not shown:
            return ""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        lines = "".join(map(self._entry, shown)).replace("</w:pPr>", f"</w:pPr>{begin}", 1)
        return f"{self.paragraph('Contents', 'Contents Title')}{lines}{end}"

    def _entry(self, each: Listed) -> str:
        link = f'<w:hyperlink w:anchor="{each.mark}">{text_run(each.text)}</w:hyperlink>'
        return f"<w:p>{self._style(f'toc {each.level}')}{link}</w:p>"

    def _row(
        self,
        cells: Sequence[Cell | str],
        begins: Sequence[str],
        is_head: bool = False,
        first_labels: bool = False,
    ) -> str:
        is_long = any(len(each if isinstance(each, str) else each.text) > LONG for each in cells)
        about = ("" if is_long else "<w:cantSplit/>") + ("<w:tblHeader/>" if is_head else "")
        style = self._style("Cell")
        inner = [
            f"{begin}{self._inside(cell, style, first_labels and not number)}</w:tc>"
            for number, (cell, begin) in enumerate(zip(cells, begins, strict=True))
        ]
        return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(inner)}</w:tr>"

    def _inside(self, cell: Cell | str, style: str, is_label: bool) -> str:
        """Of a cell what follows upon its width."""
        if isinstance(cell, str):
            return f"</w:tcPr><w:p>{style}{text_run(cell, is_label)}</w:p>"
        fill = FILLS[cell.tone]
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        about = self.paragraph(cell.about, "Cell About") if cell.about else ""
        small = self.paragraph(cell.small, "Small") if cell.small else ""
        words = text_run(cell.text, cell.bold or is_label)
        return f"{shade}</w:tcPr><w:p>{style}{words}</w:p>{about}{small}"

    def _style(self, name: str) -> str:
        return f'<w:pPr><w:pStyle w:val="{self.styles[name]}"/></w:pPr>'


def text_run(words: str, bold: bool = False) -> str:
    """A run with these lines.

    >>> text_run("a < b")
    '<w:r><w:t xml:space="preserve">a &lt; b</w:t></w:r>'
    """
    if not _PLAIN(words):
        words = escape(fit(words)).replace("\r", "").replace("\n", _BREAK)
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'
