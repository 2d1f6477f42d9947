"""Ordinary files that look a little like hostile ones: with links, fields, figures, changes, and what
phones and office programs add. All of them are to be taken."""

import io
import struct
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from tests.builders import good_files as good
from tests.builders import hostile_contents as made
from tests.builders.good_files import unzipped
from tests.builders.hostile_acts import png_with, samsung_notes
from tests.builders.hostile_office import (
    RELATIONS,
    field,
    formula,
    in_body,
    linked,
    open_text,
    related,
    retyped,
    simple_field,
    template,
    with_inner,
    word,
)
from tests.builders.hostile_pdfs import acting, link

OFFICE = "http://schemas.microsoft.com/office"


def linearized() -> bytes:
    """As for the web: with an end near its beginning."""
    content = io.BytesIO()
    with Pdf.open(io.BytesIO(good.pdf(pages=3))) as pdf:
        pdf.save(content, linearize=True)
    return content.getvalue()


def changed_later() -> bytes:
    """A good PDF with a change written behind it, as programs for signing do."""
    whole = good.pdf()
    start = len(whole) + 1
    told = int(whole[whole.rfind(b"startxref") + 9 :].split()[0])
    root = int(whole[whole.rfind(b"/Root ") + 6 :].split()[0])
    change = b"\n90 0 obj\n<< /Note (later) >>\nendobj\n"
    table = (
        b"xref\n90 1\n%010d 00000 n \ntrailer\n<< /Size 91 /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return whole + change + table % (start, root, told, len(whole) + len(change))


def form_to_print(pdf: Pdf) -> None:
    """A field to fill in, and a button that prints."""
    text = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("Name"), F=4)
    press = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Btn,
        T=String("Print"),
        A=Dictionary(S=Name.Named, N=Name.Print),
    )
    fields = [pdf.make_indirect(text), pdf.make_indirect(press)]
    pdf.pages[0].obj.Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))


def with_metadata_of_google() -> bytes:
    """As Google writes a workbook."""
    kind = "http://customschemas.google.com/relationships/workbookmetadata"
    content = made.changed(good.xlsx(), {"xl/metadata": b"google"})
    return related(content, "xl/_rels/workbook.xml.rels", kind, "metadata", is_external=False)


def with_label() -> bytes:
    """With a label of sensitivity, as Microsoft 365 writes it."""
    content = made.docx_with(**{"docMetadata__LabelInfo.xml": b"<a/>"})
    kind = f"{OFFICE}/2020/02/relationships/classificationlabels"
    return related(content, "_rels/.rels", kind, "docMetadata/LabelInfo.xml", is_external=False)


def jpeg() -> bytes:
    return good.picture("JPEG")


