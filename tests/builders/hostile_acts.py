"""Files that do something, or hide something: pictures and tables of text, and all others together."""

import struct
import zlib
from collections.abc import Callable

from tests.builders import good_files as good
from tests.builders import hostile_office_acts, hostile_pdfs
from tests.builders.hostile_pdfs import EICAR


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(kind: bytes, data: bytes) -> bytes:
    """A PNG with a chunk more, just before its end."""
    content = good.picture()
    return content[:-12] + chunk(kind, data) + content[-12:]


def jpeg_with_remark(data: bytes) -> bytes:
    content = good.picture("JPEG")
    return content[:2] + b"\xff\xfe" + struct.pack(">H", len(data) + 2) + data + content[2:]


def samsung_notes(data: bytes, size: int | None = None) -> bytes:
    """What phones of Samsung write behind a picture; `size` is what it says of the note, if not the truth."""
    note = b"\0\0\x01\x0a" + struct.pack("<I", 4) + b"Note" + data
    told = len(note) if size is None else size
    listed = b"SEFH" + struct.pack("<II", 107, 1) + b"\0\0\x01\x0a" + struct.pack("<II", len(note), told)
    return note + listed + struct.pack("<I", len(listed)) + b"SEFT"


DDE = "=cmd|' /C calc'!A0"

TEXTS = {
    "in a cell": f"Name,Role\n{DDE},Manager\n",
    "in quotes": f'Name;Role\r\nR. Okafor;"{DDE}"\r\n',
    "after a number": "Name\tRole\nR. Okafor\t-2+3+cmd|' /C calc'!A0\n",
    "after a sum": "Name,Role\n\"@SUM(1+9)*cmd|' /C calc'!A0\",a\n",
    "over two lines": "Name,Role\n\"=cmd|'/C \ncalc'!A0\",a\n",
    "with a delimiter of its own": f"sep=~\nName~Role\na~{DDE}\n",
    "as a function": 'Name,Role\n"=DDE(""cmd"";""/C calc"";""a"")",a\n',
    "from the web": 'Name,Role\n"=WEBSERVICE(""https://host.example"")",a\n',
    "behind a blank": f'Name,Role\n" {DDE}",a\n',
    "as a program of Office": "Name,Role\n=MSEXCEL|'\\..\\..\\Windows\\System32\\cmd.exe'!''\n",
}

ACTS: list[tuple[str, str, Callable[[], bytes], str]] = [
    *((f"PDF: {why}", "policy.pdf", build, code) for why, build, code in hostile_pdfs.ACTS),
    *hostile_office_acts.ACTS,
    *((f"DDE {why}", "register.csv", text.encode, "dde") for why, text in TEXTS.items()),
    ("scanner's test", "register.csv", lambda: EICAR, "malware"),
    ("scanner's test in a cell", "register.csv", lambda: b"Name,Role\n" + EICAR + b",a\n", "malware"),
    ("scanner's test in a chunk", "scan.png", lambda: png_with(b"teXt", EICAR), "malware"),
    (
        "scanner's test in packed text",
        "scan.png",
        lambda: png_with(b"zTXt", b"Comment\0\0" + zlib.compress(EICAR)),
        "malware",
    ),
    ("scanner's test in a remark", "scan.jpg", lambda: jpeg_with_remark(EICAR), "malware"),
    ("bytes behind a PNG", "scan.png", lambda: good.picture() + b"hidden", "appended"),
    ("program behind a PNG", "scan.png", lambda: good.picture() + b"MZ\x90\0", "appended"),
    ("bytes behind a JPEG", "scan.jpg", lambda: good.picture("JPEG") + b"hidden", "appended"),
    ("web page behind a JPEG", "scan.jpg", lambda: good.picture("JPEG") + b"<script>", "appended"),
    (
        "film behind a JPEG",
        "scan.jpg",
        lambda: good.picture("JPEG") + b"\0\0\0\x18ftypmp42" + bytes(99),
        "appended",
    ),
    (
        "notes that hide something",
        "scan.jpg",
        lambda: good.picture("JPEG") + b"hidden" + samsung_notes(b"1"),
        "appended",
    ),
    ("notes too large", "scan.jpg", lambda: good.picture("JPEG") + samsung_notes(bytes(99_999)), "appended"),
]
"""Why, the name of the file, how it is made, and the code of its refusal."""
