"""The papers tell of what is there: every file and folder that docs/house.md names exists."""

import re
import tomllib
from pathlib import Path

from tests.house.sources import ROOT

NAMED = re.compile(r"`([a-z_.]+(?:/[a-z_.]+)+/?)`")
BESIDE = ("", "portal", "templates", "tests")
"""Where a path may begin."""


def exists(name: str) -> bool:
    return any((ROOT / folder / name).exists() for folder in BESIDE)


def test_every_file_that_the_house_names_is_there() -> None:
    named = {
        name for path in (ROOT / "docs").rglob("*.md") for name in NAMED.findall(path.read_text("utf-8"))
    }
    assert len(named) > 30
    assert {name for name in named if not exists(name)} == set()


def test_every_room_is_in_the_house() -> None:
    said = Path(ROOT / "docs" / "house.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "portal").glob("*/__init__.py")}
    assert {room for room in rooms if f"`{room}`" not in said and f"`{room}/`" not in said} == set()


def test_rooms_are_told_in_the_order_of_the_floors() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (floors,) = (each["layers"] for each in contracts if "running" in each.get("layers", ()))
    floor_of = {room: number for number, floor in enumerate(floors) for room in re.findall(r"\w+", floor)}
    table = (ROOT / "docs" / "house.md").read_text("utf-8").partition("| Room |")[2].partition("\n\n")[0]
    told = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in table.splitlines()[2:]]
    assert {room for row in told for room in row} == set(floor_of)
    numbers = [floor_of[room] for row in told for room in row]
    assert numbers == sorted(numbers)


def test_every_room_is_in_the_readme() -> None:
    said = Path(ROOT / "README.md").read_text("utf-8").partition("## The rooms of the house")[2]
    rooms = {path.parent.name for path in (ROOT / "portal").glob("*/__init__.py")} - {"demo", "cli"}
    assert {room for room in rooms if not re.search(rf"\b{room}\b", said)} == set()


def test_a_word_stands_once_in_the_glossary() -> None:
    said = Path(ROOT / "docs" / "words.md").read_text("utf-8")
    words = re.findall(r"^\| ([^|]+) \|", said, re.MULTILINE)
    assert len(words) > 100
    assert sorted(words) == sorted(set(words))
