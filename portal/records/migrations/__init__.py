"""The database's history: every change of the tables is a revision; `.current-head` names the last one."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

FOLDER = Path(__file__).parent
MIGRATION_LOCK = 7_310_427
"""PostgreSQL's advisory lock while the tables change, so that two starts at once do not collide."""


def make_config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config


def head() -> str | None:
    """The revision at which the tables are what this version of the portal expects."""
    return ScriptDirectory.from_config(make_config()).get_current_head()


def migrate(engine: sa.Engine, revision: str = "head") -> None:
    """Bring the tables up to date, in one transaction."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            command.upgrade(make_config(connection), revision)
    else:
        migrate_file(engine, revision)


def migrate_file(engine: sa.Engine, revision: str) -> None:
    """SQLite changes a table by making it anew, which the keys that point to it would forbid: they are looked
    at afterwards instead. Raises sqlalchemy.exc.IntegrityError where one of them leads nowhere."""
    with engine.connect() as connection:
        outside_of_transactions = connection.connection.cursor()
        outside_of_transactions.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                command.upgrade(make_config(connection), revision)
                if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise sa.exc.IntegrityError(f"{len(lost)} rows point nowhere", None, ValueError(lost[0]))
        finally:
            outside_of_transactions.execute("PRAGMA foreign_keys=ON")


def is_migrated(engine: sa.Engine) -> bool:
    """Whether the tables are what this version of the portal expects."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head()
