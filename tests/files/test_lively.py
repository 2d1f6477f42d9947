"""Ordinary files with links, fields and figures are taken; so are all that real programs wrote."""

from pathlib import Path

import pytest

from evidence.kinds import EXTENSIONS
from evidence.names import extension_of
from tests.builders.lively_files import LIVELY
from tests.files.test_accept import take

SAMPLES = sorted(
    path for path in (Path(__file__).parents[1] / "samples").iterdir() if path.suffix in EXTENSIONS
)


@pytest.mark.parametrize("why", LIVELY)
def test_an_ordinary_file_is_taken(staging: Path, why: str) -> None:
    name, build = LIVELY[why]
    assert take(staging, name, build()).media_type == EXTENSIONS[extension_of(name)].media_type


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_real_programs_wrote_is_taken(staging: Path, path: Path) -> None:
    assert take(staging, path.name, path.read_bytes()).media_type == EXTENSIONS[path.suffix].media_type
