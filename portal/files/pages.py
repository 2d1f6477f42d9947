"""Files, to take away or to look at.

A partner wants its own back; a reviewer wants to read it without a program for it. Each is an event, and for
anybody else there is nothing here.
"""

from collections.abc import Iterator
from uuid import UUID

from anyio import to_thread
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from evidence.reading import Unreadable, picture
from evidence.store import NotStored, Store
from portal.access import Audience, NotHere, Viewer
from portal.database import Database
from portal.files.actions.open_file import download_file, preview_file
from portal.files.queries import get_file
from portal.web.downloads import disposition
from portal.web.guards import Admits

SEES_FILES = Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)

MOST_PAGES = 2000
"""Of a document, that can be looked at."""


@get("/files/{file_id:uuid}", guards=[SEES_FILES])
async def download(
    viewer: NamedDependency[Viewer],
    database: NamedDependency[Database],
    store: NamedDependency[Store],
    file_id: FromPath[UUID],
) -> Stream:
    """In a thread that is not one of those for pages, as the store may be far away."""
    return await to_thread.run_sync(open_download, viewer, database, store, file_id)


def open_download(viewer: Viewer, database: Database, store: Store, file_id: UUID) -> Stream:
    with database.writing() as session:
        file = download_file(session, viewer, file_id)
    return Stream(
        stored(store, file.key),
        media_type=file.media_type,
        headers={"Content-Disposition": disposition(file.name), "Content-Length": str(file.size)},
    )


def stored(store: Store, key: str) -> Iterator[bytes]:
    try:
        return store.read(key)
    except NotStored:
        raise NotHere from None


@get("/files/{file_id:uuid}/pages/{number:str}", guards=[SEES_FILES])
async def show_page(
    viewer: NamedDependency[Viewer],
    database: NamedDependency[Database],
    store: NamedDependency[Store],
    file_id: FromPath[UUID],
    number: FromPath[str],
) -> Response[bytes]:
    """A page as a picture, counted from 1; the first look at one of them is the event."""
    return await to_thread.run_sync(draw_page, viewer, database, store, file_id, page_number(number))


def draw_page(
    viewer: Viewer, database: Database, store: Store, file_id: UUID, wanted: int
) -> Response[bytes]:
    with database.writing() if wanted == 1 else database.reading() as session:
        file = (preview_file if wanted == 1 else get_file)(session, viewer, file_id)
    try:
        with store.fetch(file.key) as path:
            content = picture(path, file.media_type, wanted)
    except (NotStored, Unreadable):
        raise NotHere from None
    return Response(content, media_type="image/png")


def page_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 1 <= int(text) <= MOST_PAGES:
        raise NotHere
    return int(text)


ROUTES: list[HTTPRouteHandler] = [download, show_page]
