"""A pack as a file: whole, or said not to be; and checked by its own program without the portal."""

import hashlib
import io
import random
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import pytest

from evidence.pack_writing import CHECKER, SUMS, PackZip
from evidence.whole_reading import read_whole
from tests.builders.packing import check, files_in, run_checker

AT = datetime(2026, 11, 28, 15, 20)  # noqa: DTZ001 - the time that stands in a zip has no zone
FILES = {
    "evidence/01 Insurance/Police d’assurance.pdf": b"%PDF-1.4 one",
    "evidence/02 Policy/b.txt": b"two" * 999,
}


def a_pack(files: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    pack = PackZip(out, AT)
    for path, content in (FILES if files is None else files).items():
        with read_whole([content], len(content), hashlib.sha256(content).hexdigest()) as whole:
            pack.add_file(path, whole)
    pack.add_text("manifest.csv", b"a,b\r\n")
    pack.close()
    return out.getvalue()


def test_all_of_it_is_there_with_its_sums() -> None:
    files = files_in(a_pack())
    assert set(files) == {*FILES, "manifest.csv", CHECKER, SUMS}
    lines = files[SUMS].decode().splitlines()
    listed = {name: sha256 for sha256, name in (line.split("  ") for line in lines)}
    assert listed == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != SUMS
    }


def test_the_same_content_makes_the_same_bytes() -> None:
    assert a_pack() == a_pack()


def test_it_is_a_zip_as_any_program_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(a_pack())) as pack:
        assert pack.testzip() is None
        assert {each.filename: each.file_size for each in pack.infolist() if each.filename in FILES} == {
            name: len(content) for name, content in FILES.items()
        }
        (pdf,) = [each for each in pack.infolist() if each.filename.endswith(".pdf")]
        assert (pdf.compress_size, pdf.CRC) == (pdf.file_size, zlib.crc32(pack.read(pdf)))


@pytest.mark.parametrize("packed", [True, False])
def test_its_own_program_says_that_it_is_as_it_was(tmp_path: Path, packed: bool) -> None:
    assert check(a_pack(), tmp_path, packed=packed) == (
        0,
        "All 4 files are as they were when the pack was made.\n",
    )


def test_a_changed_byte_of_any_file_is_found(tmp_path: Path) -> None:
    content = a_pack()
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        pack.extractall(tmp_path)
        names = [name for name in pack.namelist() if name != CHECKER]
    for name in names:
        path = tmp_path / name
        before = path.read_bytes()
        path.write_bytes(bytes([before[0] ^ 1]) + before[1:])
        code, said = run_checker(tmp_path / CHECKER)
        assert code == 1, name
        assert "NOT as it was made" in said
        path.write_bytes(before)
    assert run_checker(tmp_path / CHECKER)[0] == 0


def test_a_changed_byte_of_the_packed_content_is_found(tmp_path: Path) -> None:
    content = bytearray(a_pack())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as pack:
        pack.extract(CHECKER, tmp_path)
        places = [
            random.Random(each.filename).randrange(start, start + each.compress_size)
            for each in pack.infolist()
            for start in [each.header_offset + 30 + len(each.filename.encode())]
        ]
    for place in places:
        content[place] ^= 1
        path = tmp_path / "changed.zip"
        path.write_bytes(content)
        assert run_checker(tmp_path / CHECKER, path)[0] == 1, place
        content[place] ^= 1


@pytest.mark.parametrize("cut", [0.0, 0.1, 0.5, 0.95])
def test_a_pack_that_is_cut_short_is_found(tmp_path: Path, cut: float) -> None:
    content = a_pack()
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        pack.extract(CHECKER, tmp_path)
    path = tmp_path / "cut.zip"
    path.write_bytes(content[: int(len(content) * cut)])
    code, said = run_checker(tmp_path / CHECKER, path)
    assert code == 1
    assert "Traceback" not in said


def test_what_was_added_or_taken_away_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(a_pack())) as pack:
        pack.extractall(tmp_path)
    (tmp_path / "evidence" / "more.pdf").write_bytes(b"more")
    (tmp_path / "evidence" / "02 Policy" / "b.txt").unlink()
    (tmp_path / "Thumbs.db").write_bytes(b"of Windows")
    code, said = run_checker(tmp_path / CHECKER)
    assert code == 1
    assert "evidence/more.pdf is not part of the pack" in said
    assert "evidence/02 Policy/b.txt is missing" in said
    assert "Thumbs.db" not in said


@pytest.mark.parametrize("sums", [b"", b"nonsense\n", b"0" * 64 + b"  a.pdf", b"\xff\xfe\n"])
def test_sums_that_say_nothing_are_no_pass(tmp_path: Path, sums: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(a_pack())) as pack:
        pack.extractall(tmp_path)
    (tmp_path / SUMS).write_bytes(sums)
    assert run_checker(tmp_path / CHECKER)[0] == 1
    (tmp_path / SUMS).unlink()
    assert run_checker(tmp_path / CHECKER)[0] == 1
