"""Jobs that do what a parser must never be able to do, to be run where parsers run."""

import os
import signal
import socket
import time
from typing import BinaryIO

from evidence import jobs, zygote


def hang(file: BinaryIO) -> bytes:
    time.sleep(60)
    return b""


def hang_deaf(file: BinaryIO) -> bytes:
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    time.sleep(60)
    return b""


def hog(file: BinaryIO) -> bytes:
    return bytes(len(bytearray(600 * 1024 * 1024)) % 7)


def crash(file: BinaryIO) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def fail(file: BinaryIO) -> bytes:
    raise SystemExit("a parser that gives up")


def half_an_answer(file: BinaryIO) -> bytes:
    class Torn(bytes):
        def __len__(self) -> int:
            return 99

    return Torn(b"half")


def flood(file: BinaryIO) -> bytes:
    return bytes(100 * 1024 * 1024)


def connect(file: BinaryIO) -> bytes:
    """Reach the server on this port of the same machine."""
    port = int(file.read())
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return b"connected"
    except OSError:
        return b"no network"


def overwrite(file: BinaryIO) -> bytes:
    os.write(file.fileno(), b"changed")
    return b""


def write_elsewhere(file: BinaryIO) -> bytes:
    path = file.read().decode()
    with open(path, "wb") as other:  # noqa: PTH123 - as plain as a hostile program
        other.write(b"changed")
    return b""


def secrets(file: BinaryIO) -> bytes:
    return " ".join(os.environ).encode()


def parent(file: BinaryIO) -> bytes:
    return str(os.getppid()).encode()


def serve(descriptor: int, seconds: int) -> None:
    zygote.SECONDS = seconds
    hostile = (
        hang,
        hang_deaf,
        hog,
        crash,
        fail,
        half_an_answer,
        flood,
        connect,
        overwrite,
        write_elsewhere,
        secrets,
        parent,
    )
    jobs.JOBS.update({job.__name__: job for job in hostile})
    zygote.serve(descriptor)
