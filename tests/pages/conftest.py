"""The portal as a whole, in this process: a world, the app over it, and a client for whoever is there."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from anyio.from_thread import BlockingPortal, start_blocking_portal
from litestar import Litestar
from litestar.exceptions import HTTPException, MethodNotAllowedException

from evidence.store import Store, open_store
from portal.access import Viewer
from portal.database import Database, open_database
from portal.records import Person
from portal.settings import Settings, read_settings
from portal.sign_in.actions.sign_in import open_session
from portal.web.csrf import new_token
from portal.web.door import LOOKING, MOST_AT_ONCE
from portal.web.door import Door as App
from portal.web.seats import READERS, WRITERS
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door, list_doors
from tests.pages.furnished import BOUNCE_SECRET, House, furnish
from tests.pages.rushing import AT_ONCE, Rush, rush_of
from tests.pages.watching import Watch
from tests.parts.databases import copied_database, opened_database
from tests.parts.wired_app import behind_door as behind_door
from tests.parts.wired_app import put_together
from tests.parts.worlds import ready_world

HOST = "portal.example"
ADDRESS = f"http://{HOST}"

ClientFor = Callable[[Viewer | str | None], PageClient]
"""Takes a viewer, an e-mail address, or None for a stranger."""


@pytest.fixture
def engine_name(request: pytest.FixtureRequest) -> str:
    """SQLite, unless a test asks for both:
    @pytest.mark.parametrize("engine_name", ENGINES, indirect=True)."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def database(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated database; with the world in it where a test asks for that."""
    with opened_database(copied_database(request, engine_name, tmp_path)) as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"file://{tmp_path / 'evidence'}")


@pytest.fixture
def world(engine_name: str, request: pytest.FixtureRequest, database: Database, store: Store) -> World:
    """The small world of tests/builders/world.py, as it is today."""
    return replace(ready_world(request, engine_name)[1], database=database, store=store)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    given = {"PORTAL_HOME": str(tmp_path / "home"), "PORTAL_ADDRESS": ADDRESS}
    return read_settings({**given, "PORTAL_BOUNCE_SECRET": BOUNCE_SECRET})


@pytest.fixture(scope="session")
def wired() -> Litestar:
    return put_together()


@pytest.fixture
def app(wired: Litestar, settings: Settings, database: Database, store: Store) -> App:
    return behind_door(wired, settings, database, store)


@pytest.fixture(scope="session")
def event_loop_thread() -> Iterator[BlockingPortal]:
    """One event loop in a thread of its own, for all clients of this worker."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def make_client(event_loop_thread: BlockingPortal, database: Database) -> Iterator[Callable[..., PageClient]]:
    """Call it with an app, its settings, and whoever is to be signed in."""
    opened: list[httpx.AsyncClient] = []
    watch = Watch()

    def make(app: App, settings: Settings, who: Viewer | str | None = None) -> PageClient:
        http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app),  # type: ignore[arg-type]  # Litestar's ASGI types are narrower
            base_url=settings.address,
        )
        opened.append(http)
        signed_in = session_token(database, who) if who is not None else ""
        token = new_token(settings, signed_in)
        http.cookies.set(csrf_cookie(settings), token, HOST)
        if signed_in:
            http.cookies.set(session_cookie(settings), signed_in, HOST)
        return PageClient(event_loop_thread, http, watch, token, cache(partial(is_looked_at, app.app)))

    with watch.listening(database.engine):
        yield make
    for http in opened:
        event_loop_thread.call(http.aclose)


def session_token(database: Database, who: Viewer | str) -> str:
    """A session for somebody, as if signed in a moment ago."""
    with database.writing() as session:
        email = who if isinstance(who, str) else who.email
        token = open_session(
            session, session.scalars(sa.select(Person.id).where(Person.email == email)).one()
        )
        session.commit()
    return token


def is_looked_at(app: Any, path: str) -> bool:
    """Whether an address takes GET; what is found nowhere is another test's."""
    try:
        app.asgi_router.handle_routing(path=path, method="GET")
    except MethodNotAllowedException:
        return False
    except HTTPException:
        return True
    return True


@pytest.fixture
def client_for(make_client: Callable[..., PageClient], app: App, settings: Settings) -> ClientFor:
    """A client for a viewer, for an e-mail address, or (None) for a stranger."""
    return lambda who: make_client(app, settings, who)


@pytest.fixture
def small_database(database: Database) -> Iterator[Database]:
    """The same database through a pool without a connection to spare."""
    address = database.engine.url.render_as_string(hide_password=False)
    opened = open_database(address, connections=READERS + WRITERS + LOOKING)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def rush(
    event_loop_thread: BlockingPortal,
    wired: Litestar,
    settings: Settings,
    small_database: Database,
    store: Store,
    world: World,
) -> Rush:
    """What many ask at the same moment as the contract's manager."""
    app = behind_door(wired, settings, small_database, store)
    tokens = [session_token(small_database, world.manager) for _ in range(AT_ONCE // MOST_AT_ONCE + 1)]
    return rush_of(event_loop_thread, app, settings, tokens, ADDRESS)


@pytest.fixture
def stranger(client_for: ClientFor) -> PageClient:
    return client_for(None)


@pytest.fixture
def doors(app: App) -> list[Door]:
    """Every route with each of its methods."""
    return list_doors(app.app)  # type: ignore[arg-type]  # the door stands before a Litestar


@pytest.fixture
def clients(
    world: World, app: App, settings: Settings, make_client: Callable[..., PageClient]
) -> dict[str, PageClient]:
    """A client for everybody in the world by what they are, and for a stranger."""
    everybody = {"stranger": None, **world.people}
    return {name: make_client(app, settings, who) for name, who in everybody.items()}


@pytest.fixture
def house(world: World, clients: dict[str, PageClient], tmp_path: Path) -> House:
    """Something behind every door. Made after the clients, whose sessions survive its being put back."""
    assert clients
    made = furnish(world, tmp_path / "clean.db")
    if world.database.engine.dialect.name == "sqlite":
        with world.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(str(world.database.engine.url.database), made.clean)
    return made
