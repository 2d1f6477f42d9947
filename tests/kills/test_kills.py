"""A hundred deaths: no upload that was acknowledged is lost, and no row is left without its file."""

import hashlib
import random
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from evidence.store import open_store
from portal import clock
from portal.database import Database, open_database
from portal.records import StoredFile
from portal.settings import Settings, read_settings
from portal.sign_in.actions.sign_in import open_session
from portal.standing.queries.verify import verify_files
from portal.web.csrf import new_token
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders.sending import draft
from tests.builders.world import make_world
from tests.kills.mortal_server import AFTER_OBJECT, BEFORE_ANSWER, FROM_OUTSIDE, MortalServer
from tests.parts.databases import migrate_at

KILLS = 100
WAYS = (FROM_OUTSIDE, FROM_OUTSIDE, AFTER_OBJECT, BEFORE_ANSWER)
LONGER, SHORTER = 1.25, 0.8
"""What becomes of the longest life after an upload that was cut off, and after one that was over by then:
about half of them are, however busy the machine is."""

PATIENCE = 60
"""Seconds until an answer is no longer waited for; a dead process ends the wait at once."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"PORTAL_HOME": str(tmp_path / "home"), "PORTAL_ADDRESS": "http://127.0.0.1"}


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    settings = read_settings(environment)
    settings.home.mkdir(parents=True)
    migrate_at(settings.database_url)
    return settings


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = open_database(settings.database_url)
    yield opened
    opened.engine.dispose()


class Uploader:
    """A partner's member who sends one file after another into a draft."""

    def __init__(self, settings: Settings, database: Database) -> None:
        world = make_world(database, open_store(settings.evidence))
        self.draft = draft(world, "safeguarding-policy")
        with database.writing() as session:
            token = open_session(session, world.member.person_id)
            session.commit()
        self.csrf = new_token(settings, token)
        self.cookies = {session_cookie(settings): token, csrf_cookie(settings): self.csrf}

    def send(self, port: int, content: bytes) -> bool:
        """Whether the portal said that it has the file."""
        try:
            answer = httpx.post(
                f"http://127.0.0.1:{port}/submissions/{self.draft}/files",
                data={"_csrf_token": self.csrf},
                files={"files": (f"{uuid.uuid4()}.csv", content)},
                cookies=self.cookies,
                timeout=PATIENCE,
            )
        except httpx.TransportError:
            return False
        assert answer.status_code == 303, answer.text
        return True


def wait_until_ready(port: int) -> None:
    assert httpx.get(f"http://127.0.0.1:{port}/accessibility", timeout=PATIENCE).status_code == 200


def usual_seconds(environment: dict[str, str], uploader: Uploader) -> float:
    """How long an upload takes on this machine today: the first of a server's life, as all of them are."""
    server = MortalServer(environment, FROM_OUTSIDE)
    port = server.port
    wait_until_ready(port)
    start = time.perf_counter()
    assert uploader.send(port, b"a,b\n" * 10_000)
    took = time.perf_counter() - start
    server.kill()
    return took


def some_csv(chance: random.Random) -> bytes:
    """From a few bytes to half a megabyte, each like no other."""
    return f"row,{chance.random()}\n".encode() * chance.choice([1, 50, 2_000, 20_000])


def test_a_hundred_kills_lose_nothing_that_was_acknowledged(
    environment: dict[str, str], settings: Settings, database: Database
) -> None:
    chance = random.Random(20_261_122)
    uploader = Uploader(settings, database)
    acknowledged: set[str] = set()
    longest = 2 * usual_seconds(environment, uploader)
    ways = cycle(WAYS)
    following = MortalServer(environment, next(ways))
    for _ in range(KILLS):
        server, following = following, MortalServer(environment, next(ways))
        content = some_csv(chance)
        port = server.port
        wait_until_ready(port)
        if server.dies == FROM_OUTSIDE:
            threading.Timer(chance.uniform(0, longest), server.process.kill).start()
        answered = uploader.send(port, content)
        if server.dies == FROM_OUTSIDE:
            longest *= SHORTER if answered else LONGER
        if answered:
            assert server.dies == FROM_OUTSIDE, f"a server that dies {server.dies} has answered"
            acknowledged.add(hashlib.sha256(content).hexdigest())
        server.kill()
        assert_every_row_has_its_file(settings, database)
    following.kill()
    assert acknowledged <= set(kept_hashes(database)), "an acknowledged upload is gone"
    assert 0 < len(acknowledged) < KILLS // 2, f"{len(acknowledged)} of {KILLS} is no mixture of lives"
    assert unacknowledged_rows(database, acknowledged), "no process died between row and answer"
    assert orphans(settings, database), "no process died between object and row"


def kept_hashes(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(sa.select(StoredFile.sha256)))


def unacknowledged_rows(database: Database, acknowledged: set[str]) -> set[str]:
    return set(kept_hashes(database)) - acknowledged


HARMLESS = "belongs to no row"


def findings(settings: Settings, database: Database) -> list[str]:
    with database.reading() as session:
        everything = clock.now() + timedelta(days=1)
        return list(verify_files(session, open_store(settings.evidence), everything))


def orphans(settings: Settings, database: Database) -> list[str]:
    return [line for line in findings(settings, database) if line.endswith(HARMLESS)]


def assert_every_row_has_its_file(settings: Settings, database: Database) -> None:
    """Missing, cut short or altered files are findings; files without a row are the harmless kind."""
    bad = [line for line in findings(settings, database) if not line.endswith(HARMLESS)]
    assert not bad, "\n".join(bad)
