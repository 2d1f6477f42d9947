"""The process that parsers run in. It never opens a file itself: each job brings its own, already open."""

import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import struct
import time
from dataclasses import dataclass

from evidence.confined import MEMORY
from evidence.confined import SECONDS as SECONDS
from evidence.jobs import JOBS
from evidence.practice import practise

LONGEST_MESSAGE = 64 * 1024
BEHIND = 5
"""How nice a job is to all else on the machine."""

_HEADER = struct.Struct(">cQ")
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


@dataclass
class _Spare:
    """A confined process that waits for its one job, so that no job waits for a process."""

    process: int
    channel: socket.socket

    def take(self, message: bytes, files: list[int]) -> int:
        """Give it the job; the number of the process that does it."""
        with self.channel:
            socket.send_fds(self.channel, [message], files)
        return self.process


def serve(descriptor: int) -> None:
    """Take jobs until the other end closes. Each has a process to itself, killed when its time is over."""
    _leave_the_network()
    gc.freeze()
    running: dict[int, float] = {}
    with socket.socket(fileno=descriptor) as channel:
        spare = _make_spare(channel)
        ready = select.poll()
        ready.register(channel, select.POLLIN)
        while True:
            if ready.poll(_wait_for(running)):
                message, files, _, _ = socket.recv_fds(channel, LONGEST_MESSAGE, 2)
                if not message:
                    break
                with contextlib.suppress(BrokenPipeError):  # somebody killed the spare one: no answer comes
                    running[spare.take(message, files)] = time.monotonic() + SECONDS
                for file in files:
                    os.close(file)
                spare = _make_spare(channel)
            _reap(running)
    for process in (*running, spare.process):
        _kill(process)


def _make_spare(channel: socket.socket) -> _Spare:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = os.fork()
    if process:
        theirs.close()
        return _Spare(process, ours)
    try:
        channel.close()
        ours.close()
        _confine()
        practise()
        message, files, _, _ = socket.recv_fds(theirs, LONGEST_MESSAGE, 2)
        theirs.close()
        if message:
            _run(message, *files)
    finally:
        os._exit(0)


def _run(message: bytes, file: int, answer_to: int) -> None:
    """Do the job; whatever a parser raises is told, not thrown."""
    try:
        asked = json.loads(message)
        with open(file, "rb") as content:
            mark, answer = b"+", JOBS[asked["job"]](content, **asked["arguments"])
    except BaseException as error:  # noqa: BLE001 - parsers raise anything, and this is where it ends
        mark, answer = b"-", f"{type(error).__name__}: {error}".encode(errors="replace")
    with open(answer_to, "wb") as pipe:
        pipe.write(_HEADER.pack(mark, len(answer)) + answer)


def _confine() -> None:
    """Memory and time are bounded; no file can be written, no core dumped; and whoever serves pages goes
    first."""
    os.nice(BEHIND)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def _leave_the_network() -> None:
    """Step into a network namespace that has nothing in it, where the kernel lets us."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is not None and unshare(_NEW_NETWORK) != 0:
        unshare(_NEW_USER | _NEW_NETWORK)


def _wait_for(running: dict[int, float]) -> float | None:
    """Milliseconds until the first job is over its time; None while there is none."""
    if not running:
        return None
    return max(0.0, min(running.values()) - time.monotonic()) * 1000 + 1


def _reap(running: dict[int, float]) -> None:
    for process, ends_at in list(running.items()):
        ended, _ = os.waitpid(process, os.WNOHANG)
        if not ended and time.monotonic() >= ends_at:
            _kill(process)
            ended, _ = os.waitpid(process, 0)
        if ended:
            del running[process]


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
