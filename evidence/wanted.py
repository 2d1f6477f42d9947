"""What a door takes that does not take every kind of file, and its advice to whoever brings another."""

from dataclasses import dataclass

from evidence.kinds import CSV, DOCX, HEIC, JPEG, PNG, XLSX, Kind
from evidence.refusal import Refused


@dataclass(frozen=True)
class Wanted:
    """The kinds, and what they are called."""

    kinds: frozenset[Kind]
    words: str

    def takes(self, ending: str) -> bool:
        return any(ending in kind.extensions for kind in self.kinds)


SPREADSHEET = Wanted(frozenset({XLSX, CSV}), "an Excel workbook (.xlsx) or a .csv file")
WORKBOOK = Wanted(frozenset({XLSX}), "an Excel workbook (.xlsx)")
WORD = Wanted(frozenset({DOCX}), "a Word document (.docx)")
TABLES = Wanted(frozenset({DOCX, XLSX, CSV}), "Word (.docx), an Excel workbook (.xlsx) or a .csv file")
PHOTO = Wanted(frozenset({JPEG, PNG, HEIC}), "a photo (.jpg, .png or .heic)")

OTHER_KIND = frozenset(
    {"unknown-type", "extension", "no-extension", "web-page", "mail", "heic", "pdf-start", "appended"}
    | {"pdf-script", "pdf-launch", "pdf-sends", "two-in-one", "unpacks-too-large", "too-many-pixels"}
    | {"not-a-spreadsheet", "not-text"}
)
"""Codes of what may be of another kind altogether."""

HOLDS = frozenset({"macros", "fetches", "files-inside", "activex", "dde"})
"""Those of what has to be taken out."""

MADE_WITH = frozenset({"old-office", "apple", "pages", "numbers"})
"""Those of what can be saved as something else."""


def advice(refused: Refused, wanted: Wanted | None) -> str:
    """Why it was refused, and what to bring in its place to a door that wants these kinds alone.

    >>> advice(Refused("unknown-type"), SPREADSHEET)
    'We cannot take this kind of file. Choose an Excel workbook (.xlsx) or a .csv file.'
    >>> advice(Refused("numbers"), WORKBOOK).rpartition(". ")[2]
    'Save or export a copy as an Excel workbook (.xlsx) and upload that.'
    """
    if wanted is None or wanted.takes(refused.right):
        return refused.sentence
    why = refused.sentence.partition(". ")[0]
    if refused.code in HOLDS:
        return f"{why}. Save a copy without that, as {wanted.words}, and upload the copy."
    if refused.code in MADE_WITH:
        return f"{why}. Save or export a copy as {wanted.words} and upload that."
    return f"{why}. Choose {wanted.words}." if refused.code in OTHER_KIND else refused.sentence
