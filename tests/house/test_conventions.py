"""Habits of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import FOLDERS, PACKAGES, ROOT, list_files, list_python, list_text, name_of

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "lib"}
BARE_IGNORE = re.compile(r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:\s*[A-Z])")
# An ignore names its rule, and says after a second hash why.
UNREASONED = re.compile(r"#\s*(?:type:\s*ignore\[[^\]]*\]|noqa:\s*[A-Z0-9, ]+)\s*$")
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|root|home|Users)/")
REGISTRY = re.compile(r"https?://[^\s\"']*(?:pypi|pythonhosted|npmjs|registry|mirror|index)", re.IGNORECASE)
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt", "package-lock.json", ".npmrc")
LONGEST = 300


def offending_lines(path: Path, pattern: re.Pattern[str]) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if pattern.search(line)
    ]


def test_an_ignore_names_its_rule_and_its_reason() -> None:
    files = [
        path
        for path in list_python(*PACKAGES, "tests", "tools", "bench", "trust")
        if path != Path(__file__).resolve()
    ]
    found = [
        line
        for path in files
        for pattern in (BARE_IGNORE, UNREASONED)
        for line in offending_lines(path, pattern)
    ]
    assert found == []


def test_a_file_is_short_enough_to_read() -> None:
    files = [path for path in list_files(*FOLDERS) if path.suffix in {".py", ".html", ".scss", ".mjs", ".sh"}]
    # A migration is the record of what was done to the tables once, and is not edited for looks.
    files = [path for path in files if "versions" not in path.parts]
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_drawer_for_things_without_a_place() -> None:
    places = {
        part.removesuffix(".py") for path in list_python(*FOLDERS) for part in path.relative_to(ROOT).parts
    }
    assert places & DRAWERS == set()


def test_no_path_of_one_machine() -> None:
    files = [path for path in list_text() if path != Path(__file__).resolve()]
    assert [line for path in files for line in offending_lines(path, MACHINE_PATH)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_name_no_registry(lock: str) -> None:
    assert offending_lines(ROOT / lock, REGISTRY) == []
    assert '"resolved"' not in (ROOT / lock).read_text()


@pytest.mark.parametrize("lock", LOCKS[:3])
def test_every_locked_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=[a-zA-Z])", (ROOT / lock).read_text())
    unhashed = [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]
    assert unhashed == []


def test_what_runs_in_production_is_what_was_tested() -> None:
    """The developers' lock holds the portal's own packages at the very same versions."""
    pins = [
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    ]
    assert {name: pins[1].get(name) for name in pins[0]} == pins[0]


@pytest.mark.parametrize("kind", ["actions", "pages"])
def test_a_test_file_begins_with_its_room(kind: str) -> None:
    """A room is a folder of portal/, or a module that stands there alone. Journeys go through many."""
    rooms = {path.stem for path in (ROOT / "portal").iterdir()}
    files = [path.stem.removeprefix("test_") for path in (ROOT / "tests" / kind).glob("test_*.py")]
    assert [name for name in files if not any(f"{name}_".startswith(f"{room}_") for room in rooms)] == []


def test_every_folder_of_tests_and_every_doctest_is_run(pytestconfig: pytest.Config) -> None:
    folders = {f"tests/{path.parent.name}" for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders | set(PACKAGES) == set(pytestconfig.getini("testpaths"))
    assert pytestconfig.getoption("doctestmodules")


def test_the_formatter_is_off_for_the_columns_of_sheets_alone() -> None:
    """A column a paragraph: the formatter would give each a dozen lines, and nobody would see the sheet."""
    off = re.compile(r"#\s*fmt:\s*(?:skip|off)(?P<reason>  # \w)?")
    found = [
        (name_of(path), bool(each["reason"]))
        for path in list_python(*PACKAGES, "tests", "tools", "bench", "trust")
        if path != Path(__file__).resolve()
        for each in off.finditer(path.read_text(encoding="utf-8"))
    ]
    assert set(found) == {(f"portal/{room}/sheets/columns.py", True) for room in ("contracts", "register")}


SAYING_NOTHING = {"of", "told", "plain", "not_one", "as_mine", "AT_ONCE"}
"""Names from which nobody knows what is done, or of what there are so many."""


def test_what_is_called_says_what_it_is() -> None:
    found = [
        f"{name_of(path)}: {name}"
        for path in list_python(*PACKAGES)
        if "migrations" not in path.parts
        for name in names_given(ast.parse(path.read_text("utf-8")))
        if name in SAYING_NOTHING
    ]
    assert not found, "\n".join(found)


def names_given(module: ast.Module) -> Iterator[str]:
    """Of functions and constants of the module."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (
                each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)
            )
