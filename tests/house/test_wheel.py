"""The wheel carries all that the portal needs to run without its repository."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.sources import ROOT, list_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("good_standing-*.whl")
    return ZipFile(path)


def below(folder: str, inside: str, suffix: str = "") -> set[str]:
    """Names that the files of a folder should have in the wheel."""
    found: list[Path] = list_files(folder, suffix=suffix)
    return {f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" for path in found}


def test_templates(wheel: ZipFile) -> None:
    assert below("templates", "portal/_bundled/templates") - set(wheel.namelist()) == set()


def test_definitions(wheel: ZipFile) -> None:
    definitions = below("checklists/definitions", "checklists/definitions", suffix=".toml")
    assert definitions
    assert definitions - set(wheel.namelist()) == set()


def test_built_assets(wheel: ZipFile) -> None:
    assets = below("build/assets", "portal/_bundled/assets")
    assert "portal/_bundled/assets/manifest.json" in assets
    assert assets - set(wheel.namelist()) == set()


def test_every_module_and_nothing_else(wheel: ZipFile) -> None:
    modules = {
        name for package in ("portal", "checklists", "evidence") for name in below(package, package, ".py")
    }
    names = set(wheel.namelist())
    assert modules - names == set()
    assert {name for name in names if name.startswith(("tests/", "tools/", "var/", "node_modules/"))} == set()


def test_console_command(wheel: ZipFile) -> None:
    (points,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "portal = portal.__main__:main" in wheel.read(points).decode()


def test_what_is_installed_invites_and_answers(wheel: ZipFile, tmp_path: Path) -> None:
    """Away from the repository: what it shows and mails is made from what the wheel carries."""
    wheel.extractall(tmp_path / "installed")
    beside = {"PYTHONPATH": str(tmp_path / "installed"), "PORTAL_HOME": str(tmp_path / "home")}
    script = [sys.executable, str(ROOT / "tests/house/as_installed.py"), "said.json"]
    ran = subprocess.run(script, cwd=tmp_path, env=os.environ | beside, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    said = json.loads((tmp_path / "said.json").read_text())
    assert said["from"] == str(tmp_path / "installed/portal/__init__.py")
    assert said["done"] == [0, 0], ran.stderr
    assert len(said["answers"]) > 2
    assert set(said["answers"].values()) == {200}
    (mail,) = (tmp_path / "home/mail").iterdir()
    assert "Lanternhouse" in mail.read_text()
