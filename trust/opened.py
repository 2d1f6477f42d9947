"""The furnished house of the page tests, opened outside of pytest: on either database, with a client for
everybody."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from litestar import Litestar

from evidence.store import open_store
from portal.access import Viewer
from portal.app import create_app
from portal.database import Database
from portal.settings import Settings, read_settings
from portal.web.csrf import new_token
from portal.web.door import Door as App
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders.world import World, make_world
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, HOST, session_token
from tests.pages.doors import Door, list_doors
from tests.pages.furnished import BOUNCE_SECRET, House, furnish
from tests.pages.watching import Watch
from tests.parts.databases import migrate_at, opened_database
from tests.parts.postgres_server import PostgresServer

CLEAN = "clean"


@dataclass(frozen=True)
class Opened:
    """What the fixtures of tests/pages give a test. `restore` puts the database back as it was."""

    doors: list[Door]
    world: World
    house: House
    clients: dict[str, PageClient]
    restore: Callable[[], None]


@contextmanager
def opened_house(engine: str) -> Iterator[Opened]:
    """`engine` is sqlite or postgresql."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gs-trust-")))
        server = stack.enter_context(running_server()) if engine == "postgresql" else None
        url = f"sqlite:///{folder / 'portal.db'}" if server is None else server.url(server.create())
        migrate_at(url)
        database = stack.enter_context(opened_database(url))
        store = open_store(f"file://{folder / 'evidence'}")
        world = replace(make_world(database), store=store)
        given = {"PORTAL_HOME": str(folder / "home"), "PORTAL_ADDRESS": ADDRESS}
        settings = read_settings({**given, "PORTAL_BOUNCE_SECRET": BOUNCE_SECRET})
        app, watch = create_app(settings, database, store), Watch()
        stack.enter_context(watch.listening(database.engine))
        loop = stack.enter_context(start_blocking_portal())
        people: dict[str, Viewer | None] = {"stranger": None, **world.people}
        clients = {name: client_of(loop, watch, app, settings, database, who) for name, who in people.items()}
        for client in clients.values():
            stack.callback(loop.call, client.http.aclose)
        house = furnish(world, folder / "clean.db")
        assert isinstance(app.app, Litestar)
        restore = keep_clean(house, server)
        yield Opened(list_doors(app.app), world, house, clients, restore)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="gs-trust-pg-", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def client_of(
    loop: BlockingPortal, watch: Watch, app: App, settings: Settings, database: Database, who: Viewer | None
) -> PageClient:
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),  # type: ignore[arg-type]  # Litestar's ASGI types are narrower
        base_url=settings.address,
    )
    session = session_token(database, who) if who else ""
    token = new_token(settings, session)
    http.cookies.set(csrf_cookie(settings), token, HOST)
    if session:
        http.cookies.set(session_cookie(settings), session, HOST)
    return PageClient(loop, http, watch, token)


def keep_clean(house: House, server: PostgresServer | None) -> Callable[[], None]:
    """From now on the database is put back as it is now."""
    engine = house.database.engine
    name = str(engine.url.database)
    if server is None:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(name, house.clean)
        return house.restore
    engine.dispose()
    server.execute("CREATE DATABASE {clean} TEMPLATE {name}", clean=CLEAN, name=name)

    def restore() -> None:
        engine.dispose()
        server.drop(name)
        server.execute("CREATE DATABASE {name} TEMPLATE {clean} STRATEGY FILE_COPY", name=name, clean=CLEAN)

    return restore
