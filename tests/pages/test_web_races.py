"""What loses a race is done anew before anybody hears of it; who loses for good, or meets a part of the
portal that is away, is told so in words, and never meets an error."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from litestar import Litestar
from sqlalchemy import event

from evidence.store import open_store
from portal.acting.record_event import CHAIN_LOCK
from portal.database import Database, open_database
from portal.records import StoredFile, Submission
from portal.settings import Settings
from portal.turns import WRITING
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor, behind_door

POSTGRESQL = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
LARGE = b"Day,Hours\n" + b"1 May,3\n" * 200_000
"""More than is kept of a request to be read anew."""


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@contextmanager
def crossing(world: World, what: str) -> Iterator[None]:
    """Somebody who locks the other way round: the chain's end first, and all of a table once another waits
    for that. Of the two PostgreSQL breaks off the other."""
    locked = threading.Event()

    def cross() -> None:
        with world.database.engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL deadlock_timeout = '60s'")  # the other shall find out
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({CHAIN_LOCK})")
            locked.set()
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory'"
            until = time.monotonic() + 20
            while not connection.exec_driver_sql(waiting).scalar_one():
                assert time.monotonic() < until, "nobody waits for the chain's end"
                time.sleep(0.01)
            connection.exec_driver_sql(f"TABLE {what} FOR UPDATE")

    with ThreadPoolExecutor(1) as other:
        crossed = other.submit(cross)
        assert locked.wait(20)
        yield
        crossed.result(20)


@POSTGRESQL
def test_what_a_deadlock_broke_off_is_done_anew(world: World, member: PageClient) -> None:
    path = f"/submissions/{ready(world)}/answers"
    member.get(path)
    with crossing(world, "engagement"):
        sent = member.post(path)
    assert sent.location.endswith("/receipt")
    assert "S-" in member.follow(sent).words


def ready(world: World) -> object:
    """A draft that has all it needs."""
    draft = sending.draft(world, "whistleblowing")
    sending.attach(world, draft)
    with world.database.writing() as session:
        answers = sending.answers_to(sending.requirement("whistleblowing"), "")
        session.execute(sa.update(Submission).where(Submission.id == draft).values(**answers))
        session.commit()
    return draft


@POSTGRESQL
def test_the_row_of_a_large_file_is_written_anew_and_the_file_is_there_once(
    world: World, member: PageClient
) -> None:
    path = f"/submissions/{sending.draft(world, 'whistleblowing')}/files"
    member.get(path)
    with crossing(world, "submission"):
        member.upload(path, [("hours.csv", LARGE)])
    with world.database.reading() as session:
        assert session.scalars(sa.select(StoredFile.name)).all() == ["hours.csv"]
    assert world.store
    assert len(list(world.store.keys())) == 1


@pytest.fixture
def impatient(world: World) -> None:
    """A database that waits for its lock a hundredth of a second."""

    def hurry(connection: object, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=10")  # type: ignore[attr-defined]  # sqlite3's

    event.listen(world.database.engine, "connect", hurry)
    world.database.engine.dispose()


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """By another process, which waits for no turn of this one's."""
    engine = open_database(database.engine.url.render_as_string(hide_password=False)).engine
    with engine.execution_options(**{WRITING: True}).begin():
        yield
    engine.dispose()


@pytest.mark.usefixtures("impatient")
def test_who_finds_the_database_locked_for_long_is_told_and_loses_nothing(
    world: World, member: PageClient
) -> None:
    path = f"/submissions/{ready(world)}/answers"
    member.get(path)
    with locked(world.database):
        told = member.post(path, status=409)
    assert told.heading == "Somebody else was faster"
    assert "what you typed is still there" in told.words
    assert member.post(path).location.endswith("/receipt")


@pytest.mark.usefixtures("impatient")
def test_who_finds_it_locked_for_a_moment_does_not_notice(world: World, member: PageClient) -> None:
    path = f"/submissions/{ready(world)}/answers"
    member.get(path)
    other = locked(world.database)
    other.__enter__()
    threading.Timer(0.2, other.__exit__, (None, None, None)).start()
    assert member.post(path).location.endswith("/receipt")


def test_a_mistake_of_ours_is_no_race_however_often_it_is_tried(world: World, member: PageClient) -> None:
    path = f"/submissions/{ready(world)}/answers"
    member.get(path)
    with world.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER never BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, 'never'); END"
        )
    assert member.post(path, status=500).heading == "Sorry, there is a problem"


def test_where_the_database_is_away_everybody_is_told(
    world: World, wired: Litestar, settings: Settings, make_client: Callable[..., PageClient], tmp_path: Path
) -> None:
    away = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'portal.db'}")
    app = behind_door(wired, settings, away, open_store((tmp_path / "evidence").as_uri()))
    somebody = make_client(app, settings, world.member)
    for path in ("/", f"/contracts/{world.contract_id}", "/notices"):
        is_told(somebody.get(path, 503))
    is_told(somebody.post("/notices/read", status=503))
    stranger = make_client(app, settings, None)
    is_told(stranger.post("/sign-in", {"email": "pat@example.org", "password": "x"}, 503))
    stranger.get("/privacy")


def is_told(answer: Answer) -> None:
    assert answer.heading == "Sorry, the portal cannot do that now"
    assert "What was kept before is safe" in answer.words
    assert answer.headers["retry-after"] == "60"


def test_where_the_bucket_is_away_uploads_and_downloads_are_told_and_pages_go_on(
    world: World,
    wired: Litestar,
    settings: Settings,
    make_client: Callable[..., PageClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",  # where nobody listens
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    draft = sending.draft(world, "whistleblowing")
    file = sending.attach(world, draft)
    app = behind_door(wired, settings, world.database, open_store("s3://nowhere/at-all"))
    member = make_client(app, settings, world.member)
    path = f"/submissions/{draft}/files"
    member.get(path)
    is_told(member.upload(path, [("hours.csv", b"Day,Hours\n1 May,3\n")], status=503))
    is_told(member.get(f"/files/{file}", 503))
    member.get(path)
