"""What the first bytes of a file say it is. Looks at bytes only; nothing is parsed here."""

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
    b"<",
)
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}
_BLANK = b" \t\r\n\x0c"


def sniff(head: bytes) -> str:
    """One of pdf, zip, png, jpeg, old-office, web-page, heic, foreign (known, not taken), text (the rest).

    A PDF may begin after blanks, as some programs write it, but not after anything else.
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
    return "foreign" if start.startswith(_FOREIGN) else "text"


def _is_web_page(start: bytes) -> bool:
    """HTML, also after an XML declaration or a comment; or a page saved whole (MHTML)."""
    if start.startswith(b"<"):
        return (
            b"<html" in start
            or b"<!doctype html" in start
            or start.startswith((b"<head", b"<body", b"<script"))
        )
    return b"mime-version:" in start and b"multipart/related" in start
