"""Names in a pack: fit for Windows, never the same twice, never out of their folder."""

import re
import unicodedata

import pytest

from evidence.pack_names import LONGEST_FILE, LONGEST_FOLDER, Names
from tests.builders.hostile_names import BAD_NAMES

DEVICES = (
    "CON",
    "nul",
    "Aux.pdf",
    "COM1.txt",
    "lpt9",
    "LPT¹.pdf",
    "con .txt",
    "CLOCK$",
    "CONIN$.pdf",
    "prn.tar.gz",
)
WORSE = (
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "C:\\Windows\\system32\\x.dll",
    "/etc/passwd",
    "..",
    ".",
    "",
    " ",
    "policy.pdf ",
    "policy.pdf...",
    "a\x00b.pdf",
    "tab\there.pdf",
    'what? "this": <that>|*.pdf',
    "invoice\u202efdp.exe",
    "\u2066left\u2069.pdf",
    "x" * 300 + ".pdf",
    "é" * 300,
    "\U0001f600" * 200 + ".pdf",
    "ends in.",
    "\ud800half.pdf",
    "-rf.pdf",
    "~$policy.docx",
)
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])( *\.| *$)", re.I)


@pytest.mark.parametrize("raw", [*DEVICES, *WORSE, *BAD_NAMES])
@pytest.mark.parametrize("place", ["folder", "file"])
def test_any_name_can_be_unpacked_anywhere(raw: str, place: str) -> None:
    parts = (raw, "policy.pdf") if place == "folder" else ("01 Insurance", raw)
    path = Names().path("evidence", *parts)
    pieces = path.split("/")
    assert len(pieces) == 3
    assert pieces[0] == "evidence"
    for each, longest in zip(pieces[1:], (LONGEST_FOLDER, LONGEST_FILE), strict=True):
        assert each
        assert each == each.strip()
        assert len(each) <= longest
        assert len(each.encode()) <= 255
        assert not each.endswith(".")
        assert not FORBIDDEN.search(each)
        assert not RESERVED.match(each), each
        assert not any(unicodedata.category(letter).startswith("C") for letter in each)
    assert len(path) <= 9 + 1 + LONGEST_FOLDER + 1 + LONGEST_FILE


@pytest.mark.parametrize(
    "alike",
    [
        ("Policy.pdf", "policy.PDF"),
        ("Café.pdf", "Cafe\u0301.pdf"),
        ("STRASSE.pdf", "Straße.pdf"),
        ("a:b.pdf", "a?b.pdf"),
        ("x" * 100 + "1.pdf", "x" * 100 + "2.pdf"),
        ("policy.pdf", "policy.pdf"),
    ],
)
def test_two_that_a_computer_takes_for_the_same_are_two(alike: tuple[str, str]) -> None:
    names = Names()
    first, second = (names.path("evidence", "01 Insurance", each) for each in alike)
    assert first.casefold() != second.casefold()
    assert " (2)" in second
    assert second.casefold().endswith(".pdf")


def test_a_thousand_of_one_name_are_a_thousand() -> None:
    names = Names()
    paths = {names.path("evidence", "policy " * 20 + ".pdf") for _ in range(1000)}
    assert len(paths) == 1000
    assert max(map(len, paths)) <= 9 + LONGEST_FILE


def test_a_number_that_somebody_gave_is_taken_into_account() -> None:
    names = Names()
    given = [names.path("evidence", each) for each in ("a (2).pdf", "a.pdf", "a.pdf", "a.pdf")]
    assert given == ["evidence/a (2).pdf", "evidence/a.pdf", "evidence/a (3).pdf", "evidence/a (4).pdf"]
