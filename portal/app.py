"""Wiring: the pages, behind the door."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from anyio import CapacityLimiter, to_thread
from litestar import Litestar, Router
from litestar.datastructures import State
from sqlalchemy.exc import DBAPIError

from evidence.confined import warm_up
from evidence.store import Store, open_store
from portal import clock
from portal.access import Viewer
from portal.database import Database, open_database
from portal.files.pages import new_drawers
from portal.keeping_key import keep_key
from portal.memory import settle_memory
from portal.routes import ROUTES
from portal.running.readiness import Readiness
from portal.settings import Settings, read_settings
from portal.sign_in.actions.note_seen import is_due, note_seen
from portal.sign_in.queries import find_viewer
from portal.web.assets import assets_router
from portal.web.csrf import SessionTokens
from portal.web.dependencies import DEPENDENCIES
from portal.web.door import Door, Seeing
from portal.web.ended import READERS_AT_ONCE, READING, KeepsForEnded
from portal.web.errors import HANDLERS
from portal.web.http import Request
from portal.web.noting import note_route
from portal.web.seats import READERS, UPLOADERS, WRITERS
from portal.web.session_cookie import session_cookie
from portal.web.shares import DRAWING, RECEIVING, SHARE_OF_DRAWING, SHARE_OF_RECEIVING, Shares

LARGEST_FORM = 1024 * 1024
"""Bytes of a form that carries no files."""

SPARE_THREADS, OTHER_WORK = 4, 4
"""Threads for what has no seat: mail after an answer; and files on their way in or out, or looked at."""


def create_app(
    settings: Settings | None = None,
    database: Database | None = None,
    store: Store | None = None,
    begins: Sequence[Callable[[], None]] = (),
    ends: Sequence[Callable[[], None]] = (),
) -> Door:
    """The portal as an ASGI app; what is not given is opened as the settings say. `begins` and `ends` are
    called when it starts and before it stops."""
    settings = settings or read_settings()
    opened = database or open_database(settings.database_url, log_key=keep_key(settings))
    kept = store or open_store(settings.evidence)
    app = Litestar(
        route_handlers=[pages_router(), assets_router()],
        dependencies=DEPENDENCIES,
        exception_handlers=HANDLERS,
        middleware=[note_route, KeepsForEnded, SessionTokens],
        request_class=Request,
        openapi_config=None,
        logging_config=None,
        request_max_body_size=LARGEST_FORM,
        state=State(state_over(settings, opened, kept)),
        debug=settings.debug,
        on_startup=[warm_up, settle_memory, bound_threads, *begins],
        on_shutdown=[*ends, kept.close, opened.engine.dispose],
    )

    return with_door(app)


def state_over(settings: Settings, database: Database, store: Store) -> dict[str, object]:
    """What every page finds in the app's state."""
    return {
        "settings": settings,
        "database": database,
        "store": store,
        "drawing": Shares(DRAWING, SHARE_OF_DRAWING),
        "receiving": Shares(RECEIVING, SHARE_OF_RECEIVING),
        "drawers": new_drawers(),
    }


def with_door(app: Litestar) -> Door:
    """The app behind its door; both look where the app's state says."""
    settings: Settings = app.state.settings
    database: Database = app.state.database

    def viewer_of(token: str) -> Viewer | None:
        with database.reading() as session:
            return find_viewer(session, token)

    def note(token: str) -> None:
        """A database that is busy or away is no reason to fail: the next request notes it."""
        with suppress(DBAPIError), database.writing() as session:
            note_seen(session, token)

    seeing = Seeing(lambda viewer: is_due(viewer, clock.now()), note)
    door = Door(app, viewer_of, database, session_cookie(settings), settings.production, seeing)
    app.state[READING] = CapacityLimiter(READERS_AT_ONCE)
    app.state.update({"measures": door.measures, "seats": door.seats, "draining": door.draining})
    app.state["readiness"] = Readiness(database, app.state.store, door.draining)
    return door


def pages_router() -> Router:
    """All pages at once: registered one by one, Litestar 2.25 wraps a GET twice where a POST has the same
    address."""
    return Router(path="/", route_handlers=ROUTES)


async def bound_threads() -> None:
    """Whoever has a seat finds a thread; work that needs no seat (uploads, pictures of pages) has its own."""
    pages = ThreadPoolExecutor(READERS + WRITERS + UPLOADERS + SPARE_THREADS, "page")
    asyncio.get_running_loop().set_default_executor(pages)
    to_thread.current_default_thread_limiter().total_tokens = OTHER_WORK
