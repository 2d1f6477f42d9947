"""A checklist as plain data for JSON, and back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.definition import read_checklist
from checklists.fields import Table, tables
from checklists.requirement import Checklist
from checklists.year.reading import read_apart, read_year
from checklists.year.rows import YearRows

TABLES = {"parts": "part", "topics": "topic"}
"""What a requirement's fields are called in a definition, where a table stands for one of several."""

YEAR = {
    "returns": "return",
    "measures": "measure",
    "payments": "payment",
    "events": "event",
    "meetings": "meeting",
}
"""The lists of what is asked for through the year, and what each is called in a definition."""

YEAR_TABLES = {"sections": "section", "areas": "area", "parts": "part", "steps": "step"}


def as_data(checklist: Checklist) -> dict[str, Any]:
    """Plain data for JSON, with every list of the year; `from_data` reads it back to an equal checklist."""
    data: dict[str, Any] = json_data(checklist)
    del data["year"]
    return {**data, **year_as_data(checklist.year)}


def year_as_data(year: YearRows) -> dict[str, Any]:
    """Its five lists; `year_from_data` reads them back."""
    lists: dict[str, Any] = json_data(year)
    return lists


def json_data(value: Any) -> Any:
    """Dates and tuples as JSON has them; dataclasses field by field, without what is not set."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {each.name: json_data(getattr(value, each.name)) for each in fields(value)}
        return {name: data for name, data in named.items() if data is not None}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    if isinstance(value, dict):
        return {str(key): json_data(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [json_data(each) for each in value]
    return value


def from_data(data: Mapping[str, object], source: str) -> Checklist:
    """The checklist of what `as_data` gave; raises DefinitionError."""
    rows = Table(data, source).take("requirements", tables)
    rest = {field: value for field, value in data.items() if field not in {"requirements", *YEAR}}
    requirements = [as_table(each) for each in rows]
    return read_checklist({**rest, "requirement": requirements, **year_tables(data, source)}, source)


def year_from_data(data: Mapping[str, object], source: str) -> YearRows:
    """What `year_as_data` gave, as strictly as a definition; raises DefinitionError."""
    return read_year(Table(year_tables(data, source), source))


def year_apart(data: Mapping[str, object], source: str) -> YearRows:
    """The same, each row by itself: what one of them names need not be there."""
    return read_apart(Table(year_tables(data, source), source))


def year_tables(data: Mapping[str, object], source: str) -> dict[str, list[dict[str, object]]]:
    """The lists of the year as a definition has them; what was stored before there were any has none."""
    found = {}
    for plural, name in YEAR.items():
        if data.get(plural, []) != []:
            rows = Table(data, source).take(plural, tables)
            found[name] = [year_table(each) for each in rows]
    return found


def year_table(data: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the year as a definition has it, tables within it too; nothing that is empty."""
    found = {}
    for field, value in data.items():
        if value is False or value in ([], {}):
            continue
        is_tables = field in YEAR_TABLES and isinstance(value, list)
        named = YEAR_TABLES[field] if is_tables else field
        found[named] = [within(each) for each in value] if is_tables else value
    return found


def within(value: Any) -> Any:
    return year_table(value) if isinstance(value, Mapping) else value


def as_table(data: Mapping[str, object]) -> dict[str, object]:
    """A requirement's data as a definition has it: one name for each table, and nothing that is empty."""
    named = {TABLES.get(field, field): value for field, value in data.items()}
    return {field: value for field, value in named.items() if value not in ([], {}) and value is not False}
