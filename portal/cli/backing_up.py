"""backup: database and store in one file, of one moment, while everybody works.

The file is a tar archive: `about.json`, then `files/KEY`, then `rows/TABLE.jsonl.gz`, and last `end.json`,
without which it is not whole. Rows are read by the portal itself in one snapshot (SQLite's read transaction,
PostgreSQL's REPEATABLE READ), so that no program of either is needed and one may be restored as the other.
Files that the rows of that moment know are copied before the rows are: no row of the backup lacks its file.
"""

import json
import tarfile
import tempfile
import uuid
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from evidence.store import NotStored, Store, open_store
from portal import clock
from portal.cli.backup_rows import tables, write_rows
from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.cli.whole_file import PRIVATE, whole_file
from portal.database import Database, snapshot
from portal.files.actions.name_installation import own_store
from portal.history.queries.head import find_key_id
from portal.records.migrations import head
from portal.settings import read_settings
from portal.standing.queries.verify import kept_files
from portal.words.wording import counted

FORMAT = 1
ABOUT, FILES, ROWS, END = "about.json", "files/", "rows/", "end.json"

SNAPSHOTS = 5
"""How often a moment is chosen anew, where files of it are thrown away for good while they are copied."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup is of: `installation` and `revision` of the tables; `backup` is its own id. `log_key`
    tells with which key its log is sealed, which is in no backup; empty where with none."""

    format: int
    backup: str
    installation: str
    revision: str
    made_at: str
    log_key: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """What is in a backup that is whole: rows by table, and how many files; keys of files that the store did
    not have any more when it was made."""

    files: int
    rows: dict[str, int]
    missing: list[str] = field(default_factory=list)


def backup(chosen: Namespace) -> int:
    """Exit 1 where the store lacks files that it should have; the rest is in the backup."""
    settings, path = read_settings(), Path(chosen.file)
    if not path.parent.is_dir():
        raise Failed(f"there is no folder {path.parent}")
    with opened(settings) as database:
        end = back_up(database, open_store(settings.evidence), path)
    rows = counted(sum(end.rows.values()), "row")
    print(f"Wrote {rows} and {counted(end.files, 'file')} to {path}.")
    for key in end.missing:
        print(f"file: {key} is missing from the store, and so from the backup")
    return 1 if end.missing else 0


def back_up(database: Database, store: Store, path: Path) -> End:
    """Raises FileExistsError where there is something already, and NotOurStore."""
    own, revision = own_store(database, store), str(head())
    with database.reading() as session:
        key_id = find_key_id(session) or ""
    about = About(FORMAT, str(uuid.uuid4()), own, revision, clock.now().isoformat(), key_id)
    with whole_file(path) as out, tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        add_json(tar, ABOUT, asdict(about))
        end = Copying(database, store, tar).all()
        add_json(tar, END, asdict(end))
    return end


class Copying:
    """What has been copied so far."""

    def __init__(self, database: Database, store: Store, tar: tarfile.TarFile) -> None:
        self.database, self.store, self.tar = database, store, tar
        self.copied, self.missing = set[str](), set[str]()

    def all(self) -> End:
        with self.database.reading() as session:  # most of them, while no snapshot is held open
            self.copy(session.scalars(kept_files()).all())
        for _ in range(SNAPSHOTS):
            with snapshot(self.database) as connection:
                known = set(connection.scalars(kept_files()))
                self.copy(sorted(known - self.copied))
                lost = known & self.missing
                if not lost or lost <= self.known_now():
                    return End(len(self.copied), self.rows(connection), sorted(lost))
        raise Failed("files are being thrown away faster than they can be copied: try again later")

    def copy(self, keys: Iterable[str]) -> None:
        for key in keys:
            try:
                with self.store.fetch(key) as local:
                    self.tar.add(local, f"{FILES}{key}", recursive=False, filter=without_owner)
            except NotStored:
                self.missing.add(key)
            else:
                self.copied.add(key)

    def known_now(self) -> set[str]:
        with self.database.reading() as session:
            return set(session.scalars(kept_files()))

    def rows(self, connection: sa.Connection) -> dict[str, int]:
        counts = {}
        for table in tables():
            with tempfile.TemporaryFile() as written:
                counts[table.name] = write_rows(connection, table, written)
                add_content(self.tar, f"{ROWS}{table.name}.jsonl.gz", written)
        return counts


def add_json(tar: tarfile.TarFile, name: str, value: object) -> None:
    add_content(tar, name, BytesIO(json.dumps(value, indent=1).encode()))


def add_content(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    info = tarfile.TarInfo(name)
    info.size = content.seek(0, 2)
    content.seek(0)
    tar.addfile(without_owner(info), content)


def without_owner(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nobody's, and private."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = PRIVATE
    return info
