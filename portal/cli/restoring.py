"""restore: a backup becomes an installation, on a machine where there is none.

Files come first; then all rows in one transaction. Broken off anywhere, the same command with the same file
goes on. What an older version of the portal has backed up is brought up to date.
"""

import json
import shutil
import tarfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from evidence.store import Store, is_key, open_store
from portal.acting.log_key import log_key_of
from portal.cli.alone import alone
from portal.cli.backing_up import ABOUT, END, FILES, FORMAT, ROWS, About, End
from portal.cli.backup_rows import read_rows
from portal.cli.failing import Failed
from portal.cli.opening import file_of
from portal.cli.updating import migrate_and_rebuild, require_unaltered
from portal.cli.verifying import verify_all
from portal.database import Database, open_database, session_on
from portal.history.actions.seal_log import seal_log
from portal.history.queries.head import find_key_id
from portal.keeping_key import find_key, keep_key, key_path
from portal.records.migrations import current, head, knows, migrate_on, migrating
from portal.settings import Settings, read_settings
from portal.words.wording import counted

MARK = "restoring"
"""The file in the home folder that names the backup which is being restored there, until all of it is
there."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole."""

    path: Path
    about: About
    end: End


def restore(chosen: Namespace) -> int:
    """Exits as `verify` does, which looks at what has been restored."""
    settings, found = read_settings(), read_backup(Path(chosen.file))
    if not chosen.new_key:
        require_its_key(settings, found)
    prepare_folders(settings)
    with alone(settings):
        return restore_alone(settings, found, as_it_is=chosen.as_it_is)


def restore_alone(settings: Settings, found: Backup, *, as_it_is: bool) -> int:
    store = open_store(settings.evidence)
    begin_over(settings, store, found)
    database = open_database(settings.database_url, log_key=keep_key(settings))
    try:
        restore_files(settings, store, found)
        restore_rows(database, found, as_it_is)
        seal_restored(database, found)
        store.set_owner(found.about.installation)
        (settings.home / MARK).unlink()
        rows = counted(sum(found.end.rows.values()), "row")
        print(f"Restored {rows} and {counted(found.end.files, 'file')} of {found.about.made_at}.")
        return verify_all(database, store, [])
    finally:
        database.engine.dispose()


def require_its_key(settings: Settings, found: Backup) -> None:
    """Before anything is written. Raises Failed where the key of its log is not here."""
    wanted, here = found.about.log_key, find_key(settings)
    if wanted and (here is None or here.key_id != wanted):
        raise Failed(
            f"its log is sealed with the key {wanted}, which is in no backup: put your copy of it at"
            f" {key_path(settings)}, or in PORTAL_LOG_KEY. Where it is lost, `portal restore --new-key` takes"
            " all as it is and seals it with another"
        )


def seal_restored(database: Database, found: Backup) -> None:
    """What is older than the key, or was sealed with one that is lost, is taken as it is, and so is what a
    newer version of the portal made of its rows; an event says so."""
    with database.writing() as session:
        if find_key_id(session) != log_key_of(session).key_id:
            seal_log(session, "new-key" if found.about.log_key else "begun")
        elif found.about.revision != head():
            seal_log(session, "migrated")


def read_backup(path: Path) -> Backup:
    """Raises Failed where it is none, is not whole, or is of a newer portal."""
    try:
        with tarfile.open(path, "r:") as tar:
            names = tar.getnames()
            if not names or names[0] != ABOUT or names[-1] != END:
                raise Failed(f"{path} is not a whole backup: it was broken off, or is something else")
            about, end = read_json(tar, ABOUT), read_json(tar, END)
    except tarfile.TarError as error:
        raise Failed(f"{path} is no backup: {error}") from error
    if about["format"] != FORMAT:
        raise Failed(f"{path} was made by another version of the portal: it has format {about['format']}")
    if not knows(about["revision"]):
        raise Failed(f"{path} was made by a newer version of the portal than this one")
    return Backup(path, About(**about), End(**end))


def read_json(tar: tarfile.TarFile, name: str) -> dict[str, Any]:
    content = tar.extractfile(name)
    assert content is not None  # noqa: S101 - it is one of its names, and no folder
    found: dict[str, object] = json.load(content)
    return found


