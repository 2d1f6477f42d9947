"""What commands open: settings, the database, its tables as they should be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from portal.acting.log_key import log_key_of
from portal.cli.failing import Failed
from portal.database import PATIENCE, Database, open_database
from portal.history.queries.head import find_key_id
from portal.keeping_key import keep_key, key_path
from portal.records.migrations import is_migrated
from portal.settings import Settings, read_settings

NOT_MIGRATED = "the database is not up to date: run `portal migrate` first"


@contextmanager
def opened(settings: Settings | None = None, patience: int = PATIENCE) -> Iterator[Database]:
    """The migrated database of the settings; raises Failed where it is not up to date. On SQLite one waits so
    many seconds until others have written."""
    settings = settings or read_settings()
    path = file_of(settings)
    if path and not path.exists():
        raise Failed(NOT_MIGRATED)
    database = open_database(settings.database_url, log_key=keep_key(settings), patience=patience)
    try:
        require_migrated(database)
        require_key(database, settings)
        yield database
    finally:
        database.engine.dispose()


def require_migrated(database: Database) -> None:
    try:
        is_up_to_date = is_migrated(database.engine)
    except DatabaseError as error:
        raise Failed(f"the database cannot be read: {error.orig}") from error
    if not is_up_to_date:
        raise Failed(NOT_MIGRATED)


def require_key(database: Database, settings: Settings) -> None:
    """Raises Failed where the log is sealed with another key."""
    with database.reading() as session:
        sealed_with, here = find_key_id(session), log_key_of(session).key_id
    if sealed_with not in {None, here}:
        raise Failed(
            f"the log is sealed with the key {sealed_with}, and {key_path(settings)} or PORTAL_LOG_KEY is "
            f"{here}: put the right one back, or begin anew with `portal log new-key`"
        )


def file_of(settings: Settings) -> Path | None:
    """The file of an SQLite database, or None."""
    address = sa.make_url(settings.database_url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None
