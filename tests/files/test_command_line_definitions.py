"""`portal checklists show`: the lists of the year; definitions taken out, changed and read again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checklists.library import library
from portal.cli import main

PEER, FLOATING = "porchlight-peer-support", "thurrock-floating-support"
Portal = Callable[..., tuple[int, str, str]]


@pytest.fixture
def portal(capsys: pytest.CaptureFixture[str]) -> Portal:
    """Runs a command: exit code, what it said, what it complained about. No portal is set up for it."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_every_definition_shows_its_five_lists(portal: Portal) -> None:
    for key in library():
        code, out, _ = portal("checklists", "show", key, "--json")
        data = json.loads(out)
        assert code == 0
        for name in ("returns", "measures", "payments", "events", "meetings"):
            assert all({"key", "title", "clause"} <= set(row) for row in data[name])


def test_a_definition_is_taken_out_changed_and_judged_by(portal: Portal, tmp_path: Path) -> None:
    code, text, _ = portal("checklists", "show", PEER, "--toml")
    assert code == 0
    file = tmp_path / "own.toml"
    file.write_text(text.replace("at_least = 95", "at_least = 90"), "utf-8-sig")
    figures = tmp_path / "figures.csv"
    figures.write_text("measure,period,numerator,denominator\nfirst-contact,2026-Q1,90,100\n")
    asked = ("--definition", str(file), "--figures", str(figures), "--json")
    code, out, _ = portal("measures", "judge", *asked)
    (row,) = [row for row in json.loads(out) if row["measure"] == "first-contact"]
    assert (row["target"], row["verdict"]) == ("0.9", "met")
    file.write_text(text.replace("at_least = 95", "at_least = 950"))
    code, out, err = portal("checklists", "show", str(file))
    assert (code, out) == (2, "")
    assert "own.toml: first-contact: at_least: must be per cent, 100 at most, not 950" in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "text in UTF-8"),
        (b"key = ", "Invalid value"),
        (b"", "requirement: is missing"),
        (None, "own.toml"),
    ],
)
def test_what_is_no_definition(portal: Portal, tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "own.toml"
    if content is not None:
        file.write_bytes(content)
    code, out, err = portal("checklists", "show", str(file), "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_what_is_asked_through_the_year_is_shown_to_people(portal: Portal) -> None:
    code, out, _ = portal("checklists", "show", FLOATING)
    assert code == 0
    assert "7.2" in out
    assert "Imminent insolvency or administration" in out
