"""docs/asvs.md: every requirement of levels 1 and 2 has its place once, and what is named exists."""

import re
from collections import Counter
from functools import cache

import pytest

from tests.house.sources import ROOT

PAPER = (ROOT / "docs" / "asvs.md").read_text("utf-8")
ID = re.compile(r"V\d+\.\d+\.\d+")
PARTS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAPER, re.MULTILINE | re.DOTALL))
ROWS = re.findall(r"^\| (V[\d.]+) \| ([^\n]+) \|$", PARTS["Met"], re.MULTILINE)

HOW_MANY = {
    "V1": {1: "1-2", 2: "1-9", 3: "1-11", 4: "1-3", 5: "1-2"},
    "V2": {1: "1-3", 2: "1-3", 3: "1-4", 4: "1-1"},
    "V3": {2: "1-2", 3: "1-4", 4: "1-6", 5: "1-5", 7: "1-2"},
    "V4": {1: "1-3", 2: "1-1", 3: "1-2", 4: "1-4"},
    "V5": {1: "1-1", 2: "1-3", 3: "1-2", 4: "1-3"},
    "V6": {1: "1-3", 2: "1-12", 3: "1-4", 4: "1-4", 5: "1-5", 6: "1-3", 8: "1-4"},
    "V7": {1: "1-3", 2: "1-4", 3: "1-2", 4: "1-5", 5: "1-2", 6: "1-2"},
    "V8": {1: "1-2", 2: "1-3", 3: "1-1", 4: "1-1"},
    "V9": {1: "1-3", 2: "1-4"},
    "V10": {1: "1-2", 2: "1-2", 3: "1-4", 4: "1-11", 5: "1-5", 6: "1-2", 7: "1-3"},
    "V11": {1: "1-2", 2: "1-3", 3: "1-3", 4: "1-4", 5: "1-1", 6: "1-1"},
    "V12": {1: "1-3", 2: "1-2", 3: "1-4"},
    "V13": {1: "1-1", 2: "1-5", 3: "1-2", 4: "1-5"},
    "V14": {1: "1-2", 2: "1-4", 3: "1-3"},
    "V15": {1: "1-3", 2: "1-3", 3: "1-7"},
    "V16": {1: "1-1", 2: "1-5", 3: "1-4", 4: "1-3", 5: "1-3"},
    "V17": {1: "1-1", 2: "1-4", 3: "1-2"},
}
"""Of ASVS 5.0.0, by chapter and section: the numbers of levels 1 and 2, which come first in each section."""


def all_ids() -> set[str]:
    found = set()
    for chapter, sections in HOW_MANY.items():
        for section, numbers in sections.items():
            first, last = map(int, numbers.split("-"))
            found |= {f"{chapter}.{section}.{number}" for number in range(first, last + 1)}
    return found


@cache
def names_in(path: str) -> set[str]:
    return set(re.findall(r"^(?:async )?def (test_\w+)", (ROOT / path).read_text("utf-8"), re.MULTILINE))


def test_every_requirement_has_its_place_once() -> None:
    wanted = all_ids()
    assert len(wanted) == 253
    named = Counter(each for part in PARTS.values() for each in ID.findall(part))
    assert {each for each, times in named.items() if times > 1} == set()
    assert set(named) == wanted


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_met_is_shown_by_what_is_there(row: tuple[str, str]) -> None:
    shown_by = row[1].rsplit("|", 1)[1]
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", shown_by)
    papers = re.findall(r"`(docs/[\w.-]+)`", shown_by)
    assert named or papers, "a test, or a paper where the standard asks for one"
    for path, test in named:
        assert test in names_in(path)
    for path in papers:
        assert (ROOT / path).exists()
