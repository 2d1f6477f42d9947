"""The rooms: each says what it is for, the ground is no drawer, and what acts is named by its verb."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, list_python

GROUND = {"records", "places", "acting", "standing", "words", "web"}
"""The rooms that every subject stands on."""

SHARE = 1 / 4
"""Of `portal/` the ground may be no more: what only two subjects need belongs to one of them."""

OF_NO_ROOM = {"cli", "demo"}
ROOMS = sorted(path.parent.name for path in (ROOT / "portal").glob("*/__init__.py"))
VERBS = {
    "archive",
    "redact",
    "scrub",
    "settle",
    "anchor",
    "seal",
    "end",
    "undo",
    "accept",
    "acknowledge",
    "add",
    "append",
    "ask",
    "assign",
    "book",
    "cancel",
    "change",
    "confirm",
    "check",
    "correct",
    "create",
    "decide",
    "disable",
    "export",
    "forget",
    "give",
    "hand",
    "import",
    "invite",
    "issue",
    "join",
    "keep",
    "lock",
    "merge",
    "name",
    "note",
    "open",
    "publish",
    "rebuild",
    "record",
    "remove",
    "refuse",
    "replace",
    "revoke",
    "require",
    "reuse",
    "rewrite",
    "say",
    "send",
    "sign",
    "sweep",
    "take",
    "tell",
    "use",
    "waive",
    "withdraw",
    "write",
    "choose",
    "comment",
    "hold",
    "rate",
    "mark",
    "set",
}


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in OF_NO_ROOM])
def test_a_room_says_what_it_is_for(room: str) -> None:
    said = ast.get_docstring(ast.parse((ROOT / "portal" / room / "__init__.py").read_text("utf-8"))) or ""
    assert said.count(".") >= 1


def test_the_ground_is_no_drawer() -> None:
    """Migrations are no part of either: they grow with time, not with what is in a room."""
    files = [path for path in list_python("portal") if "migrations" not in path.parts]
    ground = [path for path in files if path.relative_to(ROOT / "portal").parts[0] in GROUND]
    assert sum(map(lines_of, ground)) <= SHARE * sum(map(lines_of, files))


def test_what_acts_is_named_by_its_verb() -> None:
    files = (ROOT / "portal").glob("*/actions/*.py")
    names = {str(path.relative_to(ROOT)) for path in files if path.stem != "__init__"}
    assert {name for name in names if Path(name).stem.split("_")[0] not in VERBS} == set()


def asked_by(room: str) -> set[str]:
    """The rooms that it imports."""
    found = set()
    for path in (ROOT / "portal" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            parts = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            found |= {each for each in parts[1:2] if parts[0] == "portal" and each in ROOMS}
    return found - {room}


@pytest.mark.parametrize("room", [each for each in ROOMS if each not in OF_NO_ROOM])
def test_each_room_says_which_it_asks(room: str) -> None:
    """By their names where they are few. That it asks none above it is held by import-linter."""
    words = " ".join((ROOT / "portal" / room / "__init__.py").read_text("utf-8").split())
    of_ground = r"no other room|`records` alone|`[^.]*" if room in GROUND else r"the ground rooms[^.]*"
    said = re.search(rf"It may ask (what lies below it|{of_ground})\.", words)
    assert said, "a sentence says whom it may ask"
    if said[1] != "what lies below it":
        asked = asked_by(room) if room in GROUND else asked_by(room) - GROUND
        assert set(re.findall(r"`(\w+)`", said[1])) == asked
