"""A row of a query is read by the names of its columns; `Any` becomes rarer, never more frequent."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import PACKAGES, list_python, name_of, tree_of

READING = re.compile(r"/(queries|actions|places|acting)(/|\.py)")
ROW = {"row", "rest", "line"}
"""What a row of a query is called where it is read; several of them are called rows."""

MOST_ANY = 367
ANY = re.compile(r"\bAny\b")


def test_no_row_is_read_by_position() -> None:
    """By number nowhere; taken apart into a call not where queries are read."""
    files = list_python("portal")
    reading = {name_of(path) for path in files if READING.search(path.as_posix())}
    faults = [fault for path in files for fault in by_position(tree_of(path), name_of(path))]
    assert len(reading) > 100
    assert [each for each in faults if each.partition(":")[0] in reading or each.endswith("]")] == []


def by_position(tree: ast.Module, name: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and (is_numbered(node) or is_unpacked(node)):
            yield f"{name}:{node.lineno}: {ast.unparse(node)}"


def is_numbered(node: ast.expr) -> bool:
    """row[2], rows[0][1], row[3:]. The first of several rows is rows[0], and no column."""
    if not isinstance(node, ast.Subscript) or not is_number(node.slice):
        return False
    if isinstance(node.value, ast.Subscript):
        return is_called(node.value.value, {"rows"}) and is_number(node.value.slice)
    return is_called(node.value, ROW)


def is_unpacked(node: ast.expr) -> bool:
    """Line(*row) and (*row, more)."""
    return isinstance(node, ast.Starred) and is_called(node.value, ROW)


def is_called(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Slice) or (isinstance(node, ast.Constant) and isinstance(node.value, int))


def test_what_is_read_by_position_is_found() -> None:
    read = "row[2]; rows[0][1]; row[3:]; Line(*row); (*row, more); row.name; rows[0]; {**row._asdict()}"
    found = [fault.partition(": ")[2] for fault in by_position(ast.parse(read), "here")]
    assert sorted(found) == ["*row", "*row", "row[2]", "row[3:]", "rows[0][1]"]


def test_any_is_rare() -> None:
    counted = {name_of(path): count_any(path) for path in list_python(*PACKAGES)}
    assert sum(counted.values()) <= MOST_ANY


def count_any(path: Path) -> int:
    return len(ANY.findall(path.read_text("utf-8")))
