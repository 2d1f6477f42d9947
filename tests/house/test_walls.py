"""The walls that import-linter cannot express: the standard library's clock, and packages with one door."""

import ast
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import PACKAGES, list_python, name_of, tree_of

CLOCK = "portal/clock.py"
ASKS_THE_TIME = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
# Who may open these: everyone else asks them. Patterns of file names.
DOORS = {
    "boto3": ["evidence/s3_store.py"],
    "botocore": ["evidence/s3_store.py"],
    "docx": ["evidence/word_*.py", "evidence/report_*.py", "evidence/*template*.py", "portal/demo/*.py"],
    "fpdf": ["portal/demo/*.py"],
    "imaplib": ["portal/post/mailbox.py"],
    "smtplib": ["portal/post/smtp.py"],
    "authlib": ["portal/sign_in/openid.py"],
    "httpx": ["portal/sign_in/openid.py"],
    "joserfc": ["portal/sign_in/openid.py"],
    "pyotp": ["portal/sign_in/codes.py"],
    "segno": ["portal/web/qr.py"],
    "webauthn": ["portal/sign_in/passkeys.py"],
    "zxcvbn": ["portal/sign_in/weak.py"],
    "pwdlib": ["portal/sign_in/passwords.py", "portal/*/actions/*.py"],
}


@cache
def imported_by(path: Path) -> frozenset[str]:
    """The top-level package of every import, also of those inside functions."""
    return frozenset(name.partition(".")[0] for name in modules_in(tree_of(path)))


def modules_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def last_two_names(node: ast.expr) -> tuple[str, str] | None:
    """("datetime", "now") for datetime.now and for datetime.datetime.now."""
    if not isinstance(node, ast.Attribute):
        return None
    owner = node.value
    if isinstance(owner, ast.Attribute):
        return owner.attr, node.attr
    return (owner.id, node.attr) if isinstance(owner, ast.Name) else None


def clock_questions(path: Path) -> list[str]:
    nodes = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)]
    return [f"{name_of(path)}:{node.lineno}" for node in nodes if last_two_names(node) in ASKS_THE_TIME]


def test_only_the_clock_asks_the_time() -> None:
    files = [path for path in list_python(*PACKAGES) if name_of(path) != CLOCK]
    assert [place for path in files for place in clock_questions(path)] == []


def test_the_database_does_not_ask_the_time_either() -> None:
    """A moment comes from the clock into the row, so that tests can set it and as-at can repeat it."""
    words = ("func.now(", "CURRENT_TIMESTAMP", "func.current_date")
    files = list_python("portal")
    assert [name_of(path) for path in files if any(word in path.read_text() for word in words)] == []


def test_the_rules_need_the_standard_library_only() -> None:
    known = sys.stdlib_module_names | {"checklists"}
    found = [(name_of(path), name) for path in list_python("checklists") for name in imported_by(path)]
    assert [(path, name) for path, name in found if name not in known] == []


@pytest.mark.parametrize("package", DOORS)
def test_a_package_with_one_door(package: str) -> None:
    users = {name_of(path) for path in list_python(*PACKAGES) if package in imported_by(path)}
    assert {user for user in users if not any(fnmatch(user, door) for door in DOORS[package])} == set()


def test_nobody_imports_the_tests() -> None:
    files = list_python(*PACKAGES)
    assert [name_of(path) for path in files if imported_by(path) & {"tests", "bench", "trust"}] == []
