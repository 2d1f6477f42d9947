"""How a database means to find what a statement asks for, and whether it would read a whole table for it."""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from tests.builders.multiplying import GROWING
from tests.pages.watching import NOT_A_QUERY, WRITES

NEWEST_EVENT = "ORDER BY event.number DESC"
"""The end of the chain is found from its end: SQLite calls this a scan, and stops after one row."""


def whole_tables(connection: sa.Connection, statement: str, values: Any) -> list[str]:
    """The lines of the plan that read all of a table that grows with partners."""
    if statement.startswith((*NOT_A_QUERY, *WRITES)) or NEWEST_EVENT in statement:
        return []
    return reads_whole(connection, statement, values)


def reads_whole(connection: sa.Connection, statement: str, values: Any) -> list[str]:
    """The same of any query.

    SQLite without statistics takes every table for a big one. PostgreSQL is told to go by indexes, so it
    reads a whole table only where none serves.
    """
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row.detail for row in rows if reads_all(row.detail)]
    for way in ("seqscan", "hashjoin", "mergejoin", "material"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar_one()
    return [words for node in nodes_of(plan[0]["Plan"]) for words in scans_of(node)]


def sorts(connection: sa.Connection, statement: str, values: Any) -> bool:
    """Whether what it finds is put in order only then. PostgreSQL is told to sort only what no index gives in
    order."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return any("B-TREE FOR" in row.detail for row in rows)
    for way in ("seqscan", "sort"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar_one()
    return any("Sort" in node["Node Type"] for node in nodes_of(plan[0]["Plan"]))


def reads_all(detail: str) -> bool:
    """SQLite builds an automatic index of a whole table for one statement alone.

    >>> reads_all("SCAN organisation_1 USING INDEX ix_x"), reads_all("SCAN anon_1")
    (True, False)
    >>> reads_all("SEARCH decision USING AUTOMATIC COVERING INDEX (submission_id=?)")
    True
    """
    found = re.match(r"(SCAN|SEARCH) ([a-z_]+?)(_\d+)?( |$)", detail)
    if not found or found[2] not in GROWING:
        return False
    return found[1] == "SCAN" or "AUTOMATIC" in detail


IN_A_CONDITION = re.compile(r"\(SELECT [^()]*? FROM ([a-z_]+(?: AS \w+)?(?:, [a-z_]+(?: AS \w+)?)+)")
OUTSIDE = re.compile(r"(?:FROM|JOIN) ([a-z_]+)(?! AS)\b")


def taken_anew(statement: str) -> set[str]:
    """Tables that a condition takes a second time where it means the row outside: it holds then of every row
    as soon as it holds of any.

    >>> taken_anew("SELECT a.id FROM a WHERE EXISTS (SELECT * FROM b, a WHERE b.a_id = a.id)")
    {'a'}
    >>> taken_anew("SELECT a.id FROM a WHERE EXISTS (SELECT * FROM b, c WHERE b.a_id = a.id)")
    set()
    """
    words, found = " ".join(statement.split()), set[str]()
    for each in IN_A_CONDITION.finditer(words):
        inside = {table for table in each[1].split(", ") if " AS " not in table}
        found |= inside & set(OUTSIDE.findall(around(words, each.start(), each.end())))
    return found


def around(words: str, start: int, end: int) -> str:
    """What encloses a part of a statement, without what stands in brackets beside it.

    >>> around("x IN (y) AND (EXISTS (HERE) OR z) FROM a", 21, 26)
    'x IN  AND EXISTS  OR z FROM a'
    """
    before = outside(words[start - 1 :: -1], ")", "(")
    return before[::-1] + outside(words[end:], "(", ")")


def outside(words: str, opens: str, closes: str) -> str:
    depth, kept = 0, list[str]()
    for each in words:
        if each == closes:
            depth = max(depth - 1, 0)
        elif each == opens:
            depth += 1
        elif depth == 0:
            kept.append(each)
    return "".join(kept)


def nodes_of(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("Plans", ()):
        yield from nodes_of(each)


def scans_of(node: dict[str, Any]) -> Iterator[str]:
    """Of a node of PostgreSQL's plan: the table that it reads from one end to the other."""
    table, kind = node.get("Relation Name"), node["Node Type"]
    maps = [each for each in nodes_of(node) if each["Node Type"] == "Bitmap Index Scan"]
    ways = maps if kind == "Bitmap Heap Scan" else [node]
    if table in GROWING and (kind == "Seq Scan" or any(map(takes_all, ways))):
        yield f"{kind} on {table}"


def takes_all(node: dict[str, Any]) -> bool:
    """Whether all of an index is gone through, row by row or for a map of the table's pages.

    >>> takes_all({"Node Type": "Bitmap Index Scan"}), takes_all({"Node Type": "Bitmap Heap Scan"})
    (True, False)
    >>> takes_all({"Node Type": "Index Only Scan", "Index Cond": "(id = 1)"})
    False
    """
    return node["Node Type"].startswith(("Index", "Bitmap Index")) and "Index Cond" not in node
