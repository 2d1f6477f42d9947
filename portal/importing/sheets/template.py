"""The empty spreadsheet that people fill in."""

from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_workbook
from portal.importing.sheets.columns import Column


def template(columns: tuple[Column, ...], name: str, contracts: list[str] | None = None) -> bytes:
    """An empty sheet with the headings, and one that says what goes where."""
    about: list[list[Value]] = [
        [column.heading, column.about, "Needed" if column.is_needed else ""] for column in columns
    ]
    headings = [column.heading for column in columns]
    sheets = [
        Written(name, headings, choices=choices_of(columns)),
        Written("What goes where", ["Column", "What to enter", "Needed?"], about),
    ]
    if contracts:
        sheets.append(
            Written("Your contracts", ["Your contracts are called"], [[each] for each in contracts])
        )
    return write_workbook(sheets)


def choices_of(columns: tuple[Column, ...]) -> dict[int, tuple[str, ...]]:
    return {at: column.choices for at, column in enumerate(columns) if column.choices}
