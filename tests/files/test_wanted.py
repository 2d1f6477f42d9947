"""The advice at a door that does not take every kind of file."""

import pytest

from evidence.kinds import DOCX, XLSX
from evidence.refusal import SENTENCES, Refused, refuse_name
from evidence.wanted import PHOTO, SPREADSHEET, TABLES, WORD, WORKBOOK, Wanted, advice

DOORS = {"spreadsheet": SPREADSHEET, "workbook": WORKBOOK, "word": WORD, "tables": TABLES, "photo": PHOTO}
NAMED = {"PDF": ".pdf", ".docx": ".docx", ".xlsx": ".xlsx", ".csv": ".csv", ".ods": ".ods", ".jpg": ".jpg"}
UNTHERE = frozenset({"pdf-start", "pdf-script", "pdf-launch", "pdf-sends", "not-text", "not-word-or-excel"})
"""Codes that say of what kind the file is, or which kinds their own door takes."""


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - UNTHERE - {"dbs-certificate"}))
@pytest.mark.parametrize("door", DOORS)
def test_no_other_kind_is_advised_than_the_door_takes(door: str, code: str) -> None:
    wanted = DOORS[door]
    said = dict.fromkeys(("limit", "most", "extension", "found", "right"), "x")
    advised = advice(Refused(code, **said), wanted)
    assert not [word for word, ending in NAMED.items() if word in advised and not wanted.takes(ending)]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (SPREADSHEET, "make sure that its name ends in .xlsx."),
        (WORD, "but it is an Excel workbook. Choose a Word document (.docx)."),
    ],
)
def test_a_wrong_ending_is_put_right_only_where_the_kind_is_taken(wanted: Wanted, said: str) -> None:
    assert advice(refuse_name(".txt", XLSX), wanted).endswith(said)
    assert advice(refuse_name(".txt", DOCX), None).endswith("ends in .docx.")
