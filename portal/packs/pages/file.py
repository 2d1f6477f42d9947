"""A pack's file, to take away: each time is an event. No session is held while its bytes are on their way."""

from collections.abc import Callable
from dataclasses import dataclass

from anyio import to_thread
from litestar import get
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream
from sqlalchemy.orm import Session

from evidence.store import NotStored, Store
from portal import clock
from portal.access import Audience, NotHere, Viewer
from portal.database import Database
from portal.faults import write_anew
from portal.packs.actions.note_download import note_download
from portal.packs.queries.packs import PackLine, get_own_pack, get_pack, get_shared
from portal.places.contracts import get_contract_place, get_engagement_place
from portal.web.addresses import OWN_PACK_FILE, PACK_FILE
from portal.web.at import gap
from portal.web.door import is_head
from portal.web.downloads import Going, disposition, kept_apart
from portal.web.guards import Admits
from portal.web.http import Request, RouteOptions

LEAD_AND_COUNCIL = (Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)


@dataclass(frozen=True, slots=True)
class AtPackFile:
    """Somebody who asks for a pack's file. Who asks by HEAD gets no bytes, and does nothing."""

    viewer: Viewer
    database: Database
    store: Store
    find: Callable[[Session], PackLine]
    only_asks: bool

    def note(self, pack: PackLine, sent: int) -> None:
        write_anew(self.database, lambda session: note_download(session, self.viewer, pack, sent))


def at_contract(request: Request, viewer: NamedDependency[Viewer]) -> AtPackFile:
    """The lead's own, or what the council may open today."""
    contract_id, pack_id = gap(request, "contract_id"), gap(request, "pack_id")

    def find(session: Session) -> PackLine:
        place = get_contract_place(session, viewer, contract_id, LEAD_AND_COUNCIL)
        if Audience.REVIEWER in place.audiences:
            return get_pack(session, place, pack_id)
        return get_shared(session, place, pack_id, clock.today())

    return asked(request, viewer, find)


def at_engagement(request: Request, viewer: NamedDependency[Viewer]) -> AtPackFile:
    engagement_id, pack_id = gap(request, "engagement_id"), gap(request, "pack_id")

    def find(session: Session) -> PackLine:
        place = get_engagement_place(session, viewer, engagement_id, (Audience.PARTNER,))
        return get_own_pack(session, place, pack_id)

    return asked(request, viewer, find)


def asked(request: Request, viewer: Viewer, find: Callable[[Session], PackLine]) -> AtPackFile:
    state = request.app.state
    return AtPackFile(viewer, state.database, state.store, find, is_head(request.scope))


def of_file(enter: Callable[..., AtPackFile], *audiences: Audience) -> RouteOptions:
    return {
        "guards": [Admits(*audiences)],
        "dependencies": {"at": Provide(enter, sync_to_thread=False)},
    }


@get(PACK_FILE, **of_file(at_contract, *LEAD_AND_COUNCIL))
async def download(at: NamedDependency[AtPackFile]) -> Stream:
    return await to_thread.run_sync(open_download, at)


@get(OWN_PACK_FILE, **of_file(at_engagement, Audience.PARTNER))
async def download_own(at: NamedDependency[AtPackFile]) -> Stream:
    return await to_thread.run_sync(open_download, at)


def open_download(at: AtPackFile) -> Stream:
    with at.database.reading() as session:
        pack = at.find(session)
    if not pack.is_ready or pack.key is None:
        raise NotHere
    try:
        content = at.store.read(pack.key)
    except NotStored:
        raise NotHere from None
    going = Going(content, lambda sent: at.note(pack, sent))
    return Stream(
        iter(()) if at.only_asks else going.pieces(),
        background=BackgroundTask(going.end),  # also where whoever asked has gone before the end
        media_type="application/zip",
        headers={
            "Content-Disposition": disposition(file_name(pack)),
            "Content-Length": str(pack.size),
            **kept_apart(),
        },
    )


def file_name(pack: PackLine) -> str:
    """Such as Pack 2026-10-14 P-7KQ2-M9XD.zip: packs of several days sort by day."""
    return f"Pack {pack.on_date} {pack.reference}.zip"


ROUTES: list[HTTPRouteHandler] = [download, download_own]
