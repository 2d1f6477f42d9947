"""The built-in checklists: definitions read strictly, and back into plain data.

A definition is a TOML table with `key`, `title`, `in_force_from`, a list of `requirement` tables, and what is
asked for through the year: lists of `return`, `measure`, `payment`, `event` and `meeting` tables. What is
unknown, missing, doubled or of the wrong sort is a DefinitionError that names file, row and field.
"""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources

from checklists.definition import read_checklist
from checklists.fields import DefinitionError
from checklists.plain_data import as_data, from_data
from checklists.requirement import Checklist


def read_definition(text: str, file: str) -> Checklist:
    """The checklist of one definition file; raises DefinitionError."""
    try:
        data: Mapping[str, object] = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        requirement, field = find_place(text, str(error))
        raise DefinitionError(file, requirement, field, str(error)) from error
    return read_checklist(data, file)


def find_place(text: str, problem: str) -> tuple[str, str]:
    """The requirement and the field on the line that the TOML reader complains of; empty where it names
    none."""
    found = re.search(r"\(at (?:line (\d+)|end of document)", problem)
    if not found:
        return "", ""
    lines = text.rstrip().splitlines()[: int(found[1]) if found[1] else None]
    field = lines[-1].partition("=")[0].strip() if lines else ""
    _, *rows = re.split(r"^\[\[\w+\]\]", "\n".join(lines), flags=re.MULTILINE)
    key = re.search(r'^key\s*=\s*"([^"]*)"', rows[-1], re.MULTILINE) if rows else None
    return key[1] if key else "", field


@cache
def library() -> dict[str, Checklist]:
    """Every built-in checklist by its key, in the order of their files' names."""
    found: dict[str, Checklist] = {}
    folder = resources.files("checklists") / "definitions"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            checklist = read_definition(entry.read_text("utf-8"), entry.name)
            if checklist.key in found:
                raise DefinitionError(entry.name, "", "key", f"{checklist.key} is another file's key too")
            found[checklist.key] = checklist
    return found


__all__ = ["DefinitionError", "as_data", "from_data", "library", "read_definition"]
