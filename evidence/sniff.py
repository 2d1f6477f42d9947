"""What the first bytes of a file say it is. Looks at bytes only; nothing is parsed here."""

import re

HEAD = 4096
"""Bytes that `sniff` wants."""

_STARTS = {
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old-office",
}
_FOREIGN = (
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"{\\rtf",
    b"%!PS",
    b"#!",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
    b"<",
)
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}
_BLANK = b" \t\r\n\x0c"
_LATEST_PDF = 1024
"""Readers look for the header of a PDF in so many bytes at its start, and pass over what stands before it."""

_MARKUP = re.compile(rb"<[a-z!?/]", re.I)


def sniff(head: bytes) -> str:
    """One of pdf, zip, png, jpeg, old-office, web-page, heic, foreign (known, not taken), text (the rest).

    A PDF may begin after bytes that a mail or web program left in front, but not after another kind of file.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if start.startswith(b"%PDF-"):
        return "pdf"
    for signature, found in _STARTS.items():
        if head.startswith(signature):
            return found
    if _is_web_page(start.lower()):
        return "web-page"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIC_BRANDS else "foreign"
    if start.startswith(_FOREIGN):
        return "foreign"
    return "pdf" if _begins_late(head[:_LATEST_PDF]) else "text"


def _begins_late(head: bytes) -> bool:
    """Whether the header of a PDF stands after bytes that nobody would take for a page."""
    before, header, _ = head.partition(b"%PDF-")
    return bool(header) and not _MARKUP.search(before)


def _is_web_page(start: bytes) -> bool:
    """HTML, also after an XML declaration or a comment; or a page saved whole (MHTML)."""
    if start.startswith(b"<"):
        return (
            b"<html" in start
            or b"<!doctype html" in start
            or start.startswith((b"<head", b"<body", b"<script"))
        )
    return b"mime-version:" in start and b"multipart/related" in start
