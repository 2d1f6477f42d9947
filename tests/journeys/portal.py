"""A whole portal for browsers: a real server on a port of its own, with its own database, files and mail."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from evidence.store import Store, open_store
from portal.database import Database
from portal.settings import Settings, read_settings
from tests.builders.messages import Mailbox
from tests.parts.databases import opened_database
from tests.parts.wired_app import behind_door, put_together

SECONDS_TO_START = 10


@dataclass(frozen=True)
class Portal:
    """A portal that is being served, seen from behind."""

    settings: Settings
    database: Database
    store: Store

    @property
    def address(self) -> str:
        return self.settings.address

    def link_in_last_mail(self) -> str:
        """The address that the newest message asks to open."""
        return Mailbox(self.settings, self.database, self.store).last_link()


@contextmanager
def run_portal(
    home: Path, environment: Mapping[str, str] | None = None, host: str = "127.0.0.1"
) -> Iterator[Portal]:
    """Serve from a thread until the block ends; the database of the environment is migrated already. `host`
    is what browsers call it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        address = f"http://{host}:{listening.getsockname()[1]}"
        given = {"PORTAL_HOME": str(home), "PORTAL_ADDRESS": address, **(environment or {})}
        settings = read_settings(given)
        with (
            opened_database(settings.database_url) as database,
            closing(open_store(settings.evidence)) as store,
        ):
            portal = Portal(settings, database, store)
            with serving(portal, listening):
                yield portal


@contextmanager
def serving(portal: Portal, listening: socket.socket) -> Iterator[None]:
    app = behind_door(put_together(), portal.settings, portal.database, portal.store)
    # Without the lifespan: what it tunes in the memory of a server's process would be tuned for all tests.
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=5, access_log=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=20)
