"""Two workers, one of which is killed in the middle of a mail: every mail arrives, and none twice.

MAILS=500 sends as many; without it they are fifty.
"""

import os
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.store import open_store
from portal import clock
from portal.database import Database
from portal.post.actions.mark_message import UNCONFIRMED
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import Message, MessageKind, Work
from portal.settings import read_settings
from portal.work.working import Worker
from tests.builders.clock import clock_on
from tests.kills.mortal_sender import start_worker
from tests.parts.mail_server import Habits, MailServer, mail_server

MAILS = int(os.environ.get("MAILS", "50"))
SECONDS = 60 + MAILS // 5


def write(database: Database, count: int) -> set[str]:
    """So many mails that wait; their Message-IDs."""
    with database.writing() as session:
        for number in range(count):
            letter = Letter(f"Mail {number}", "Hello", ("A line.\n.\nAnother.",))
            write_message(session, Addressee(f"n{number}@example.org", "N"), MessageKind.LETTER, letter)
        session.commit()
        return set(session.scalars(sa.select(Message.header)))


def states(database: Database) -> Counter[str]:
    with database.reading() as session:
        return Counter(session.scalars(sa.select(Message.state)))


def wait_until_all_went(database: Database, unconfirmed: int) -> None:
    """All but what the killed worker had handed over."""
    until = time.monotonic() + SECONDS
    while states(database)["sent"] < MAILS - unconfirmed:
        assert time.monotonic() < until, states(database)
        time.sleep(0.1)


class Killing:
    """Kills a worker when its own mail server hears of its so manieth mail, at that moment of it."""

    def __init__(self, moment: str, at: int) -> None:
        self.moment, self.at, self.heard = moment, at, 0
        self.worker: BaseProcess | None = None

    def __call__(self, moment: str) -> None:
        self.heard += moment == self.moment
        if self.heard == self.at and self.worker:
            self.worker.kill()
            self.worker.join()


@pytest.mark.parametrize(("moment", "unconfirmed"), [("DATA", 0), ("DOT", 1)])
def test_every_mail_arrives_and_none_twice(
    database: Database, database_url: str, tmp_path: Path, moment: str, unconfirmed: int
) -> None:
    headers = write(database, MAILS)
    killing = Killing(moment, at=MAILS // 5)
    with ExitStack() as open_things:
        mortal = open_things.enter_context(mail_server(habits=Habits(moment=killing)))
        other = open_things.enter_context(mail_server())
        workers = [start_worker(environment(tmp_path, database_url, each)) for each in (mortal, other)]
        killing.worker = workers[0]
        try:
            wait_until_all_went(database, unconfirmed)
        finally:
            for worker in workers:
                worker.kill()
                worker.join()
    delivered = Counter([*mortal.message_ids(), *other.message_ids()])
    assert killing.heard == killing.at, "the first worker was killed in the middle"
    assert len(other.taken) > 0
    assert set(delivered) == headers
    assert max(delivered.values()) == 1
    settle(database, tmp_path, database_url)
    with database.reading() as session:
        problems = Counter(session.scalars(sa.select(Message.problem).where(Message.state == "sent")))
    assert problems == Counter({"": MAILS - unconfirmed}) + Counter({UNCONFIRMED: unconfirmed})


def environment(folder: Path, database_url: str, server: MailServer) -> dict[str, str]:
    return {"PORTAL_HOME": str(folder), "DATABASE_URL": database_url, "PORTAL_SMTP": server.address}


def settle(database: Database, folder: Path, database_url: str) -> None:
    """A day later, without a mail server: what was handed over is known to have gone, nothing goes again."""
    settings = read_settings({"PORTAL_HOME": str(folder), "DATABASE_URL": database_url})
    with clock_on(clock.today() + timedelta(days=1)):
        Worker(settings, database, open_store(settings.evidence)).do_all()
    assert not (folder / "mail").exists()
    with database.reading() as session:
        assert set(session.scalars(sa.select(Work.state))) == {"done"}
