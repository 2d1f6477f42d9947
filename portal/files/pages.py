"""Files, to take away or to look at.

A partner wants its own back; a reviewer wants to read it without a program for it. Each is an event, and for
anybody else there is nothing here.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from anyio import to_thread
from litestar import get
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from evidence.reading import Unreadable, picture
from evidence.store import Chunks, NotStored, Store
from portal.access import Audience, NotHere, Viewer
from portal.database import Database
from portal.files.actions.open_file import download_file, preview_file
from portal.files.queries import OpenFile, get_file
from portal.web.addresses import FILE, FILE_PAGE
from portal.web.at import gap
from portal.web.downloads import disposition
from portal.web.guards import Admits
from portal.web.http import Request, Response

MOST_PAGES = 2000
"""Of a document, that can be looked at."""


@dataclass(frozen=True, slots=True)
class AtFile:
    """Somebody who asks for a file. Each look opens a session of its own, for to open a file is an event, and
    none is held while its bytes are on their way."""

    viewer: Viewer
    file_id: UUID
    database: Database
    store: Store

    def take(self) -> OpenFile:
        """To take it away, which is an event; raises NotHere, as the others do."""
        with self.database.writing() as session:
            return download_file(session, self.viewer, self.file_id)

    def look(self, page: int) -> OpenFile:
        """To look at a page of it; the first look at one of them is the event."""
        if page != 1:
            with self.database.reading() as session:
                return get_file(session, self.viewer, self.file_id)
        with self.database.writing() as session:
            return preview_file(session, self.viewer, self.file_id)


def provide_at(request: Request, viewer: NamedDependency[Viewer]) -> AtFile:
    state = request.app.state
    return AtFile(viewer, gap(request, "file_id"), state.database, state.store)


OF_FILE: dict[str, Any] = {
    "guards": [Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)],
    "dependencies": {"at": Provide(provide_at, sync_to_thread=False)},
}


@get(FILE, **OF_FILE)
async def download(at: NamedDependency[AtFile]) -> Stream:
    """In a thread that is not one of those for pages, as the store may be far away."""
    return await to_thread.run_sync(open_download, at)


def open_download(at: AtFile) -> Stream:
    file = at.take()
    content = stored(at.store, file.key)
    return Stream(
        content,
        background=BackgroundTask(content.close),  # also where whoever asked has gone before the end
        media_type=file.media_type,
        headers={"Content-Disposition": disposition(file.name), "Content-Length": str(file.size)},
    )


def stored(store: Store, key: str) -> Chunks:
    try:
        return store.read(key)
    except NotStored:
        raise NotHere from None


@get(FILE_PAGE, **OF_FILE)
async def show_page(at: NamedDependency[AtFile], number: FromPath[str]) -> Response:
    """A page as a picture, counted from 1."""
    return await to_thread.run_sync(draw_page, at, page_number(number))


def draw_page(at: AtFile, wanted: int) -> Response:
    file = at.look(wanted)
    try:
        with at.store.fetch(file.key) as path:
            content = picture(path, file.media_type, wanted)
    except (NotStored, Unreadable):
        raise NotHere from None
    return Response(content, media_type="image/png")


def page_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 1 <= int(text) <= MOST_PAGES:
        raise NotHere
    return int(text)


ROUTES: list[HTTPRouteHandler] = [download, show_page]