def prepare_folders(settings: Settings) -> None:
    """So that somebody may write there at all."""
    if path := file_of(settings):
        path.parent.mkdir(parents=True, exist_ok=True)
    settings.home.mkdir(parents=True, exist_ok=True)


def begin_over(settings: Settings, store: Store, found: Backup) -> None:
    """Looks before anything is made, a key of the log neither. Raises Failed as `begin` does."""
    database = open_database(settings.database_url)
    try:
        begin(settings, database, store, found)
    finally:
        database.engine.dispose()


def begin(settings: Settings, database: Database, store: Store, found: Backup) -> None:
    """Raises Failed where there is an installation already, or a part of one."""
    mark = settings.home / MARK
    if mark.is_file():
        if mark.read_text("ascii") != found.about.backup:
            raise Failed(f"another backup was being restored into {settings.home}: go on with that one")
        return
    there = [path.name for path in settings.home.iterdir() if not is_of_nothing(path, settings)]
    if there:
        raise Failed(f"{settings.home} is not empty ({', '.join(sorted(there)[:3])}): nothing was restored")
    if tables_of(database):
        raise Failed("the database is not empty: nothing was restored")
    if store.owner() is not None or next(store.keys(), None) is not None:
        raise Failed("the store is not empty: nothing was restored")
    mark.write_text(found.about.backup, "ascii")


def is_of_nothing(path: Path, settings: Settings) -> bool:
    """The key of the log is put there first. Opening a database makes its file: what is in it is asked of the
    database."""
    own = file_of(settings)
    names = {own.name, f"{own.name}-wal", f"{own.name}-shm"} if own else set()
    return path == key_path(settings) or path.name in names


def tables_of(database: Database) -> list[str]:
    return sa.inspect(database.engine).get_table_names()


def restore_files(settings: Settings, store: Store, found: Backup) -> None:
    """A file that a death left in the way may be one of the store's under its first name: it is taken away,
    never written into."""
    settings.incoming.mkdir(exist_ok=True)
    there = {key for key, _ in store.keys()}  # noqa: SIM118 - a store is no dict
    staged = settings.incoming / "restored.part"
    for name, content in members(found.path, FILES):
        key = name.removeprefix(FILES)
        if not is_key(key):
            raise Failed(f"{found.path} has a file that is none of the portal's: {name}")
        if key not in there:
            staged.unlink(missing_ok=True)
            with staged.open("wb") as out:
                shutil.copyfileobj(content, out)
            store.keep(staged, key)
    staged.unlink(missing_ok=True)


def members(path: Path, below: str) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(path, "r:") as tar:
        for info in tar:
            if info.name.startswith(below) and info.isfile() and (content := tar.extractfile(info)):
                yield info.name, content


def restore_rows(database: Database, found: Backup, as_it_is: bool) -> None:
    """All of them in one transaction, or none. Raises Failed."""
    with migrating(database.engine) as connection:
        if current(connection) is not None:
            return  # all of them came in before it was broken off
        migrate_on(connection, found.about.revision)
        with without_foreign_keys(connection):
            counts = dict(read_rows(connection, content) for _, content in members(found.path, ROWS))
        if counts != found.end.rows:
            raise Failed(f"{found.path} has not the rows that it should have")
        if found.about.revision != head():
            with session_on(database, connection) as session:
                if find_key_id(session) == log_key_of(session).key_id:
                    require_unaltered(session, as_it_is)
                migrate_and_rebuild(session)


@contextmanager
def without_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """PostgreSQL looks at each row's keys at once, though the row that they point to may come in later: they
    are taken out, and looked at when they are put back. On SQLite `migrating` does the same."""
    if connection.dialect.name != "postgresql":
        yield
        return
    from alembic.operations import Operations  # only here: a server never restores
    from alembic.runtime.migration import MigrationContext

    inspector, act = sa.inspect(connection), Operations(MigrationContext.configure(connection))
    keys = [(name, key) for name in inspector.get_table_names() for key in inspector.get_foreign_keys(name)]
    for name, key in keys:
        act.drop_constraint(str(key["name"]), name, type_="foreignkey")
    yield
    for name, key in keys:
        act.create_foreign_key(
            key["name"],
            name,
            key["referred_table"],
            key["constrained_columns"],
            key["referred_columns"],
            **key.get("options", {}),
        )
