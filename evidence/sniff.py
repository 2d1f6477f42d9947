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
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old-office",
}
_FOREIGN = (
    b"GIF8",
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
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1"), "heic"),
    **dict.fromkeys((b"hevc", b"msf1", b"avif", b"avis"), "odd-picture"),
}
"""Of what has the form of a film: photographs, and pictures that few programs open or that move."""

_BLANK = b" \t\r\n\x0c"
_LATEST_PDF = 1024
"""Readers look for the header of a PDF in so many bytes at its start, and pass over what stands before it."""

_MARKUP = re.compile(rb"<[a-z!?/]", re.I)


def sniff(head: bytes) -> str:
    """One of pdf, zip, png, jpeg, tiff, heic, old-office, web-page, mail, odd-picture, foreign (known, not
    taken), text (the rest).

    A PDF may begin after bytes that a mail or web program left in front, but not after another kind of file.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if start.startswith(b"%PDF-"):
        return "pdf"
    for signature, found in _STARTS.items():
        if head.startswith(signature):
            return found
    if page := _page_or_mail(start.lower()):
        return page
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "foreign")
    if start.startswith(_FOREIGN):
        return "foreign"
    return "pdf" if _begins_late(head[:_LATEST_PDF]) else "text"


def _begins_late(head: bytes) -> bool:
    """Whether the header of a PDF stands after bytes that nobody would take for a page."""
    before, header, _ = head.partition(b"%PDF-")
    return bool(header) and not _MARKUP.search(before)


def _page_or_mail(start: bytes) -> str:
    """Empty for what is neither."""
    if _is_mail(start):
        return "mail"
    return "web-page" if _is_web_page(start) else ""


def _is_mail(start: bytes) -> bool:
    """Headers that a mail has, and a page that was saved whole has not."""
    headers = start.split(b"\r\n\r\n")[0].split(b"\n\n")[0]
    return all(re.search(rb"^%b:" % name, headers, re.M) for name in (b"from", b"to", b"subject"))


def _is_web_page(start: bytes) -> bool:
    """HTML, also after an XML declaration or a comment; or a page saved whole (MHTML)."""
    if start.startswith(b"<"):
        return (
            b"<html" in start
            or b"<!doctype html" in start
            or start.startswith((b"<head", b"<body", b"<script"))
        )
    return b"mime-version:" in start and b"multipart/related" in start
