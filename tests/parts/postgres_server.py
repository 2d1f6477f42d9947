"""A real PostgreSQL, started in a folder of its own: one for each worker, so that workers share nothing."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

MISSING = (
    "PostgreSQL's programs (initdb, postgres) were not found, and the tests want a real server. "
    "`make test` installs Debian's package; by hand: apt-get install postgresql"
)
# Speed matters here and durability does not: the folder is thrown away.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "shared_buffers": "64MB",
    "max_connections": "60",
}


def find_program(name: str) -> Path:
    """Debian keeps the programs of each version apart and off PATH: the newest wins."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3])
    )
    on_path = shutil.which(name)
    if versions:
        return versions[-1]
    if on_path:
        return Path(on_path)
    pytest.fail(MISSING, pytrace=False)


def as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root. It ends when the tests' process dies, however that dies."""
    command = ["setpriv", "--pdeathsig", "TERM"]
    if os.geteuid() == 0:
        command += ["--reuid", "postgres", "--regid", "postgres", "--init-groups"]
    return [*command, "--"]


class PostgresServer:
    """A running server that listens on a socket in its folder and on no port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.templates: set[str] = set()
        self.left: list[str] = []
        self.numbers = count(1)
        self.copying: LiteralString = "CREATE DATABASE {name} TEMPLATE {template}"
        self.process: subprocess.Popen[bytes] | None = None
        self.kept: psycopg.Connection | None = None

    def start(self) -> None:
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        data = self.folder / "data"
        initdb = [
            find_program("initdb"),
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ]
        made = subprocess.run(
            [*as_server_user(), *map(str, initdb), "--locale=C.UTF-8", "-D", str(data)],
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        assert made.returncode == 0, f"initdb failed: {made.stderr}"
        self.run()

    def run(self) -> None:
        """Started once more, it goes on with what it has."""
        self.let_go()
        data = self.folder / "data"
        options = [word for key, value in SETTINGS.items() for word in ("-c", f"{key}={value}")]
        command = [str(find_program("postgres")), "-D", str(data), "-k", str(self.folder), *options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*as_server_user(), *command], cwd=self.folder, stdout=log, stderr=log
            )
        self.wait_until_ready()

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def wait_until_ready(self) -> None:
        for _ in range(300):
            try:
                with psycopg.connect(self.address("postgres"), connect_timeout=2) as connection:
                    # Copied as they are: faster than a log of what is in them where nothing waits for a disk.
                    if connection.info.server_version >= 150_000:
                        self.copying = "CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"
                    return
            except psycopg.OperationalError:
                time.sleep(0.05)
        pytest.fail(f"PostgreSQL did not start: {self.log.read_text()[-2000:]}", pytrace=False)

    def address(self, name: str) -> str:
        """For psycopg itself."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def url(self, name: str) -> str:
        """For SQLAlchemy, and so for DATABASE_URL."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def execute(self, statement: LiteralString, **names: str) -> None:
        """On one connection that is kept: each is a new process of the server."""
        if self.kept is None:
            self.kept = psycopg.connect(self.address("postgres"), autocommit=True)
        quoted = {key: sql.Identifier(name) for key, name in names.items()}
        self.kept.execute(sql.SQL(statement).format(**quoted))

    def let_go(self) -> None:
        if self.kept is not None:
            self.kept.close()
            self.kept = None

    def create(self, template: str = "template0") -> str:
        """A fresh database, empty or a copy of a template. Its name."""
        name = f"fresh_{next(self.numbers)}"
        self.execute(self.copying, name=name, template=template)
        return name

    def drop(self, name: str) -> None:
        self.execute("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)

    def leave(self, names: list[str]) -> None:
        """Dropped when the next are left: what was connected takes a moment to end, and the server, which
        waits for that, looks again only after a tenth of a second."""
        before, self.left = self.left, names
        for name in before:
            self.drop(name)

    def template(self, name: str, build: Callable[[str], None]) -> str:
        """A database built once, by a function that gets its SQLAlchemy URL, and copied ever after."""
        if name not in self.templates:
            self.execute("CREATE DATABASE {name} TEMPLATE template0", name=name)
            build(self.url(name))
            self.templates.add(name)
        return name

    def stop(self) -> None:
        """At once: nothing of it is kept, so there is nothing to write down first."""
        self.let_go()
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=30)


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """For those who are no test, too."""
    # Not under pytest's own folder, which the server's user may not enter. A socket's path has 107 bytes.
    with tempfile.TemporaryDirectory(prefix="gs-pg-", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def make_postgres_database(postgres_server: PostgresServer) -> Iterator[Callable[..., str]]:
    """Call it for a fresh database's SQLAlchemy URL; template=NAME copies one. Dropped later."""
    names: list[str] = []

    def make(template: str = "template0") -> str:
        names.append(postgres_server.create(template))
        return postgres_server.url(names[-1])

    yield make
    postgres_server.leave(names)
