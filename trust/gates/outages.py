"""PostgreSQL, then S3, is stopped for 30 seconds while people upload and look: they are told so, nothing
that was acknowledged is lost, and everything goes on by itself when the part is back."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping

import sqlalchemy as sa

from bench.engines import DURABLE
from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.records import Work, WorkState
from tests.kills.backing_up import PATIENCE
from tests.kills.mortal_server import MortalServer
from tests.kills.uploading import Said, Uploader, wait_until_ready
from tests.parts import postgres_server
from trust.gate import Result
from trust.places import installed

STOPPED, BEFORE_AND_AFTER = 30.0, 5.0
"""Seconds."""

AWAY = 503


def run() -> Result:
    """The database is one that keeps what it said it had kept, as those of the tests need not."""
    postgres_server.SETTINGS.update(DURABLE)
    faults, told = list[str](), list[str]()
    for part in ("PostgreSQL", "S3"):
        with installed("postgresql and S3") as here:
            assert here.postgres
            assert here.s3
            stop, start = (
                (here.postgres.stop, here.postgres.run)
                if part == "PostgreSQL"
                else (here.s3.stop, here.s3.start)
            )
            uploader = Uploader(here.settings, here.database)
            found, figures = outage(here.environment, uploader, stop, start)
            faults += [f"{part}: {each}" for each in found]
            told.append(f"{part} {figures}")
    for line in faults:
        print(f"      {line}")
    return Result(not faults, f"{'; '.join(told)}; {len(faults)} faults")


def outage(
    environment: dict[str, str], uploader: Uploader, stop: Callable[[], None], start: Callable[[], None]
) -> tuple[list[str], str]:
    """What went wrong, and the figures."""
    server = MortalServer(environment)
    port = server.port
    wait_until_ready(port)
    worker = begin_work(environment)
    assert is_work_done(uploader.database, "before the outage"), "the worker does not begin"
    over = threading.Event()
    acts: list[Callable[[int], Said]] = [
        lambda n: uploader.send(port, b"row,%d\n" % n),
        lambda _: uploader.look(port),
    ]
    hands = [threading.Thread(target=go_on, args=(act, over)) for act in acts]
    for hand in hands:
        hand.start()
    time.sleep(BEFORE_AND_AFTER)
    stop()
    uploader.database.engine.dispose()
    time.sleep(STOPPED)
    start()
    came_back_after = wait_for_both(uploader, port)
    time.sleep(BEFORE_AND_AFTER)
    over.set()
    for hand in hands:
        hand.join()
    worked = is_work_done(uploader.database, "after the outage")
    server.kill()
    worker.terminate()
    worker.wait(PATIENCE)
    uploader.database.engine.dispose()
    wrong = Counter(
        {status: often for status, often in uploader.statuses.items() if status not in {200, 303, AWAY}}
    )
    faults = [f"{often} answers of {status}" for status, often in wrong.items()]
    faults += [*(f"lost: {each}" for each in uploader.lost), *uploader.damage()]
    if not uploader.statuses[AWAY]:
        faults.append("nobody was told that a part was away")
    if not worked:
        faults.append("the worker did not come back by itself")
    if came_back_after is None:
        faults.append("it did not come back by itself")
    figures = (
        f"{len(uploader.acknowledged)} kept, {uploader.statuses[AWAY]} told, back after {came_back_after} s"
    )
    return faults, figures


def begin_work(environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """It says much while a part is away: into a pipe that nobody reads, it would wait for a reader."""
    return subprocess.Popen(
        [sys.executable, "-m", "portal", "work"],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def is_work_done(database: Database, subject: str) -> bool:
    """Whether what is asked for now is done within two minutes, by a worker that was there all the time."""
    with database.writing() as session:
        work_id = ask_work(session, "sweep-sessions", subject)
        session.commit()
    ends_at = time.monotonic() + 120
    while time.monotonic() < ends_at:
        with database.reading() as session:
            if session.scalar(sa.select(Work.state).where(Work.id == work_id)) == WorkState.DONE.value:
                return True
        time.sleep(0.5)
    return False


def go_on(act: Callable[[int], Said], over: threading.Event) -> None:
    number = 0
    while not over.is_set():
        act(number)
        number += 1
        time.sleep(0.05)


def wait_for_both(uploader: Uploader, port: int) -> float | None:
    """After how many seconds a page and an upload go again; None where that takes a minute."""
    began = time.monotonic()
    while (waited := time.monotonic() - began) < 60:
        if uploader.look(port).status == 200 and uploader.send(port, b"back,%f\n" % waited).is_kept:
            return round(waited, 1)
        time.sleep(0.2)
    return None
