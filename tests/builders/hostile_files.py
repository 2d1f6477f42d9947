"""Files that must be refused: a name, a builder, and the code of the refusal."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from tests.builders import certificates
from tests.builders import good_files as good
from tests.builders import hostile_contents as made
from tests.builders.good_files import zipped
from tests.builders.hostile_acts import ACTS

FILM = b"\0\0\0\x10mpvd" + bytes(8)
MAIL = b"From: Ann Other <ann@example.org>\r\nTo: pat@example.org\r\nSubject: Our policy\r\n\r\nAttached.\r\n"


@dataclass(frozen=True)
class BadFile:
    """A file that no upload may take. `why` is a test's name for it."""

    why: str
    name: str
    build: Callable[[], bytes]
    code: str


BAD_FILES = [
    BadFile(*row)
    for row in (
        ("no bytes", "empty.pdf", lambda: b"", "empty"),
        ("no bytes, Word", "empty.docx", lambda: b"", "empty"),
        ("Word's lock file", "~$policy.docx", lambda: made.LOCK, "lock-file"),
        ("LibreOffice's lock file", ".~lock.policy.odt#", lambda: b",R. Okafor,pc;", "lock-file"),
        ("a Mac's helper file", "._policy.pdf", lambda: b"\0\5\x16\7" + bytes(78), "lock-file"),
        ("sign-in page saved as PDF", "policy.pdf", lambda: made.HTML, "web-page"),
        ("web page after blanks", "policy.docx", lambda: b"\xef\xbb\xbf \n" + made.HTML, "web-page"),
        ("XHTML", "policy.pdf", lambda: b'<?xml version="1.0"?><html xmlns="x"/>', "web-page"),
        ("web page as .xls", "export.xls", lambda: b"<html><table></table></html>", "web-page"),
        (
            "web page with its pictures",
            "p.pdf",
            lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related",
            "web-page",
        ),
        ("script", "policy.csv", lambda: b"<script>alert(1)</script>", "web-page"),
        (".docm", "policy.docm", made.macro_word, "macros"),
        (".xlsm", "register.xlsm", made.macro_excel, "macros"),
        (".docm named .docx", "policy.docx", made.macro_word, "macros"),
        (".xlsm named .xlsx", "register.xlsx", made.macro_excel, "macros"),
        (
            "macro project in .docx",
            "p.docx",
            lambda: made.docx_with(**{"word__vbaProject.bin": b"VBA"}),
            "macros",
        ),
        (
            "macro project, other case",
            "p.docx",
            lambda: made.docx_with(**{"word__VBAPROJECT.BIN": b"VBA"}),
            "macros",
        ),
        (
            "Excel 4 macro sheet",
            "r.xlsx",
            lambda: made.changed(good.xlsx(), {"xl/macrosheets/sheet1.xml": b"<m/>"}),
            "macros",
        ),
        ("Basic in .odt", "policy.odt", lambda: made.changed(good.odt(), {**made.MODULE}), "macros"),
        ("PDF with a password", "policy.pdf", made.locked_pdf, "encrypted"),
        ("Word with a password", "policy.docx", lambda: made.ole("EncryptedPackage"), "encrypted"),
        ("Excel with a password", "register.xlsx", lambda: made.ole("EncryptedPackage"), "encrypted"),
        (".odt with a password", "policy.odt", made.locked_odt, "encrypted"),
        ("locked entry", "policy.docx", made.encrypted_entry, "encrypted"),
        (".doc", "policy.doc", lambda: made.ole("WordDocument"), "old-office"),
        (".xls", "register.xls", lambda: made.ole("Workbook"), "old-office"),
        (".doc named .docx", "policy.docx", lambda: made.ole("WordDocument"), "old-office"),
        ("rich text named .doc", "policy.doc", lambda: b"{\\rtf1 policy}", "old-office"),
        ("PDF cut short", "policy.pdf", lambda: good.pdf_of_size(200_000)[:90_000], "damaged"),
        ("PDF in name only", "policy.pdf", lambda: b"%PDF-1.7\n" + b"nothing " * 90 + b"%%EOF", "damaged"),
        ("PDF without pages", "policy.pdf", made.pdf_without_pages, "damaged"),
        ("PDF that eats memory", "policy.pdf", made.pdf_memory_bomb, "damaged"),
        (
            "PDF after other bytes, cut short",
            "policy.pdf",
            lambda: b"HTTP/1.1 200 OK\r\n\r\n" + good.pdf_of_size(200_000)[:90_000],
            "pdf-start",
        ),
        (
            "PDF after markup",
            "policy.pdf",
            lambda: b"Hello <b onclick=a()>you</b>" + good.pdf(),
            "damaged",
        ),
        ("PDF after a picture", "policy.pdf", lambda: b"GIF89a" + good.pdf(), "unknown-type"),
        ("PDF after a program", "policy.pdf", lambda: b"MZ\x90\0" + good.pdf(), "unknown-type"),
        ("PDF that begins too late", "policy.pdf", lambda: bytes(2048) + good.pdf(), "damaged"),
        ("noise named .pdf", "policy.pdf", lambda: bytes(range(1, 255)) * 9, "damaged"),
        ("Word cut short", "policy.docx", lambda: good.docx()[:-900], "damaged"),
        ("Word with a wrong byte", "policy.docx", lambda: made.flipped(good.docx(), 200), "damaged"),
        (
            "Word without its text",
            "policy.docx",
            lambda: made.docx_with(**{"word__document.xml": None}),
            "damaged",
        ),
        (
            "Word with broken text",
            "policy.docx",
            lambda: made.docx_with(**{"word__document.xml": b"<w:p>"}),
            "damaged",
        ),
        ("noise named .docx", "policy.docx", lambda: b"PK\x03\x04" + b"noise" * 99, "damaged"),
        ("PNG cut short", "scan.png", lambda: good.picture()[:-2000], "damaged"),
        ("PNG with a wrong byte", "scan.png", lambda: made.flipped(good.picture(), 900), "damaged"),
        ("JPEG cut short", "scan.jpg", lambda: good.picture("JPEG", 600, 600)[:-9000], "damaged"),
        (
            "zip bomb",
            "policy.docx",
            lambda: made.docx_with(**{"word__media__a.bin": bytes(30_000_000)}),
            "unpacks-too-large",
        ),
        (
            "too many entries",
            "p.docx",
            lambda: zipped({f"{n}.xml": "" for n in range(5001)}),
            "unpacks-too-large",
        ),
        ("claims gigabytes", "policy.docx", made.claims_gigabytes, "unpacks-too-large"),
        ("claims too little", "policy.docx", made.claims_too_little, "unpacks-too-large"),
        ("picture of 900 million dots", "scan.png", made.huge_png, "too-many-pixels"),
        ("entry above its folder", "p.docx", lambda: made.renamed_entry("../../evil.xml"), "odd-names"),
        ("entry with a root", "p.docx", lambda: made.renamed_entry("/etc/passwd"), "odd-names"),
        ("entry with a backslash", "p.docx", lambda: made.renamed_entry("..\\evil.xml"), "odd-names"),
        ("entry with a drive", "p.docx", lambda: made.renamed_entry("C:evil.xml"), "odd-names"),
        ("entry with a zero byte", "p.docx", lambda: made.renamed_entry("word/a.xml\0.exe"), "odd-names"),
        ("two entries of one name", "p.docx", lambda: made.renamed_entry("word/document.xml"), "odd-names"),
        ("two names but for case", "p.docx", lambda: made.renamed_entry("WORD/document.xml"), "odd-names"),
        ("entry that is a link", "policy.docx", made.with_link, "odd-names"),
        ("entries that overlap", "policy.docx", made.overlapping, "odd-parts"),
        (
            "billion laughs",
            "p.docx",
            lambda: made.docx_with(**{"word__document.xml": made.laughing()}),
            "odd-parts",
        ),
        (
            "entity from outside",
            "p.docx",
            lambda: made.docx_with(**{"docProps__a.xml": made.OUTSIDE.encode()}),
            "odd-parts",
        ),
        (
            "the same in UTF-16",
            "p.docx",
            lambda: made.docx_with(**{"a.xml": made.OUTSIDE.encode("utf-16")}),
            "odd-parts",
        ),
        ("rare packing", "policy.docx", lambda: made.repacked(zipfile.ZIP_LZMA), "odd-parts"),
        ("PDF and zip", "policy.pdf", lambda: good.pdf() + made.ZIP, "two-in-one"),
        ("PDF and zip and more", "policy.pdf", lambda: good.pdf() + made.ZIP + b"more", "two-in-one"),
        ("PDF in a zip's comment", "policy.pdf", made.pdf_with_zip_around, "two-in-one"),
        ("PNG and zip", "scan.png", lambda: good.picture() + made.ZIP, "two-in-one"),
        ("JPEG and zip", "scan.jpg", lambda: good.picture("JPEG") + made.ZIP, "two-in-one"),
        ("program", "policy.exe", lambda: b"MZ\x90\0" + bytes(99), "unknown-type"),
        ("animated picture", "scan.gif", lambda: b"GIF89a" + bytes(99), "unknown-type"),
        ("drawing", "scan.svg", lambda: b"<svg onload='alert(1)'/>", "unknown-type"),
        ("plain text", "notes.txt", lambda: b"We have a policy.", "unknown-type"),
        ("slides", "policy.pptx", made.slides, "unknown-type"),
        ("shell script", "register.csv", lambda: b"#!/bin/sh\nrm -r ~\n", "unknown-type"),
        ("odd picture", "scan.avif", lambda: b"\0\0\0\x18ftypavif" + bytes(99), "heic"),
        ("film as a picture", "scan.heic", lambda: b"\0\0\0\x18ftyphevc" + bytes(99), "heic"),
        ("broken phone picture", "scan.heic", lambda: b"\0\0\0\x18ftypheic" + bytes(99), "damaged"),
        ("phone picture named .jpg", "scan.jpg", good.heic, "extension"),
        (
            "phone picture and film",
            "scan.heic",
            lambda: good.heic() + b"\0\0\0\x10mpvd" + bytes(8),
            "appended",
        ),
        ("phone picture and more", "scan.heic", lambda: good.heic() + b"more than it", "appended"),
        ("phone picture and zip", "scan.heic", lambda: good.heic() + made.ZIP, "two-in-one"),
        ("scan and zip", "scan.tif", lambda: good.tiff() + made.ZIP, "two-in-one"),
        ("broken scan", "scan.tif", lambda: b"II*\0" + bytes(99), "damaged"),
        ("raw photograph", "scan.dng", good.tiff, "extension"),
        ("mail", "policy.eml", lambda: MAIL, "mail"),
        ("mail named .pdf", "policy.pdf", lambda: MAIL, "mail"),
        ("mail of Outlook", "policy.msg", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mail"),
        ("web archive", "policy.webarchive", lambda: b"bplist00" + bytes(99), "web-page"),
        ("link to a page", "policy.url", lambda: b"[InternetShortcut]\nURL=https://a.example\n", "web-page"),
        (
            "Numbers",
            "staff.numbers",
            lambda: zipped({"Index/Document.iwa": b"\0", "preview.jpg": b""}),
            "numbers",
        ),
        ("Pages", "policy.pages", lambda: zipped({"Index/Document.iwa": b"\0", "preview.jpg": b""}), "pages"),
        ("Pages named .docx", "policy.docx", lambda: zipped({"Index/Document.iwa": b"\0"}), "apple"),
        ("Numbers, as a folder", "staff.zip", lambda: zipped({"staff.numbers/Index.zip": b""}), "apple"),
        ("old Keynote", "talk.key", lambda: zipped({"index.apxl": b"<key/>"}), "apple"),
        ("Pages of another shape", "policy.pages", lambda: made.ZIP, "pages"),
        ("zip folder", "policies.zip", lambda: made.ZIP, "archive"),
        ("zip named .docx", "policies.docx", lambda: made.ZIP, "archive"),
        ("PDF named .docx", "policy.docx", good.pdf, "extension"),
        ("Word named .pdf", "policy.pdf", good.docx, "extension"),
        ("Word named .doc", "policy.doc", good.docx, "extension"),
        ("PNG named .jpg", "scan.jpg", good.picture, "extension"),
        (".odt named .ods", "budget.ods", good.odt, "extension"),
        ("PDF named .exe", "policy.pdf.exe", good.pdf, "extension"),
        ("PDF without an ending", "policy", good.pdf, "no-extension"),
        ("CSV in UTF-16", "register.csv", lambda: "Name,Role\n".encode("utf-16"), "not-text"),
        ("CSV with a zero byte", "register.csv", lambda: b"Name,Role\0\n", "not-text"),
        ("noise named .csv", "register.csv", lambda: bytes(range(1, 255)) * 9, "not-text"),
    )
]
BAD_FILES += [
    BadFile(f"DBS: {why}", name, build, "dbs-certificate") for why, name, build in certificates.REFUSED
]
BAD_FILES += [BadFile(*row) for row in ACTS]

UNLIKE = [*{(bad.code, PurePath(bad.name).suffix): bad for bad in reversed(BAD_FILES)}.values()]
"""Of those of one kind that are refused for the same reason the first: enough where a test is about who hands
them on. That each is refused for what it is, is tried in tests/files/test_accept.py."""
