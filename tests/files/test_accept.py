"""What is taken, what is refused, and that nothing is left behind."""

import hashlib
import os
import tracemalloc
from pathlib import Path

import pytest

from evidence.accept import Accepted, Incoming
from evidence.kinds import EXTENSIONS, KINDS
from evidence.names import extension_of
from evidence.refusal import SENTENCES, Refused
from evidence.write_behind import begin_to_write
from tests.builders import good_files as good
from tests.builders.good_files import GOOD_FILES
from tests.builders.hostile_files import BAD_FILES, BadFile
from tests.builders.hostile_names import BAD_NAMES

LIMIT = 25 * 1024 * 1024


def take(folder: Path, name: str, content: bytes, limit: int = LIMIT, chunk: int = 64 * 1024) -> Accepted:
    incoming = Incoming(folder, name, limit)
    for start in range(0, len(content), chunk):
        incoming.write(content[start : start + chunk])
    return incoming.finish()


@pytest.mark.parametrize("name", GOOD_FILES)
def test_a_good_file_is_taken_as_what_it_is(staging: Path, name: str) -> None:
    content = GOOD_FILES[name]()
    accepted = take(staging, name, content)
    assert accepted.name == name
    assert accepted.media_type == EXTENSIONS[extension_of(name)].media_type
    assert accepted.size == len(content)
    assert accepted.sha256 == hashlib.sha256(content).hexdigest()
    assert accepted.path.read_bytes() == content
    assert accepted.path.parent == staging
    assert accepted.path.stat().st_mode & 0o077 == 0


def test_where_writing_cannot_begin_early_nothing_is_said_of_it() -> None:
    """What is no file on a disk: only waiting for it at the end tells whether it is there."""
    read, write = os.pipe()
    begin_to_write(write, 0, 1)
    begin_to_write(-1, 0, 1)
    os.close(read)
    os.close(write)


def test_there_is_a_good_file_of_every_kind() -> None:
    assert {EXTENSIONS[extension_of(name)].key for name in GOOD_FILES} == set(KINDS)


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.why)
def test_a_bad_file_is_refused_for_what_it_is(staging: Path, bad: BadFile) -> None:
    with pytest.raises(Refused) as refusal:
        take(staging, bad.name, bad.build())
    assert refusal.value.code == bad.code
    assert list(staging.iterdir()) == []


def test_the_bad_files_show_every_refusal_of_one_file() -> None:
    in_spreadsheets = {"not-a-spreadsheet", "no-rows", "too-much-text"}
    in_spreadsheets |= {"too-many-rows", "too-many-columns", "too-many-sheets"}
    in_tables = {"not-word-or-excel", "no-tables"}
    in_layouts = {"has-pictures", "nothing-to-fill", "too-many-empty"}
    elsewhere = {"too-large", "too-many"} | in_spreadsheets | in_tables | in_layouts
    assert {bad.code for bad in BAD_FILES} == set(SENTENCES) - elsewhere
    assert len(BAD_FILES) >= 40


@pytest.mark.parametrize(
    "before",
    [b"\0\0", b"\r\n\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", b"x" * 1000],
)
def test_a_pdf_is_taken_with_bytes_in_front_of_it(staging: Path, before: bytes) -> None:
    """As mail and web programs leave them; PDF readers look for the start among the first 1,024 bytes."""
    assert take(staging, "policy.pdf", before + good.pdf()).media_type == KINDS["pdf"].media_type


@pytest.mark.parametrize("name", ["Equality policy.docx", "Register.xlsx"])
def test_a_document_whose_main_type_is_that_of_every_xml_is_taken(staging: Path, name: str) -> None:
    content = GOOD_FILES[name]()
    assert take(staging, name, good.with_default_type(content)).media_type == (
        EXTENSIONS[extension_of(name)].media_type
    )


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_says_what_to_do(code: str) -> None:
    refused = Refused(code, limit="25 MB", extension=".pdf", found="a Word document", right=".docx", most="5")
    assert "{" not in refused.sentence
    assert refused.sentence.endswith(".")
    assert any(word in refused.sentence.lower() for word in ("save", "upload", "add", "send"))


@pytest.mark.parametrize("sent", BAD_NAMES, ids=lambda name: ascii(name)[:40])
def test_a_bad_name_is_never_a_path(staging: Path, sent: str) -> None:
    shown = BAD_NAMES[sent]
    if shown.endswith(".pdf"):
        accepted = take(staging, sent, good.pdf())
        assert accepted.name == shown
        assert list(staging.iterdir()) == [accepted.path]
    else:
        with pytest.raises(Refused, match="name"):
            take(staging, sent, good.pdf())
        assert list(staging.iterdir()) == []
    assert [path.name for path in staging.parent.iterdir()] == ["staging"]


def test_one_byte_too_many_is_refused_at_once(staging: Path) -> None:
    incoming = Incoming(staging, "policy.pdf", limit=100)
    incoming.write(bytes(100))
    with pytest.raises(Refused) as refusal:
        incoming.write(b"x")
    assert refusal.value.code == "too-large"
    assert "100 bytes" in refusal.value.sentence
    assert list(staging.iterdir()) == []


def test_a_file_of_just_the_limit_is_taken(staging: Path) -> None:
    content = good.pdf()
    assert take(staging, "policy.pdf", content, limit=len(content)).size == len(content)


@pytest.mark.parametrize("chunk", [1, 7, 4096])
def test_the_size_of_chunks_does_not_matter(staging: Path, chunk: int) -> None:
    content = good.pdf()
    accepted = take(staging, "policy.pdf", content, chunk=chunk)
    assert accepted.sha256 == hashlib.sha256(content).hexdigest()


def test_discarding_leaves_nothing(staging: Path) -> None:
    incoming = Incoming(staging, "policy.pdf", LIMIT)
    incoming.write(b"%PDF-")
    incoming.discard()
    incoming.discard()
    assert list(staging.iterdir()) == []


def test_an_upload_is_never_whole_in_memory(staging: Path) -> None:
    row = b"Name,Role,Date of check,Seen by\n" * 2048
    tracemalloc.start()
    incoming = Incoming(staging, "register.csv", LIMIT)
    for _ in range(320):
        incoming.write(row)
    accepted = incoming.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert accepted.size > 20_000_000
    assert peak < 1_000_000
