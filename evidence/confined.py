"""Asks a confined process to look into a file that may be hostile.

One small process (`evidence.zygote`) is started per process of ours and has the parsers loaded. For every job
it makes a copy of itself that has limits on memory and time, no network and no secrets; the copy is killed
when it overruns. Nothing of the caller's `__main__` is imported there.
"""

import atexit
import json
import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

SECONDS = 10
"""How long a job may take; the zygote kills it then."""

MEMORY = 512 * 1024 * 1024
"""Address space of a job, in bytes."""

LARGEST_ANSWER = 64 * 1024 * 1024
_PATIENCE = SECONDS + 10
_HEADER = struct.Struct(">cQ")
_START = "import sys; sys.path[:] = sys.argv[2:]; from evidence.zygote import serve; serve(int(sys.argv[1]))"
_ENVIRONMENT = ("PATH", "LANG", "LD_LIBRARY_PATH")
_MEMORY_IN_LARGE = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""A job is a young process whose every page of memory is asked for anew: by 2 MB at once, not by 4 KB."""

_places = threading.BoundedSemaphore(max(4, os.cpu_count() or 1))


class Died(Exception):
    """The job raised, ran out of memory or time, or was killed."""


class _Zygote:
    """The process that makes the confined ones. After a fork of ours, the new process starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def channel(self) -> socket.socket:
        with self._lock:
            if self._channel is None or self._owner != os.getpid():
                self._start()
            assert self._channel is not None  # noqa: S101 - _start has just made it
            return self._channel

    def forget(self, channel: socket.socket) -> None:
        """Let go of a zygote that is gone, unless another thread has already started a new one."""
        with self._lock:
            if self._channel is channel:
                self._end()

    def end(self) -> None:
        with self._lock:
            if self._owner == os.getpid():
                self._end()

    def renew_lock(self) -> None:
        self._lock = threading.Lock()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            folders = [str(Path(folder).resolve()) for folder in sys.path]
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _START, str(theirs.fileno()), *folders],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
                | _MEMORY_IN_LARGE,
                cwd="/",
                start_new_session=True,
            )
        self._channel, self._owner = ours, os.getpid()

    def _end(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._channel = self._process = None


_zygote = _Zygote()
atexit.register(_zygote.end)
os.register_at_fork(after_in_child=_zygote.renew_lock)


def warm_up() -> None:
    """Start the parser process now, so that the first upload does not wait for it. Returns at once."""
    _zygote.channel()


def ask(job: str, file: int, arguments: dict[str, int | str]) -> bytes:
    """Run one job of `evidence.jobs` on an open file and return its answer.

    Raises Died, and RuntimeError where the process that reads files cannot be started at all.
    """
    message = json.dumps({"job": job, "arguments": arguments}).encode()
    with _places:
        for _ in range(2):  # again when the process was killed since it was last asked
            channel = _zygote.channel()
            reply = _exchange(channel, message, file)
            if reply or not _is_gone(channel):
                return _answer(reply)
            _zygote.forget(channel)
    raise RuntimeError("the process that reads files does not start: see its message on stderr")


def _exchange(channel: socket.socket, message: bytes, file: int) -> bytes:
    """Send the job with its file and the end of a pipe to answer into; return all that came back."""
    receiver, sender = os.pipe()
    try:
        try:
            socket.send_fds(channel, [message], [file, sender])
        except OSError:
            if not _is_gone(channel):
                raise
        finally:
            os.close(sender)
        return _read_all(receiver)
    finally:
        os.close(receiver)


def _read_all(receiver: int) -> bytes:
    """Everything up to the end of the pipe; nothing when that takes too long or is too much."""
    ends_at = time.monotonic() + _PATIENCE
    ready = select.poll()
    ready.register(receiver, select.POLLIN)
    received = bytearray()
    while len(received) <= LARGEST_ANSWER:
        if not ready.poll(max(0, ends_at - time.monotonic()) * 1000):
            return b"\x00"
        piece = os.read(receiver, 64 * 1024)
        if not piece:
            return bytes(received)
        received += piece
    return b"\x00"


def _answer(reply: bytes) -> bytes:
    """The answer out of a reply; one that was cut short is none."""
    if len(reply) < _HEADER.size:
        raise Died("the process was killed")
    mark, length = _HEADER.unpack_from(reply)
    body = reply[_HEADER.size :]
    if mark != b"+" or len(body) != length:
        raise Died(body[:200].decode(errors="replace"))
    return body


def _is_gone(channel: socket.socket) -> bool:
    """Whether the zygote has closed its end, which it does only by ending."""
    try:
        return channel.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
