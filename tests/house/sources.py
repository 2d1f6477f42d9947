"""The files that are ours: what git would keep, and nothing that is made."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "checklists", "evidence")
FOLDERS = (*PACKAGES, "templates", "tests", "assets", "tools", "bench", "trust", "deploy", ".ci")
SUFFIXES = {
    ".py",
    ".toml",
    ".html",
    ".jinja",
    ".txt",
    ".scss",
    ".mjs",
    ".sh",
    ".json",
    ".md",
    ".in",
    ".ini",
    ".mako",
    ".yaml",
    ".conf",
    ".service",
    ".example",
}


def list_files(*folders: str, suffix: str = "") -> list[Path]:
    """Every file of ours below the folders, sorted."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def list_python(*folders: str) -> list[Path]:
    return list_files(*folders, suffix=".py")


def list_text() -> list[Path]:
    """Every text file of ours, with those at the top."""
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    below = [path for path in list_files(*FOLDERS) if path.suffix in SUFFIXES or path.parent.name == ".ci"]
    return sorted([*top, *below])


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))
