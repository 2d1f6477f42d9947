"""What Debian's clamd says of a file, and that its silence is no answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evidence.scanner import Scanner, ScannerAway, Verdict
from tests.builders import good_files as good
from tests.parts.clamd import HARMFUL, Clamd


def test_a_clean_file_is_clean(clamd: Clamd) -> None:
    verdict = clamd.scanner.scan([good.pdf()])
    assert verdict.is_clean
    assert verdict.signatures.startswith("ClamAV ")


def test_a_harmful_file_is_found_wherever_it_stands(clamd: Clamd) -> None:
    content = b"Name,Role\n" + bytes(200_000) + HARMFUL
    verdict = clamd.scanner.scan(content[at : at + 4096] for at in range(0, len(content), 4096))
    assert verdict == Verdict("Invented.1.UNOFFICIAL", clamd.scanner.version())


def test_nobody_there_is_no_answer(tmp_path: Path) -> None:
    for address in (f"unix://{tmp_path}/nobody", "tcp://127.0.0.1:1"):
        with pytest.raises(ScannerAway, match="could not be reached"):
            Scanner(address).scan([b"a"])


def test_what_is_too_large_for_it_is_no_answer(clamd: Clamd) -> None:
    with pytest.raises(ScannerAway):
        clamd.scanner.scan(bytes(1024 * 1024) for _ in range(40))


@contextmanager
def answering(words: bytes | None) -> Iterator[str]:
    """A server that gives everybody these words, or none for ever; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        lines: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                lines.append(line)
                if words is not None:
                    line.sendall(words)

        threading.Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        for line in lines:
            line.close()


@pytest.mark.parametrize(
    "words", [b"stream: Can't allocate memory ERROR\0", b"\0", b"OK\0", b"stream: OK2\0"]
)
def test_an_error_of_its_own_is_no_answer(words: bytes) -> None:
    with answering(words) as address, pytest.raises(ScannerAway):
        Scanner(address).scan([b"a"])


def test_a_slow_one_is_no_answer() -> None:
    with answering(None) as address, pytest.raises(ScannerAway):
        Scanner(address, patience=0.05).scan([b"a"])
