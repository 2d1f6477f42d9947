"""Tables as plain data, as the reading of files gives them."""

from collections.abc import Sequence
from typing import Any

Content = str | Sequence[str]


def paragraph(text: str, **more: Any) -> dict[str, Any]:
    """A line; one that begins with `* ` is an item of a list."""
    level = 0 if text.startswith("* ") else None
    plain = {"text": text.removeprefix("* "), "level": level, "number": "", "bold": False, "heading": 0}
    return {**plain, **more}


def cell(column: int, content: Content, **more: Any) -> dict[str, Any]:
    lines = [content] if isinstance(content, str) else content
    paragraphs = [paragraph(line) for line in lines if line]
    return {"column": column, "span": 1, "continues": False, "paragraphs": paragraphs, "tables": [], **more}


def table(*rows: Sequence[Content], before: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return {
        "before": list(before),
        "rows": [
            {"header": False, "cells": [cell(column, content) for column, content in enumerate(row)]}
            for row in rows
        ],
    }


def document(*tables: dict[str, Any], title: str = "") -> dict[str, Any]:
    return {"title": title, "tables": list(tables)}
