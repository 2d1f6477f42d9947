"""An upload on its way in: written, hashed, looked at, then taken or refused."""

import hashlib
import json
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from evidence import confined
from evidence.certificates import is_certificate_name
from evidence.kinds import EXTENSIONS, KINDS, PDF, PICTURES, Kind
from evidence.names import extension_of, is_helper_file, shown_name
from evidence.refusal import Refused, refuse_name, size_in_words
from evidence.sniff import HEAD, sniff
from evidence.write_behind import begin_to_write

__all__ = ["Accepted", "Incoming", "Refused", "shown_name"]

_WITH_MACROS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam"}
_APPLE = {".pages": "pages", ".numbers": "numbers", ".key": "apple"}
_WEB = {".html", ".htm", ".mht", ".mhtml", ".webarchive", ".url", ".webloc"}
_MAIL = {".eml", ".emlx", ".msg", ".oft", ".mbox"}
_OLD_OFFICE = {".doc", ".dot", ".xls", ".xlt"}
_OLD_STREAMS = ("WordDocument", "Workbook", "Book")
_LOCKED_STREAM = "EncryptedPackage"
_TRUSTED = 0o600


@dataclass(frozen=True)
class Accepted:
    """A file that was taken and lies in the staging folder; `name` is for showing only."""

    path: Path
    name: str
    media_type: str
    size: int
    sha256: str

    def discard(self) -> None:
        """Take the staged file away. Does nothing when it was kept or is gone already."""
        self.path.unlink(missing_ok=True)


class Incoming:
    """One upload, written in chunks to a staging folder and never whole in memory.

    After a refusal, or anything else that is raised, nothing of it is left in the folder.
    """

    def __init__(self, folder: Path, name: str, limit: int) -> None:
        """`limit` is in bytes."""
        self.name = shown_name(name)
        self._limit = limit
        self._size = 0
        self._head = b""
        self._hash = hashlib.sha256()
        self._path = folder / f"{uuid.uuid4().hex}.part"
        self._file = -1
        folder.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _TRUSTED)

    def write(self, chunk: bytes) -> None:
        """Add to the file. Raises Refused at the first byte over the limit."""
        self._size += len(chunk)
        if self._size > self._limit:
            self.discard()
            raise Refused("too-large", limit=size_in_words(self._limit))
        if len(self._head) < HEAD:
            self._head += chunk[: HEAD - len(self._head)]
        self._hash.update(chunk)
        left = memoryview(chunk)
        while left:
            left = left[os.write(self._file, left) :]
        begin_to_write(self._file, self._size - len(chunk), len(chunk))

    def finish(self) -> Accepted:
        """Look at the whole file and say what it is. Raises Refused."""
        try:
            kind = self._look()
            os.close(self._file)
            self._file = -1
        except BaseException:
            self.discard()
            raise
        return Accepted(self._path, self.name, kind.media_type, self._size, self._hash.hexdigest())

    def discard(self) -> None:
        """Leave nothing of the upload. May be called twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._path.unlink(missing_ok=True)

    def _look(self) -> Kind:
        if is_helper_file(self.name):
            raise Refused("lock-file")
        if self._size == 0:
            raise Refused("empty")
        extension = extension_of(self.name)
        found = sniff(self._head)
        if extension in _MAIL and found in ("old-office", "mail", "text"):
            raise Refused("mail")
        if found == "old-office":
            raise Refused(_judge_old_office(self._file, extension))
        _judge_start(found, extension)
        kind = self._inspect(found)
        if extension not in kind.extensions:
            raise refuse_name(extension, kind)
        if is_certificate_name(self.name) and not self._can_be_read(kind):
            raise Refused("dbs-certificate")
        return kind

    def _can_be_read(self, kind: Kind) -> bool:
        """Whether there are words in it that were looked at, so that its name does not decide."""
        if kind is PDF:
            return bool(json.loads(self._ask("has_text", {})))
        return kind not in PICTURES

    def _inspect(self, found: str) -> Kind:
        """Have the content looked into. That the bytes reach the disk is for the store to see to."""
        try:
            answer = json.loads(self._ask("inspect", {"content": found}))
        except confined.Died as error:
            raise Refused("damaged") from error
        if "code" in answer:
            code = answer["code"]
            if code in {"archive", "apple"}:
                raise Refused(_APPLE.get(extension_of(self.name), code))
            raise Refused(code, part=answer["part"])
        return KINDS[answer["kind"]]

    def _ask(self, job: str, arguments: dict[str, int | str]) -> bytes:
        reading = os.open(self._path, os.O_RDONLY)  # the confined process gets no way to write
        try:
            return confined.ask(job, reading, arguments)
        finally:
            os.close(reading)


def _judge_start(found: str, extension: str) -> None:
    """Refuse what the name and the first bytes alone give away."""
    if found == "odd-picture":
        raise Refused("heic")
    if found in ("web-page", "mail") and extension != ".csv":
        raise Refused(found)
    if found == "web-page" or (found == "text" and extension in _WEB):
        raise Refused("web-page")
    if found == "zip" and extension in _WITH_MACROS:
        raise Refused("macros")
    if found in ("foreign", "text") and extension in _OLD_OFFICE:
        raise Refused("old-office")
    if found == "foreign" or (found == "text" and extension not in EXTENSIONS):
        raise Refused("unknown-type")
    if found in ("text", "mail") and extension != ".csv":
        raise Refused("damaged")


def _judge_old_office(file: int, extension: str) -> str:
    """The code for a file in the container that Office used before 2007, and still uses to encrypt."""
    if _holds(file, (_LOCKED_STREAM,)):
        return "encrypted"
    return "old-office" if extension in _OLD_OFFICE or _holds(file, _OLD_STREAMS) else "unknown-type"


def _holds(file: int, streams: tuple[str, ...]) -> bool:
    """Whether one of these names stands anywhere in the file, written as that container writes names."""
    sought = [f"{stream}\0".encode("utf-16-le") for stream in streams]
    longest = max(len(name) for name in sought)
    at, seam = 0, b""
    while piece := os.pread(file, 1024 * 1024, at):
        if any(name in seam + piece for name in sought):
            return True
        at, seam = at + len(piece), piece[-longest:]
    return False
