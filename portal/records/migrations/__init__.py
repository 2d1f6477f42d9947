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


def migrate(engine: sa.Engine) -> None:
    """Bring the tables up to date, in one transaction."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        command.upgrade(make_config(connection), "head")


def is_migrated(engine: sa.Engine) -> bool:
    """Whether the tables are what this version of the portal expects."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head()
