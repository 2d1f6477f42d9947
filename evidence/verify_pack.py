"""Checks a pack against its SHA256SUMS, with nothing but Python 3.8 or newer:

    python verify.py             the folder in which this file lies, unpacked
    python verify.py PACK.zip    a pack that is still packed

It says what is wrong and ends with 1, or that all is as it was when the pack was made, and ends with 0.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zipfile
import zlib
from pathlib import Path
from typing import IO

SUMS = "SHA256SUMS"
PIECE = 1 << 20
OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What computers put into folders by themselves."""

UNREADABLE = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error)


class Packed:
    """A zip."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path)
        self.names = [each.filename for each in self.zip.infolist() if not each.is_dir()]

    def open(self, name: str) -> IO[bytes]:
        return self.zip.open(name)


class Unpacked:
    """A folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        files = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
        self.names = [each.relative_to(folder).as_posix() for each in files if each.name not in OF_THE_SYSTEM]

    def open(self, name: str) -> IO[bytes]:
        return self.folder.joinpath(*name.split("/")).open("rb")


def read_sums(content: bytes) -> dict[str, str]:
    """By name the SHA-256 in hexadecimal; raises ValueError for a line that says neither."""
    text = content.decode("utf-8")
    if not text.endswith("\n"):
        raise ValueError("it is cut short")
    sums: dict[str, str] = {}
    for line in text[:-1].split("\n"):
        sha256, gap, name = line[:64], line[64:66], line[66:]
        if gap != "  " or not name or set(sha256) - set("0123456789abcdef") or name in sums:
            raise ValueError(f"{line[:80]!r} is no line of it")
        sums[name] = sha256
    return sums


def digest(stream: IO[bytes]) -> str:
    found = hashlib.sha256()
    for piece in iter(lambda: stream.read(PIECE), b""):
        found.update(piece)
    return found.hexdigest()


def findings(pack: Packed | Unpacked) -> list[str]:
    """What is wrong, a sentence each."""
    if pack.names.count(SUMS) != 1:
        return [f"{SUMS} is not there: nothing can be checked"]
    try:
        with pack.open(SUMS) as stream:
            sums = read_sums(stream.read())
    except UNREADABLE as error:
        return [f"{SUMS} cannot be read: {error}"]
    found = [f"{name} is not part of the pack" for name in sorted(set(pack.names) - set(sums) - {SUMS})]
    if len(pack.names) != len(set(pack.names)):
        found.append("a name is there twice")
    return found + [fault for name in sorted(sums) if (fault := fault_of(pack, name, sums[name]))]


def fault_of(pack: Packed | Unpacked, name: str, sha256: str) -> str:
    if name not in pack.names:
        return f"{name} is missing"
    try:
        with pack.open(name) as stream:
            return "" if digest(stream) == sha256 else f"{name} is not what it was"
    except UNREADABLE as error:
        return f"{name} cannot be read: {error}"


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        pack: Packed | Unpacked = Unpacked(path) if path.is_dir() else Packed(path)
    except UNREADABLE as error:
        say(f"{path} cannot be read: {error}")
        return 1
    found = findings(pack)
    for line in found:
        say(line)
    if found:
        say(f"This pack is NOT as it was made. What is wrong: {len(found)}")
        return 1
    say(f"All {len(pack.names) - 1} files are as they were when the pack was made.")
    return 0


def say(line: str) -> None:
    sys.stdout.write(line.encode("ascii", "backslashreplace").decode("ascii") + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
