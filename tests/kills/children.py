"""Processes that die or are told to stop. All come from one that has loaded the portal, which takes longer
than most of them live."""

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

LOADED = ["draining_server", "mortal_sender", "mortal_server", "mortal_worker", "pack_making"]
"""Whatever comes first begins the one for all of them."""

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([f"{__package__}.{each}" for each in LOADED])


def start(act: Callable[..., None], *given: object) -> BaseProcess:
    process: BaseProcess = CONTEXT.Process(target=act, args=given, daemon=True)
    process.start()
    return process


def command(environment: dict[str, str], said: Path, complaints: Path, *words: str) -> None:
    """The child: `portal` with these words; what it says is in those files."""
    from portal.cli import main

    programs = os.environ["PATH"]
    os.environ.clear()
    os.environ.update({"PATH": programs, **environment})
    for number, path in ((1, said), (2, complaints)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    raise SystemExit(main(words))


@dataclass(frozen=True)
class Command:
    """A command under way in a process of its own. `said` is the file with what it said and complained of."""

    process: BaseProcess
    said: Path

    @property
    def pid(self) -> int:
        assert self.process.pid
        return self.process.pid

    def finish(self, patience: float) -> tuple[int, str]:
        """Its exit code and all that it said."""
        self.process.join(patience)
        code = self.process.exitcode
        assert code is not None, f"it takes longer than {patience} seconds: {self.said.read_text()}"
        return code, self.said.read_text()


def begin(environment: Mapping[str, str], *words: str | Path) -> Command:
    """With what is set here already, such as the keys of a store, besides."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    said = Path(name)
    process = start(command, {**os.environ, **environment}, said, said, *map(str, words))
    return Command(process, said)
