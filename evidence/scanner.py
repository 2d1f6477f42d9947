"""Asks ClamAV's clamd whether a file is harmful (clamd(8), INSTREAM). It only answers: what follows is for
others to do."""

import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

_LENGTH = struct.Struct(">I")
_LONGEST_ANSWER = 4096
_PIECE = 64 * 1024


class ScannerAway(Exception):
    """There was no answer that one could go by: nobody there, too slow, or an error of its own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; empty where nothing was. `signatures` says by which."""

    found: str
    signatures: str

    @property
    def is_clean(self) -> bool:
        return not self.found


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd at `unix:///path/of/its/socket` or `tcp://host:port`. No single wait takes longer than
    `patience` seconds."""

    address: str
    patience: float = 60.0

    def scan(self, content: Iterable[bytes]) -> Verdict:
        """Look at the content. Raises ScannerAway."""
        signatures = self.version()
        with self._connected() as line:
            try:
                line.sendall(b"zINSTREAM\0")
                for chunk in content:
                    for start in range(0, len(chunk), _PIECE):
                        piece = chunk[start : start + _PIECE]
                        line.sendall(_LENGTH.pack(len(piece)) + piece)
                line.sendall(_LENGTH.pack(0))
            except BrokenPipeError:
                pass  # it has heard enough, and says why below
            answer = _answer(line)
        if answer == "stream: OK":
            return Verdict("", signatures)
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return Verdict(answer.removeprefix("stream: ").removesuffix(" FOUND"), signatures)
        raise ScannerAway(f"clamd could not look at a file: {answer or 'it closed the line'}")

    def version(self) -> str:
        """Of the program and its signatures; other words once these have changed. Raises ScannerAway."""
        with self._connected() as line:
            line.sendall(b"zVERSION\0")
            answer = _answer(line)
        if not answer:
            raise ScannerAway("clamd does not say which signatures it has")
        return answer

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        try:
            with self._open() as line:
                line.settimeout(self.patience)
                yield line
        except OSError as error:
            raise ScannerAway(f"clamd could not be reached, or did not answer: {error}") from error

    def _open(self) -> socket.socket:
        parts = urlsplit(self.address)
        if parts.scheme == "tcp":
            return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=self.patience)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(self.patience)
            line.connect(parts.path)
        except BaseException:
            line.close()
            raise
        return line


def _answer(line: socket.socket) -> str:
    """Up to its end, which is a zero; empty where the line was closed before."""
    received = bytearray()
    while b"\0" not in received and len(received) < _LONGEST_ANSWER:
        if not (piece := line.recv(_LONGEST_ANSWER)):
            break
        received += piece
    return received.partition(b"\0")[0].decode(errors="replace").strip()
