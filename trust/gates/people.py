"""Somebody is removed, demoted, disabled or signed out everywhere: what is behind every door at the next
request, with the browser that was signed in before."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from evidence.store import open_store
from portal.app import create_app
from portal.database import Database, open_database
from portal.settings import Settings, read_settings
from portal.web.csrf import new_token
from portal.web.door import Door as App
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders.world import World, make_world
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, HOST, session_token
from tests.pages.doors import list_doors
from tests.pages.furnished import BOUNCE_SECRET, House, furnish
from tests.pages.leaving import Case, cases, walk_after
from tests.pages.watching import Watch
from tests.parts.databases import migrate_at
from trust.gate import Result


def run() -> Result:
    with tempfile.TemporaryDirectory() as folder, start_blocking_portal() as portal:
        settings = read_settings(
            {"PORTAL_HOME": folder, "PORTAL_ADDRESS": ADDRESS, "PORTAL_BOUNCE_SECRET": BOUNCE_SECRET}
        )
        migrate_at(settings.database_url)
        database = open_database(settings.database_url)
        world = make_world(database, open_store(settings.evidence))
        house = made(world, Path(folder) / "clean.db")
        app = create_app(settings, database, open_store(settings.evidence))
        cells, leaks, kinds = 0, list[str](), 0
        for case in cases(world):
            house.restore()
            with client_of(case, portal, app, settings, world) as client:
                tried, wrong = walk_after(case, list_doors(app.app), world, house, client)  # type: ignore[arg-type]  # the door stands before a Litestar
            cells, leaks, kinds = cells + tried, leaks + wrong, kinds + 1
        database.engine.dispose()
    for leak in leaks:
        print(leak)
    return Result(not leaks and cells > 0, f"{kinds} kinds, {cells:,} cells, {len(leaks)} leaks")


def made(world: World, clean: Path) -> House:
    house = furnish(world, clean)
    checkpointed(world.database)
    shutil.copyfile(str(world.database.engine.url.database), clean)
    return house


def checkpointed(database: Database) -> None:
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def client_of(
    case: Case, portal: BlockingPortal, app: App, settings: Settings, world: World
) -> Iterator[PageClient]:
    """A browser in which she has signed in before anything is done."""
    watch, session = Watch(), session_token(world.database, getattr(world, case.who))
    token = new_token(settings, session)
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),  # type: ignore[arg-type]  # Litestar's ASGI types are narrower
        base_url=settings.address,
    )
    http.cookies.set(csrf_cookie(settings), token, HOST)
    http.cookies.set(session_cookie(settings), session, HOST)
    yield PageClient(portal, http, watch, token)
    portal.call(http.aclose)
