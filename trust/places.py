"""Where gates keep an installation: each database with each store, the real ones."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.acting.log_key import DEVELOPMENT
from portal.database import Database, open_database
from portal.settings import Settings, read_settings
from tests.parts.databases import migrate_at
from tests.parts.postgres_server import PostgresServer, running_postgres
from tests.parts.s3_server import RunningS3

KINDS = ("sqlite and a folder", "sqlite and S3", "postgresql and a folder", "postgresql and S3")


@dataclass(frozen=True, slots=True)
class Installed:
    """A migrated database and an empty store. `postgres` and `s3` are the servers, where there are any."""

    environment: dict[str, str]
    settings: Settings
    database: Database
    postgres: PostgresServer | None
    s3: RunningS3 | None


@contextmanager
def installed(kind: str, home: Path | None = None, *, is_empty: bool = False) -> Iterator[Installed]:
    """One of KINDS, without a table where it is to be empty. `home` is where the portal is at home; else in
    a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="gs-trust-", ignore_cleanup_errors=True) as folder:
        at_home = home or Path(folder) / "home"
        at_home.mkdir(exist_ok=True)
        with postgres_of(kind) as postgres, s3_of(kind) as s3:
            environment = {
                "PORTAL_HOME": str(at_home),
                "PORTAL_ADDRESS": "http://127.0.0.1",
                "PORTAL_LOG_KEY": DEVELOPMENT.secret.hex(),
            }
            if postgres:
                environment["DATABASE_URL"] = postgres.url(postgres.create())
            if s3:
                environment |= s3.server.environment
                environment["PORTAL_EVIDENCE"] = f"s3://{s3.server.make_bucket()}/evidence"
                os.environ.update(s3.server.environment)
            settings = read_settings(environment)
            if not is_empty:
                migrate_at(settings.database_url)
            database = open_database(settings.database_url)
            try:
                yield Installed(environment, settings, database, postgres, s3)
            finally:
                database.engine.dispose()


@contextmanager
def postgres_of(kind: str) -> Iterator[PostgresServer | None]:
    if not kind.startswith("postgresql"):
        yield None
        return
    with running_postgres() as server:
        yield server


@contextmanager
def s3_of(kind: str) -> Iterator[RunningS3 | None]:
    """One for all, as a process knows the address of one."""
    yield the_s3() if kind.endswith("S3") else None


@cache
def the_s3() -> RunningS3:
    folder = Path(tempfile.mkdtemp(prefix="gs-s3-"))
    running = RunningS3(folder)
    running.start()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(running.stop)
    return running
