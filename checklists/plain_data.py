"""A checklist as plain data for JSON, and back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from checklists.definition import read_checklist
from checklists.fields import Table, tables
from checklists.requirement import Checklist

TABLES = {"parts": "part", "topics": "topic"}
"""What a requirement's fields are called in a definition, where a table stands for one of several."""


def as_data(checklist: Checklist) -> dict[str, Any]:
    """Plain data for JSON; `from_data` reads it back to an equal checklist."""
    data: dict[str, Any] = plain(checklist)
    return data


def plain(value: Any) -> Any:
    """Dates and tuples as JSON has them; dataclasses field by field, without what is not set."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return {name: data for name, data in named.items() if data is not None}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value


def from_data(data: Mapping[str, Any], source: str) -> Checklist:
    """The checklist of what `as_data` gave; raises DefinitionError."""
    rows = Table(data, source).take("requirements", tables)
    rest = {field: value for field, value in data.items() if field != "requirements"}
    return read_checklist({**rest, "requirement": [as_table(each) for each in rows]}, source)


def as_table(data: Mapping[str, Any]) -> dict[str, Any]:
    """A requirement's data as a definition has it: one name for each table, and nothing that is empty."""
    named = {TABLES.get(field, field): value for field, value in data.items()}
    return {field: value for field, value in named.items() if value not in ([], {}) and value is not False}
