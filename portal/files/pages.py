"""Files, to take away or to look at.

A partner wants its own back; a reviewer wants to read it without a program for it. Each is an event, and for
anybody else there is nothing here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from litestar import get
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from evidence.reading import Unreadable, has_words, picture, words
from evidence.store import Chunks, NotStored, Store
from portal.access import Audience, NotHere, Viewer
from portal.database import Database
from portal.faults import write_anew
from portal.files.actions.open_file import note_downloaded, preview_file
from portal.files.pictures import LARGER, NOT_DRAWN, READ, Pictures
from portal.files.presenters import read_view
from portal.files.queries import MOST_PAGES, OpenFile, get_file
from portal.web.addresses import FILE, FILE_PAGE, FILE_READ, LARGE_PAGE
from portal.web.at import gap
from portal.web.door import is_head
from portal.web.downloads import Going, disposition, kept_apart
from portal.web.guards import Admits
from portal.web.http import Request, Response, RouteOptions
from portal.web.rendering import page
from portal.web.shares import DRAWING, Shares

WIDE, WIDER = 1000, 2000
"""Dots of a page across."""


@dataclass(frozen=True, slots=True)
class AtFile:
    """Somebody who asks for a file. Each look opens a session of its own, for to open a file is an event, and
    none is held while its bytes are on their way. Who asks by HEAD gets no bytes, and does nothing."""

    request: Request
    viewer: Viewer
    file_id: UUID
    database: Database
    store: Store
    pictures: Pictures
    drawing: Shares
    drawers: CapacityLimiter
    only_asks: bool

    def find(self) -> OpenFile:
        """The file; raises NotHere or CannotDo, as the others do."""
        with self.database.reading() as session:
            return get_file(session, self.viewer, self.file_id)

    def note(self, file: OpenFile, sent: int) -> None:
        """So many of its bytes went out, which is an event."""
        write_anew(self.database, lambda session: note_downloaded(session, self.viewer, file, sent))

    def look(self, page: int) -> OpenFile:
        """To look at a page of it; the first look at one of them is the event."""
        if page != 1 or self.only_asks:
            return self.find()
        return write_anew(self.database, lambda session: preview_file(session, self.viewer, self.file_id))


def provide_at(request: Request, viewer: NamedDependency[Viewer]) -> AtFile:
    state = request.app.state
    return AtFile(
        request,
        viewer,
        gap(request, "file_id"),
        state.database,
        state.store,
        Pictures(state.settings.pictures),
        state.drawing,
        state.drawers,
        is_head(request.scope),
    )


OF_FILE: RouteOptions = {
    "guards": [Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)],
    "dependencies": {"at": Provide(provide_at, sync_to_thread=False)},
}


@get(FILE, **OF_FILE)
async def download(at: NamedDependency[AtFile]) -> Stream:
    """In a thread that is not one of those for pages, as the store may be far away."""
    return await to_thread.run_sync(open_download, at)


def open_download(at: AtFile) -> Stream:
    file = at.find()
    going = Going(stored(at.store, file.key), lambda sent: at.note(file, sent))
    return Stream(
        iter(()) if at.only_asks else going.pieces(),
        background=BackgroundTask(going.end),  # also where whoever asked has gone before the end
        media_type=file.media_type,
        headers={
            "Content-Disposition": disposition(file.name),
            "Content-Length": str(file.size),
            **kept_apart(),
        },
    )


def stored(store: Store, key: str) -> Chunks:
    try:
        return store.read(key)
    except NotStored:
        raise NotHere from None


@get(FILE_PAGE, **OF_FILE)
async def show_page(at: NamedDependency[AtFile], number: FromPath[str]) -> Response:
    """A page as a picture, counted from 1. Raises Busy where too many are asked for."""
    return await in_turn(at, draw_page, page_number(number), WIDE, at.pictures)


@get(LARGE_PAGE, **OF_FILE)
async def show_large_page(at: NamedDependency[AtFile], number: FromPath[str]) -> Response:
    """The same for somebody who reads small print."""
    return await in_turn(at, draw_page, page_number(number), WIDER, replace(at.pictures, ending=LARGER))


@get(FILE_READ, **OF_FILE)
async def show_words(at: NamedDependency[AtFile], number: FromPath[str]) -> Response:
    """What stands in a document of Word or Excel or a CSV file. Raises Busy."""
    return await in_turn(at, read_page, page_number(number))


async def in_turn(at: AtFile, act: Callable[..., Response], *given: object) -> Response:
    """In a place of those for whoever looks into files; each person has a share of them."""
    async with at.drawing.place(at.viewer.person_id):
        return await to_thread.run_sync(act, at, *given, limiter=at.drawers)


def draw_page(at: AtFile, wanted: int, width: int, pictures: Pictures) -> Response:
    file = at.look(wanted)
    content = pictures.find(file.file_id, wanted)
    if content is None:
        content = drawn(at, file, wanted, width)
        pictures.keep(file.file_id, wanted, content)
    if content == NOT_DRAWN:
        raise NotHere
    return Response(content, media_type="image/png", headers=kept_apart())


def drawn(at: AtFile, file: OpenFile, wanted: int, width: int) -> bytes:
    """The picture, or NOT_DRAWN where the document has no such page or cannot be shown."""
    try:
        with at.store.fetch(file.key) as path:
            return picture(path, file.media_type, wanted, width)
    except Unreadable:
        return NOT_DRAWN
    except NotStored:
        raise NotHere from None


def read_page(at: AtFile, wanted: int) -> Response:
    file, kept = at.look(wanted), replace(at.pictures, ending=READ)
    content = kept.find(file.file_id, wanted)
    if content is None and kept.find(file.file_id, 1) is None:
        pages = read(at, file)
        for each, one in enumerate(pages, 1):
            kept.keep(file.file_id, each, one)
        content = pages[wanted - 1] if wanted <= len(pages) else None
    if content is None:
        raise NotHere
    return page(at.request, "files/read.html", read_view(file, content))


def read(at: AtFile, file: OpenFile) -> tuple[bytes, ...]:
    """Its pages; one that is NOT_DRAWN where nothing can be read in it."""
    if not has_words(file.media_type):
        return (NOT_DRAWN,)
    try:
        with at.store.fetch(file.key) as path:
            return words(path, file.media_type)
    except Unreadable:
        return (NOT_DRAWN,)
    except NotStored:
        raise NotHere from None


def page_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 1 <= int(text) <= MOST_PAGES:
        raise NotHere
    return int(text)


def new_drawers() -> CapacityLimiter:
    """Threads for those who have a place: never fewer than places."""
    return CapacityLimiter(DRAWING)


ROUTES: list[HTTPRouteHandler] = [download, show_page, show_large_page, show_words]