def end_of_zip64(content: bytes) -> bytes:
    """With the end that large files have too."""
    at = content.rfind(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", content, at + 10)
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    place = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    return content[:at] + record + place + content[at:]


def to_the_web() -> Object:
    return Dictionary(S=Name.URI, URI=String("https://council.example/policy?a=1"))


GLOSSARY = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"

LIVELY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "PDF with a link": ("p.pdf", lambda: acting(link(to_the_web), packed=True)),
    "PDF with a link to another": (
        "p.pdf",
        lambda: acting(link(lambda: Dictionary(S=Name.GoToR, F=String("other.pdf")))),
    ),
    "PDF with a form": ("p.pdf", lambda: acting(form_to_print)),
    "PDF for the web": ("p.pdf", linearized),
    "PDF changed later": ("p.pdf", changed_later),
    "PDF filled up with blanks": ("p.pdf", lambda: good.pdf() + b"\r\n" + bytes(500)),
    "PDF with an owner's password": ("p.pdf", good.owner_locked_pdf),
    "Word with a link": ("p.docx", lambda: linked("hyperlink", "https://council.example/a%20b?c=1#d")),
    "Word with an address": ("p.docx", lambda: linked("hyperlink", "mailto:safe@council.example?subject=A")),
    "Word with a link to a disk": (
        "p.docx",
        lambda: linked("hyperlink", "file:///C:\\Users\\r.okafor\\a.docx"),
    ),
    "Word from a template": (
        "p.docx",
        lambda: template("file:///C:\\Users\\r.okafor\\Templates\\Letter.dotx"),
    ),
    "Word with a picture of the web": (
        "p.docx",
        lambda: in_body(field('INCLUDEPICTURE "https://council.example/a.png" \\* MERGEFORMATINET')),
    ),
    "Word with a place to fill in": ("p.docx", lambda: in_body(simple_field("MACROBUTTON NoMacro [Name]"))),
    "Word with a date": ("p.docx", lambda: in_body(field(" DATE ", '\\@ "d MMMM yyyy" '))),
    "Word with a table of contents": ("p.docx", lambda: in_body(field(' TOC \\o "1-3" \\h \\z \\u '))),
    "Word with figures of a workbook": (
        "p.docx",
        lambda: in_body(field('LINK Excel.Sheet.12 "C:\\\\Users\\\\a.xlsx" "Staff!R1C1" \\a \\f 4 \\h')),
    ),
    "Word with a workbook behind a chart": ("p.docx", lambda: with_inner(good.xlsx())),
    "Word with building blocks": ("p.docx", lambda: retyped("word/glossary/document.xml", GLOSSARY, b"<a/>")),
    "Word with a label": ("p.docx", with_label),
    "Word with a font": (
        "p.docx",
        lambda: word("font", "fonts/a.odttf", **{"word__fonts__a.odttf": b"\x01\x02"}),
    ),
    "Excel of Google": ("r.xlsx", with_metadata_of_google),
    "Excel with sums": ("r.xlsx", lambda: formula("SUM(A1:A9)/COUNTA(B1:B9)")),
    "Excel with a bar in a text": ("r.xlsx", lambda: formula('"yes | no!"&amp;A1')),
    "Excel with another workbook": (
        "r.xlsx",
        lambda: related(
            made.changed(good.xlsx(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            f"{RELATIONS}/externalLinkPath",
            "Budget%202026.xlsx",
        ),
    ),
    "large zip": ("r.xlsx", lambda: end_of_zip64(good.xlsx())),
    "OpenDocument with a link": (
        "s.odt",
        lambda: open_text('<text:a xlink:href="https://a.example">a</text:a>'),
    ),
    "OpenDocument with a picture": (
        "s.odt",
        lambda: made.changed(
            open_text('<draw:image xlink:href="Pictures/a.png"/>'), {"Pictures/a.png": good.picture()}
        ),
    ),
    "OpenDocument with settings": (
        "s.odt",
        lambda: made.changed(
            good.odt(),
            {
                "styles.xml": unzipped(good.odt())["content.xml"],
                "settings.xml": b"<a/>",
                "Configurations2/accelerator/current.xml": b"",
                "Thumbnails/thumbnail.png": good.picture(),
                "Basic/script-lc.xml": b"<a/>",
                "layout-cache": b"\1",
            },
        ),
    ),
    "PNG of a Mac": ("s.png", lambda: png_with(b"iDOT", bytes(28))),
    "PNG with words": ("s.png", lambda: png_with(b"tEXt", b"Title\0Policy")),
    "JPEG of a phone": ("s.jpg", lambda: jpeg() + jpeg()),
    "JPEG of a phone with notes": ("s.jpg", lambda: jpeg() + samsung_notes(b"1700000000000")),
    "JPEG filled up": ("s.jpg", lambda: jpeg() + bytes(99)),
    "CSV with phones and lists": (
        "r.csv",
        lambda: b"Name,Phone,Notes\nR. Okafor,+44 7700 900123,- call(s) made | to do!\nB,-,=SUM(A1:A2)\n",
    ),
    "CSV with a wall of text": ("r.csv", lambda: b'Notes\n"Two | three ! four\nand more"\n'),
}
"""By what it is: its name, and how it is made."""

assert pikepdf.__version__
