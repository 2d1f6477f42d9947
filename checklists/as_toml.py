"""A checklist as a definition: TOML that `read_definition` reads back to an equal checklist."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal

from checklists.plain_data import TABLES, YEAR, YEAR_TABLES
from checklists.requirement import Checklist, Cover, Requirement, Topic
from checklists.year.rows import Area, PaymentPart, Section, Step, YearRow

Written = Requirement | Cover | Topic | YearRow | Section | Area | PaymentPart | Step

NAMES = {**YEAR_TABLES, **TABLES}
"""What a field with several tables is called in a definition."""

WIDEST = 110


def as_toml(checklist: Checklist) -> str:
    """The whole definition. What is as it usually is stands nowhere."""
    about = [
        f"key = {quoted(checklist.key)}",
        f"title = {quoted(checklist.title)}",
        f"in_force_from = {checklist.in_force_from.isoformat()}",
    ]
    found = ["\n".join(about)]
    found += ["\n".join(table("requirement", each)) for each in checklist.requirements]
    for plural, name in YEAR.items():
        rows: tuple[YearRow, ...] = getattr(checklist.year, plural)
        found += ["\n".join(table(name, each)) for each in rows]
    return "\n\n".join(found) + "\n"


def table(name: str, row: Written) -> Iterator[str]:
    """The lines of one row, its own tables last."""
    yield f"[[{name}]]"
    within = []
    for field in fields(row):
        value = getattr(row, field.name)
        if value == usual(field):
            continue
        if isinstance(value, tuple) and is_dataclass(value[0]):
            within.append((NAMES[field.name], value))
        else:
            yield f"{field.name} = {written(value)}"
    for inner, rows in within:
        for each in rows:
            yield ""
            yield from table(f"{name}.{inner}", each)


def usual(field: "Field[object]") -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def written(value: object) -> str:
    """One value; a list that is long has a line for each."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return listed([written(each) for each in value])
    if isinstance(value, dict):
        return inline({str(key): each for key, each in value.items()})
    if is_dataclass(value):
        named = {each.name: getattr(value, each.name) for each in fields(value)}
        unusual = {each.name: named[each.name] for each in fields(value) if named[each.name] != usual(each)}
        return inline(unusual)
    return quoted(str(value))


def inline(named: dict[str, object]) -> str:
    return f"{{ {', '.join(f'{name} = {written(value)}' for name, value in named.items())} }}"


def listed(written_values: list[str]) -> str:
    on_one_line = f"[{', '.join(written_values)}]"
    if len(on_one_line) <= WIDEST:
        return on_one_line
    return "\n".join(["[", *(f"  {each}," for each in written_values), "]"])


def quoted(text: str) -> str:
    """Words as TOML has them, which is as JSON has them but for one sign.

    >>> quoted('a "quote" and a \\\\')
    '"a \\\\"quote\\\\" and a \\\\\\\\"'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
