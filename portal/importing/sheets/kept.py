"""A table as it is kept in JSON until somebody confirms it, and back."""

from dataclasses import asdict
from typing import Any

from evidence.sheet_values import packed, unpacked
from portal.importing.sheets.tables import ReadRow, Table, Wrong


def as_data(table: Table) -> dict[str, Any]:
    """The keys of all columns are kept too: what is asked may have changed by the time it is read again."""
    return {
        "keys": list(table.rows[0].values) if table.rows else [],
        "sheet": table.sheet,
        "places": table.places,
        "unknown": table.unknown,
        "missing": table.missing,
        "lacking": table.lacking,
        "rows": [
            {
                "number": row.number,
                "values": {key: packed(value) for key, value in row.values.items() if value is not None},
                "wrong": [asdict(each) for each in row.wrong],
                "look_again": [asdict(each) for each in row.look_again],
            }
            for row in table.rows
        ],
    }


def from_data(data: dict[str, Any]) -> Table:
    rows = [
        ReadRow(
            row["number"],
            {key: unpacked(row["values"].get(key)) for key in data["keys"]},
            tuple(Wrong(**each) for each in row["wrong"]),
            tuple(Wrong(**each) for each in row.get("look_again", ())),
        )
        for row in data["rows"]
    ]
    unknown, missing, lacking = (tuple(data[name]) for name in ("unknown", "missing", "lacking"))
    return Table(data["sheet"], data["places"], unknown, missing, lacking, tuple(rows))
