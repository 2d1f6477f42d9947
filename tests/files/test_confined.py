"""What a parser that was taken over can do: nothing but waste its own ten seconds."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from evidence import confined
from evidence.practice import practise

START = (
    "import sys; sys.path[:] = sys.argv[2:]; from tests.parts.hostile_jobs import serve;"
    " serve(int(sys.argv[1]), 1)"
)
Ask = Callable[..., bytes]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Run one of the hostile jobs, for one second at most, on a file with this content."""
    zygote = confined._Zygote()
    monkeypatch.setattr(confined, "_START", START)
    monkeypatch.setattr(confined, "_zygote", zygote)

    def run(job: str, content: bytes = b"content") -> bytes:
        path = tmp_path / "file"
        path.write_bytes(content)
        with opened(path) as file:
            return confined.ask(job, file, {})

    yield run
    zygote.end()


@contextmanager
def opened(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDONLY)
    yield file
    os.close(file)


@pytest.mark.parametrize("job", ["hog", "crash", "fail", "half_an_answer", "flood", "overwrite"])
def test_a_job_that_goes_wrong_has_no_answer(ask: Ask, job: str) -> None:
    with pytest.raises(confined.Died):
        ask(job)
    assert int(ask("parent")) > 0


@pytest.mark.parametrize("job", ["hang", "hang_deaf"])
def test_a_job_that_hangs_is_killed(ask: Ask, job: str) -> None:
    began = time.monotonic()
    with pytest.raises(confined.Died):
        ask(job)
    assert 0.9 < time.monotonic() - began < 4


def test_a_job_reaches_no_network(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1]).encode()
        assert ask("connect", port) == b"no network"


def test_a_job_writes_no_file(ask: Ask, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with pytest.raises(confined.Died):
        ask("write_elsewhere", str(other).encode())
    assert not other.exists() or other.read_bytes() == b""


def test_a_job_sees_no_secrets(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    assert b"AWS" not in ask("secrets")
    assert b"PATH" in ask("secrets")


def test_the_parser_process_is_started_again_when_it_was_killed(ask: Ask) -> None:
    first = int(ask("parent"))
    os.kill(first, signal.SIGKILL)
    second = int(ask("parent"))
    assert second != first
    assert int(ask("parent")) == second


def test_many_threads_ask_at_once(ask: Ask) -> None:
    with ThreadPoolExecutor(16) as threads:
        parents = set(threads.map(lambda _: ask("parent"), range(64)))
    assert len(parents) == 1


def test_a_process_that_cannot_start_is_told_and_not_taken_for_a_bad_file(
    tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "_START", "raise SystemExit(1)")
    with pytest.raises(RuntimeError, match="does not start"):
        ask("parent")


def test_a_fork_of_ours_starts_its_own(ask: Ask, tmp_path: Path) -> None:
    ours, told = int(ask("parent")), tmp_path / "told"
    child = os.fork()
    if not child:
        try:
            theirs = ask("parent")
            confined._zygote.end()
            told.write_bytes(theirs)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert int(told.read_text()) != ours
    assert int(ask("parent")) == ours


PROGRAM = """
import sys, time
print("main", __name__, flush=True)
from pathlib import Path
from evidence import confined
from evidence.accept import Incoming
if __name__ == "__main__":
    incoming = Incoming(Path(sys.argv[1]), "register.csv", 1000)
    incoming.write(b"Name,Role")
    print(incoming.finish().media_type, confined._zygote._process.pid, flush=True)
    if sys.argv[2:]:
        time.sleep(60)
"""


def run_program(tmp_path: Path, *arguments: str) -> "subprocess.Popen[str]":
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(program), str(tmp_path / "staging"), *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(confined.__file__).parent.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_what_is_read_for_practice_is_a_document_with_words() -> None:
    assert [text.strip() for text in practise()] == ["Words"]


def test_the_program_that_asks_is_not_run_again(tmp_path: Path) -> None:
    output, errors = run_program(tmp_path).communicate(timeout=30)
    first, second = output.splitlines()
    assert first == "main __main__"
    assert second.startswith("text/csv ")
    assert errors == ""
    assert is_gone(int(second.split()[1]))


def test_the_parser_process_ends_with_the_one_that_asked(tmp_path: Path) -> None:
    with run_program(tmp_path, "wait") as program:
        assert program.stdout is not None
        program.stdout.readline()
        parser = int(program.stdout.readline().split()[1])
        assert not is_gone(parser)
        program.kill()
    for _ in range(100):
        if is_gone(parser):
            return
        time.sleep(0.05)
    pytest.fail("the parser process is still there")


def is_gone(process: int) -> bool:
    """Whether a process has ended (one that nobody has waited for counts as ended)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True
