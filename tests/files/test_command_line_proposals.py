"""`portal checklists propose`: what other programs rely on, and one line for what goes wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checklists.library import as_data, library
from checklists.plain_data import from_data
from portal.cli import main
from tests.builders import good_files as good
from tests.builders import hostile_contents as made
from tests.builders import word_checklists as word
from tests.builders.certificates import CERTIFICATE, word_of

Portal = Callable[..., tuple[int, str, str]]
SAMPLE = Path(__file__).parent.parent / "samples" / "key-requirements.docx"


@pytest.fixture
def portal(capsys: pytest.CaptureFixture[str]) -> Portal:
    """Runs a command: exit code, what it said, what it complained about. No portal is set up for it."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_shape_is_that_of_show_with_the_sources(portal: Portal) -> None:
    code, out, err = portal("checklists", "propose", str(SAMPLE), "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    shown = as_data(library()["porchlight-peer-support"])
    assert list(answer) == [*shown, "sources", "uncertain", "missing", "questions", "left_out"]
    checklist = {name: answer[name] for name in shown}
    assert json.loads(json.dumps(as_data(from_data(checklist, "proposal")))) == checklist
    source = answer["sources"]["criminal-record-checks-dbs"]["months"]
    assert source == "It is done again every three years."


def test_it_can_be_read_by_people(portal: Portal) -> None:
    code, out, _ = portal("checklists", "propose", str(SAMPLE))
    assert code == 0
    assert "26 requirements in 2 groups: Main requirements of the contract; Everyday requirements" in out
    assert "Table 1, row 4" not in out, "a place in the file is no clause"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.docx", word.without_checklist(), "no checklist"),
        ("letter.docx", good.docx(), "no table"),
        ("cut.docx", word.nested()[:3000], "damaged"),
        ("locked.docx", made.ole("EncryptedPackage"), "password"),
        ("old.doc", made.ole("WordDocument"), "old Word"),
        ("empty.docx", b"", "empty"),
        ("starter.docx", word_of(CERTIFICATE), "DBS certificate"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    portal: Portal, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    code, out, err = portal("checklists", "propose", str(file), "--json")
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_one_line(portal: Portal, tmp_path: Path) -> None:
    code, _, err = portal("checklists", "propose", str(tmp_path / "nothing.docx"))
    assert code == 2
    assert "nothing.docx" in err
    assert err.count("\n") == 1


def test_a_file_that_is_too_large_is_one_line(portal: Portal, tmp_path: Path) -> None:
    file = tmp_path / "large.docx"
    file.write_bytes(good.docx() + bytes(26 * 1024 * 1024))
    code, _, err = portal("checklists", "propose", str(file))
    assert code == 2
    assert "larger than 25 MB" in err
