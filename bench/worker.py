"""One worker of the portal in a process of its own, and somebody signed in to it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import sqlalchemy as sa

from portal import clock
from portal.acting.log_key import DEVELOPMENT
from portal.database import open_database
from portal.records import Work, WorkState
from portal.settings import Settings

PATIENCE = 60.0
MEGABYTE = 1024 * 1024
SECONDS_TO_SETTLE = 600
HERE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Worker:
    """`started_in` is in seconds, from the start of the process to the first page."""

    pid: int
    address: str
    started_in: float

    def resident(self) -> float:
        """Megabytes of memory, now."""
        return self.status("VmRSS")

    def most_resident(self) -> float:
        """Megabytes at the worst moment since `forget_most`."""
        return self.status("VmHWM")

    def forget_most(self) -> None:
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def status(self, name: str) -> float:
        found = re.search(
            rf"^{name}:\s+(\d+) kB$", Path(f"/proc/{self.pid}/status").read_text(), re.MULTILINE
        )
        if not found:
            raise RuntimeError(f"the system does not say {name}")
        return int(found[1]) / 1024


@contextmanager
def running_worker(
    settings: Settings, tree: Path = HERE, log: Path | None = None, *, only_serves: bool = False
) -> Iterator[Worker]:
    """The portal of a checkout; it logs into a file, or to where this process does. Where it `only_serves`,
    the work of the day is left to nobody."""
    environment, elsewhere = environment_of(settings), {"PORTAL_WORK": "elsewhere"}
    with started(environment | elsewhere, tree, log):
        pass  # and its byte code is written
    began = time.perf_counter()
    with started(environment | (elsewhere if only_serves else {}), tree, log) as (process, address):
        started_in = time.perf_counter() - began
        if not only_serves:
            wait_for_work(settings)
        yield Worker(process.pid, address, started_in)


@contextmanager
def started(
    environment: dict[str, str], tree: Path, log: Path | None
) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """A process that has answered, and its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "portal", "serve", "--port", str(port)],
        env=environment,
        cwd=tree,
        stdout=subprocess.DEVNULL,
        stderr=log.open("ab") if log else None,
    )
    try:
        wait_for(process, address)
        yield process, address
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for_work(settings: Settings) -> None:
    """What is due by itself (the mails of the day, keeping house) is done before anything is measured."""
    due = sa.select(sa.func.count()).where(
        Work.state.in_([WorkState.WAITING.value, WorkState.TAKEN.value]), Work.due_at <= sa.bindparam("now")
    )
    database, until, quiet = open_database(settings.database_url), time.monotonic() + SECONDS_TO_SETTLE, 0
    while quiet < 3 and time.monotonic() < until:
        time.sleep(1)
        with database.reading() as session:
            quiet = 0 if session.scalar(due, {"now": clock.now()}) else quiet + 1
    database.engine.dispose()


def environment_of(settings: Settings) -> dict[str, str]:
    """This one's, with byte code kept from one start to the next, as where the portal is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PYTHONPYCACHEPREFIX": str(settings.home / "byte-code"),
        "PORTAL_HOME": str(settings.home),
        "PORTAL_LOG_KEY": DEVELOPMENT.secret.hex(),
        "DATABASE_URL": settings.database_url,
        "PORTAL_EVIDENCE": settings.evidence,
    }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the worker ended at its start, with {process.returncode}")
        try:
            if httpx.get(f"{address}/sign-in").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.02)
    raise RuntimeError("the worker did not answer")


def sign_in(address: str, who: tuple[str, str]) -> httpx.Client:
    """A browser of that person, by e-mail address and password."""
    client = httpx.Client(base_url=address, timeout=PATIENCE)
    client.get("/sign-in")
    email, password = who
    form = {"_csrf_token": client.cookies["gs-csrf"], "email": email, "password": password}
    expect(client.post("/sign-in", data=form), 303)
    expect(client.get("/you"), 200)  # a page of this session gives the token of its forms
    return client


def expect(answer: httpx.Response, *wanted: int) -> None:
    """What is not answered as it should be is not worth measuring."""
    if answer.status_code not in wanted:
        raise RuntimeError(f"{answer.request.method} {answer.url.path} answered {answer.status_code}")
