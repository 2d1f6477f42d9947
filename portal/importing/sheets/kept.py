"""A file's sheet with what was said of it, as they are kept in JSON until it is confirmed, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.sheet_values import packed, unpacked
from evidence.spreadsheet import Sheet
from portal.importing.sheets.said import NOTHING_SAID, Said, said_as_data, said_from_data


def as_data(sheets: Sequence[Sheet], said: Said = NOTHING_SAID) -> dict[str, object]:
    """Of the file what stands in its cells: what is asked of them may be another thing when it is read
    again."""
    kept = [
        {"name": sheet.name, "rows": [[packed(value) for value in row] for row in sheet.rows]}
        for sheet in sheets
    ]
    return {"sheets": kept, "said": said_as_data(said)}


def sheets_from(data: Mapping[str, Any]) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(each["name"], tuple(tuple(unpacked(value) for value in row) for row in each["rows"]))
        for each in data["sheets"]
    )


def said_from(data: Mapping[str, Any]) -> Said:
    return said_from_data(data["said"])
