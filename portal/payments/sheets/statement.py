"""A statement as a workbook, to go with an invoice: amounts are numbers, to the penny."""

from collections.abc import Sequence
from decimal import Decimal

from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_workbook

LINES = (
    "Line",
    "Part",
    "Weight",
    "Target",
    "Achieved",
    "Figure given",
    "Below target",
    "Verdict",
    "Deducted",
    "What would change it",
)


def statement_workbook(
    facts: Sequence[tuple[str, str]],
    sums: Sequence[tuple[str, Decimal, str]],
    total: tuple[str, Decimal],
    lines: Sequence[Sequence[Value | Decimal]],
) -> bytes:
    """`facts` say what it is about, `sums` what it comes to, each with its reason, `total` in all,
    and `lines` are those under LINES."""
    paid = [*sums, (*total, "")]
    return write_workbook(
        [
            Written("Statement", ("What is paid", "Pounds", "Why"), paid),
            *([Written("Lines", LINES, lines)] if lines else []),
            Written("About", ("What", "Of this statement"), facts),
        ]
    )
