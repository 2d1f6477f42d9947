"""What was sent of a period as a workbook."""

from collections.abc import Sequence

from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_workbook

MEASURES = (
    "Measure",
    "Clause",
    "What is counted",
    "Numerator",
    "Out of",
    "Denominator",
    "Value",
    "Target",
    "Verdict",
    "Year to date",
    "Verdict to date",
    "What follows",
)
PARTNERS = ("Measure", "Partner", "Figure")
MISSING = ("Partner", "Section", "Why")


Rows = Sequence[Sequence[Value]]


def roll_up_workbook(facts: Rows, measures: Rows, partners: Rows, missing: Rows) -> bytes:
    """Rows under MEASURES, PARTNERS and MISSING; `facts` say what it is about."""
    return write_workbook(
        [
            Written("Measures", MEASURES, measures),
            Written("Partners", PARTNERS, partners),
            Written("Missing", MISSING, missing),
            Written("About", ("What", "Of this roll-up"), facts),
        ]
    )
