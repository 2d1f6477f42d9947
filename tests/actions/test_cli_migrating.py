"""Bringing the tables up to date seals what is there: nothing that was changed behind the portal's back is
sealed with it, unless somebody says so."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.local_store import LocalStore
from portal.cli.backing_up import back_up
from portal.database import Database, open_database
from portal.records import Base, Event
from portal.records.migrations import is_migrated, make_config, migrating
from portal.standing.queries.verify_former import former_table
from tests.actions.conftest import Portal
from tests.actions.machines import machine
from tests.actions.test_register import state_on
from tests.builders.sending import a_worker, accept, accepted, check, send
from tests.builders.tampering import BEHIND
from tests.builders.world import World
from tests.parts.databases import ENGINES, copied_database
from tests.parts.postgres_server import PostgresServer
from tests.parts.worlds import ready_world

FORMER = "0036_payments"
"""Tables and columns that are sealed have come since, and rows of older tables too."""


Aged = Callable[[str], tuple[str, Path]]
"""Call it for an engine's database of an older version, to be copied, and for the folder of its store."""


@pytest.fixture(scope="module")
def aged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Aged:
    """Made once on each engine: to take the tables back takes as long as to bring them up to date."""

    @cache
    def make(engine: str) -> tuple[str, Path]:
        world_source, world = ready_world(request, engine)
        folder = tmp_path_factory.mktemp("former")
        if engine == "sqlite":
            source = str(shutil.copyfile(world_source, folder / "former.db"))
            age(f"sqlite:///{source}", world, folder)
            return source, folder
        server: PostgresServer = request.getfixturevalue("postgres_server")
        source = server.create(world_source)
        age(server.url(source), world, folder)
        return source, folder

    return make


def age(url: str, world: World, folder: Path) -> None:
    """The tables are as the older version has kept them, and so is what happened in them."""
    from alembic import command

    opened, store = open_database(url), LocalStore(folder / "evidence")
    then = replace(world, database=opened, store=store)
    accepted(then, "complaints-policy")
    send(then, "anti-bribery")
    with migrating(opened.engine) as connection:
        command.downgrade(make_config(connection), FORMER)
    if opened.engine.dialect.name == "sqlite":
        with opened.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.engine.dispose()


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of the older version where a test asks for that, with its files in the store."""
    engine: str = request.param
    if "former" not in request.fixturenames:
        return copied_database(request, engine, tmp_path)
    aged: Aged = request.getfixturevalue("aged")
    source, folder = aged(engine)
    shutil.copytree(folder / "evidence", tmp_path / "evidence")
    if engine == "sqlite":
        return f"sqlite:///{shutil.copyfile(source, tmp_path / 'portal.db')}"
    url: str = request.getfixturevalue("make_postgres_database")(source)
    return url


@pytest.fixture
def former(world: World) -> World:
    """A world whose tables are of an older version."""
    return world


def run(database: Database, statement: sa.Executable) -> None:
    with database.engine.begin() as connection:
        connection.execute(statement)


CONTRACT, DECISION = BEHIND.tables["contract"], BEHIND.tables["decision"]

TAMPERINGS = {
    "changed": (sa.update(CONTRACT).values(title="Another title"), "row: contract"),
    "taken away": (sa.delete(DECISION), "row: decision"),
    "the log cut": (sa.delete(Event).where(Event.number > 3), "the newest are gone"),
}


def test_what_is_as_it_was_sealed_is_brought_up_to_date(portal: Portal, former: World) -> None:
    code, said, complaint = portal("migrate")
    assert (code, complaint) == (0, "")
    assert said.endswith("The database is up to date.\n")
    assert portal("verify") == (0, "Everything is as it should be.\n", "")


@pytest.mark.parametrize("how", TAMPERINGS)
def test_what_was_changed_behind_its_back_stops_it(portal: Portal, former: World, how: str) -> None:
    statement, finding = TAMPERINGS[how]
    run(former.database, statement)
    code, _, complaint = portal("migrate")
    assert code == 2
    assert finding in complaint
    assert "Nothing was changed" in complaint
    assert not is_migrated(former.database.engine)


def test_it_is_taken_as_it_is_where_somebody_says_so(portal: Portal, former: World) -> None:
    run(former.database, TAMPERINGS["changed"][0])
    assert portal("migrate", "--as-it-is")[0] == 0
    assert portal("verify")[0] == 0
    with former.database.reading() as session:
        sealed = session.scalars(sa.select(Event.data).where(Event.name == "log-sealed")).all()
    assert [each["why"] for each in sealed] == ["as-it-is"]


def test_nor_is_it_sealed_by_restoring_an_older_backup(
    former: World, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert former.store
    engine = former.database.engine
    run(former.database, TAMPERINGS["changed"][0])
    with monkeypatch.context() as patched:  # the older version, which knows of no other tables
        patched.setattr("portal.cli.backing_up.tables", lambda: former_tables(sa.inspect(engine)))
        patched.setattr("portal.cli.backing_up.head", lambda: FORMER)
        back_up(former.database, former.store, tmp_path / "older.tar")
    other = machine(request, engine.dialect.name, "folder", tmp_path / "to")
    code, _, complaint = other.portal("restore", tmp_path / "older.tar")
    assert code == 2
    assert "row: contract" in complaint
    assert other.portal("restore", tmp_path / "older.tar", "--as-it-is")[0] == 0


def former_tables(inspector: sa.Inspector) -> list[sa.Table]:
    there = inspector.get_table_names()
    return [former_table(inspector, each) for each in Base.metadata.sorted_tables if each.name in there]


def test_standing_is_made_anew_by_the_rules_of_this_version(
    portal: Portal, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a version kept it that let an older certificate count beside a newer one that is not clear."""
    from alembic import command

    worker = a_worker(world)
    accept(world, check(world, worker, issued_on=world.today - timedelta(days=90)))
    with monkeypatch.context() as patched:
        patched.setattr("portal.standing.queries.decision_facts.unclear_by_place", lambda *_: {})
        check(world, worker, issued_on=world.today - timedelta(days=10), outcome="undecided")
    assert state_on(world, world.today) == "met"
    with migrating(world.database.engine) as connection:
        command.downgrade(make_config(connection), "0055_words_follow")
    assert portal("migrate")[0] == 0
    assert state_on(world, world.today) == "expired"
    assert portal("verify") == (0, "Everything is as it should be.\n", "")


def test_broken_off_in_the_middle_nothing_has_happened(
    portal: Portal, former: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables, read models and seals are brought up to date together, or not at all."""

    def dies(*_: object) -> None:
        raise RuntimeError("the machine went off")

    with monkeypatch.context() as patched:
        patched.setattr("portal.cli.operation.seal_what_is", dies)
        with pytest.raises(RuntimeError):
            portal("migrate")
    assert not is_migrated(former.database.engine)
    assert portal("migrate")[0] == 0
    assert portal("verify")[0] == 0
