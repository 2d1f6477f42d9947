"""What somebody has said of a file: which column is what, what a cell means, which row is whose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

EMPTY = "-"
"""Said in place of what stands in a cell: nothing."""

LEAVE, NEW, READ = "leave", "new", "read"
"""Answers about a row: it is left out; it is somebody who is not known yet; it is a row after all."""


@dataclass(frozen=True, slots=True)
class Said:
    """`headings` are columns by plain heading, empty for one that is not to be read; `cells` what is meant in
    place of what stands there, by column and row; `rows` the answers about rows, by number."""

    headings: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[str, int], str] = field(default_factory=dict)
    rows: Mapping[int, str] = field(default_factory=dict)


NOTHING_SAID = Said()


def said_as_data(said: Said) -> dict[str, object]:
    """In lists: whoever is to be forgotten is found in values only."""
    return {
        "headings": [[heading, key] for heading, key in said.headings.items()],
        "cells": [[*about, instead] for about, instead in said.cells.items()],
        "rows": [[number, answer] for number, answer in said.rows.items()],
    }


def said_from_data(data: Mapping[str, Any]) -> Said:
    return Said(
        dict(data["headings"]),
        {(key, number): instead for key, number, instead in data["cells"]},
        dict(data["rows"]),
    )
