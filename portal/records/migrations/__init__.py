"""The database's history: every change of the tables is a revision; `.current-head` names the last one.

Alembic is loaded by whoever migrates: a server only asks whether that was done, and keeps 8 MB less.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from portal.turns import WRITING

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent
MIGRATION_LOCK = 7_310_427
"""PostgreSQL's advisory lock while the tables change, so that two starts at once do not collide."""

LONGEST_WAIT = 3600
"""Seconds for which one migration of an SQLite file waits for another."""


VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))
"""Where Alembic keeps the revision at which the tables are."""


def make_config(connection: sa.Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The revision at which the tables are what this version of the portal expects."""
    return (FOLDER / ".current-head").read_text("ascii").strip()


def knows(revision: str) -> bool:
    """Whether it is one of ours, and not of a newer portal."""
    from alembic.script import ScriptDirectory

    return any(
        each.revision == revision for each in ScriptDirectory.from_config(make_config()).walk_revisions()
    )


def migrate(engine: sa.Engine, revision: str = "head") -> bool:
    """Bring the tables up to date, in one transaction; whether there was anything to do. Of two at once, one
    waits until the other is done."""
    with migrating(engine) as connection:
        return migrate_on(connection, revision)


def migrate_on(connection: sa.Connection, revision: str = "head") -> bool:
    """The same in the caller's transaction, which `migrating` has begun."""
    from alembic import command

    before = current(connection)
    command.upgrade(make_config(connection), revision)
    return current(connection) != before


@contextmanager
def migrating(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction in which tables change, and nobody else changes any."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            yield connection
    else:
        with migrating_file(engine) as connection:
            yield connection


@contextmanager
def migrating_file(engine: sa.Engine) -> Iterator[sa.Connection]:
    """SQLite changes a table by making it anew, which the keys that point to it would forbid: they are looked
    at afterwards instead. Raises sqlalchemy.exc.IntegrityError where one of them leads nowhere."""
    with engine.execution_options(**{WRITING: True}).connect() as connection:
        outside_of_transactions = connection.connection.cursor()
        usual = outside_of_transactions.execute("PRAGMA busy_timeout").fetchone()[0]
        outside_of_transactions.execute("PRAGMA foreign_keys=OFF")
        outside_of_transactions.execute(f"PRAGMA busy_timeout={LONGEST_WAIT * 1000}")
        try:
            with connection.begin():
                yield connection
                if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise sa.exc.IntegrityError(f"{len(lost)} rows point nowhere", None, ValueError(lost[0]))
        finally:
            outside_of_transactions.execute(f"PRAGMA busy_timeout={usual}")
            outside_of_transactions.execute("PRAGMA foreign_keys=ON")


def current(connection: sa.Connection) -> str | None:
    """The revision at which the tables are; None where there are none."""
    if not sa.inspect(connection).has_table(VERSION.name):
        return None
    return connection.scalar(sa.select(VERSION.c.version_num))


def is_migrated(engine: sa.Engine) -> bool:
    """Whether the tables are what this version of the portal expects."""
    with engine.connect() as connection:
        return current(connection) == head()
