"""Whoever can write into the database tampers with the log and with every column of every sealed row."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from evidence.store import open_store
from portal.acting.sealed import SEALED, Sealing
from portal.database import Database, open_database
from portal.demo import load_demo
from portal.history.actions.seal_log import last_seals
from portal.settings import read_settings
from portal.standing.actions.rebuild_standing import rebuild
from portal.standing.queries.verify_log import verify_events, wrong_rows
from tests.builders.tampering import BEHIND, TAMPERINGS, Tamperer, is_free, other_value
from tests.parts.databases import migrate_at
from tests.parts.postgres_server import PostgresServer
from trust.gate import Result


def run() -> Result:
    tried, seen, unseen = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for database in databases(Path(folder)):
            for what, is_found in try_all(database):
                tried, seen = tried + 1, seen + is_found
                unseen += [] if is_found else [what]
    for what in unseen:
        print(f"  unseen: {what}")
    return Result(not unseen and tried > 0, f"{seen} of {tried} seen, on SQLite and PostgreSQL")


def databases(folder: Path) -> Iterator[Database]:
    """A demonstration on each engine."""
    with server() as postgres:
        postgres.execute("CREATE DATABASE {name}", name="tampering")
        for url in (f"sqlite:///{folder / 'portal.db'}", postgres.url("tampering")):
            migrate_at(url)
            database = open_database(url)
            home = folder / database.engine.dialect.name
            settings = read_settings({"PORTAL_HOME": str(home), "DATABASE_URL": url})
            load_demo(settings, database, open_store(settings.evidence), 3)
            yield database
            database.engine.dispose()


@contextmanager
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL of its own for the time of the trial."""
    with tempfile.TemporaryDirectory(prefix="gs-pg-") as folder:
        started = PostgresServer(Path(folder))
        started.start()
        try:
            yield started
        finally:
            started.stop()


def try_all(database: Database) -> Iterator[tuple[str, bool]]:
    engine = database.engine.dialect.name
    for name, tamper in TAMPERINGS.items():
        for rebuilt in (False, True):
            with database.writing() as session:
                tamper(Tamperer(session))
                if rebuilt:
                    rebuild_first(session)
                yield f"{engine}, {name}, rebuilt: {rebuilt}", next(verify_events(session), None) is not None
                session.rollback()
    with database.reading() as session:
        seals = last_seals(session)
    for name, sealing in SEALED.items():
        for what, statement in changes(database, sealing):
            yield f"{engine}, {name} {what}", is_found(database, seals, name, statement)


def rebuild_first(session: Session) -> None:
    engagement = BEHIND.tables["engagement"]
    rebuild(session, list(session.scalars(sa.select(engagement.c.id).limit(1))))


def changes(database: Database, sealing: Sealing) -> Iterator[tuple[str, sa.Executable]]:
    """A row changed in each of its columns, and taken away; where the table has one."""
    table = BEHIND.tables[sealing.table.name]
    query = sa.select(table).limit(1)
    if sealing.once:
        query = query.where(table.c[sealing.once].is_not(None))
    with database.reading() as session:
        row = session.execute(query).mappings().first()
    if row is None:
        return
    is_it = sa.and_(*(table.c[each.name] == row[each.name] for each in sealing.keys))
    for column in table.columns:
        if is_free(column) and column.name not in sealing.but and row[column.name] is not None:
            other: Any = other_value(column, row[column.name])
            yield column.name, sa.update(table).where(is_it).values({column.name: other})
    yield "taken away", sa.delete(table).where(is_it)


def is_found(
    database: Database, seals: dict[tuple[str, str], str], name: str, statement: sa.Executable
) -> bool:
    """What another row points at is not the tamperer's to take away: then nothing was tampered with."""
    with database.writing() as session:
        try:
            session.execute(statement)
        except IntegrityError:
            session.rollback()
            return True
        found = next(wrong_rows(session, seals, {name: SEALED[name]}), None) is not None
        session.rollback()
    return found
