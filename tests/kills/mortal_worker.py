"""Workers in processes of their own, one of which dies by SIGKILL in the middle of what it does."""

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from unittest import mock

import sqlalchemy as sa

from evidence.store import open_store
from portal.acting.log_key import DEVELOPMENT
from portal.cli import main
from portal.database import open_database
from portal.settings import Settings, read_settings
from portal.work import queue, working
from portal.work.queue import Working
from portal.work.tools import Task, Tools
from portal.work.working import Worker
from tests.parts import loopback_only as loopback_only

BEFORE, WITHIN, AFTER = "before the effect", "within its transaction", "between effect and done"
FATAL = 10
"""During which piece of its work a worker dies."""

TABLES = sa.MetaData()
RUNS = sa.Table("runs", TABLES, sa.Column("subject", sa.Text), sa.Column("pid", sa.Integer))
LEFT = sa.Table("left_to_do", TABLES, sa.Column("subject", sa.Text))
EFFECTS = sa.Table("effects", TABLES, sa.Column("subject", sa.Text))
"""Who began what; what is left to do; what was done."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def count(dies: Callable[[str], None], tools: Tools, subject: str) -> None:
    """Has its effect where that is left to do, and notes in the same transaction that it no longer is."""
    with tools.database.writing() as session:
        session.execute(sa.insert(RUNS).values(subject=subject, pid=os.getpid()))
        session.commit()
    dies(BEFORE)
    with tools.database.writing() as session:
        left = sa.delete(LEFT).where(LEFT.c.subject == subject).returning(LEFT.c.subject)
        if session.scalar(left):
            session.execute(sa.insert(EFFECTS).values(subject=subject))
        dies(WITHIN)
        session.commit()
    dies(AFTER)


def work_until_all_is_done(environment: dict[str, str], dies: str) -> None:
    """The child: takes what there is until nothing is left, or it dies at that point of a piece."""
    settings = read_settings(environment)
    database = open_database(settings.database_url)
    passed = dict.fromkeys((BEFORE, WITHIN, AFTER), 0)

    def pass_by(point: str) -> None:
        passed[point] += 1
        if point == dies and passed[point] == FATAL:
            die()

    tasks: dict[str, Task] = {"count": partial(count, pass_by)}
    worker = Worker(settings, database, open_store(settings.evidence), tasks)
    is_open = sa.text("SELECT count(*) FROM work WHERE state IN ('waiting', 'taken')")
    while True:
        worker.do_all()
        with database.reading() as session:
            if not session.scalar(is_open):
                return
        time.sleep(0.1)


def ask_and_die_before_waking(environment: dict[str, str], kind: str, subject: str) -> None:
    """The child: what it asks for is written, and it is gone before anybody is woken."""
    from portal.acting.ask_work import ask_work

    settings = read_settings(environment)
    database = open_database(settings.database_url)
    at_work = Working(settings, database, open_store(settings.evidence))
    at_work.wake = die
    at_work.listen()
    with database.writing() as session:
        ask_work(session, kind, subject)
        session.commit()


def work_slowly(environment: dict[str, str], seconds: float) -> None:
    """The child: `portal work`, whose every piece takes that long, until it is told to stop."""

    def sleep(tools: Tools, _subject: str) -> None:
        tools.step(0, 1)
        time.sleep(seconds)

    os.environ.update(environment)
    with mock.patch.object(working, "TASKS", {"count": sleep}), mock.patch.object(queue, "ask_due"):
        raise SystemExit(main(["work", "--threads", "1"]))


def environment_of(settings: Settings) -> dict[str, str]:
    return {
        "PORTAL_HOME": str(settings.home),
        "PORTAL_LOG_KEY": DEVELOPMENT.secret.hex(),
        "DATABASE_URL": settings.database_url,
        "PORTAL_EVIDENCE": settings.evidence,
    }
