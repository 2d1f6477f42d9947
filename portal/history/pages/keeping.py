"""What is kept of a contract, until when, and its archive.

A manager comes when a contract is over: to take all of it away before it goes, and to know when that is.
"""

from uuid import UUID

from litestar import get, post
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from evidence.store import NotStored, Store
from portal.access import Audience, NotHere
from portal.history.actions.archive_contract import ZIP, ask_archive, note_archive_taken
from portal.history.presenters.keeping import archive_view, kept_view
from portal.history.queries.keeping import get_archive, list_archives, list_kept
from portal.web.addresses import ARCHIVE, KEEPING, MAKE_ARCHIVE, PROGRESS
from portal.web.at import AtContract, of_contract
from portal.web.door import is_head
from portal.web.downloads import disposition, kept_apart
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.opening import record_look

OF_MANAGERS = of_contract(Audience.MANAGER)


@get(KEEPING, **OF_MANAGERS)
def show_keeping(at: NamedDependency[AtContract]) -> Response:
    return keeping_page(at)


def keeping_page(at: AtContract, problems: Problems | None = None) -> Response:
    contract_id = at.place.contract_id
    kept = list_kept(at.session, at.place, at.settings.keep_years)
    return at.page(
        "history/keeping.html",
        problems,
        tab="history",
        kept=[kept_view(each) for each in kept],
        archives=[archive_view(contract_id, each) for each in list_archives(at.session, at.place)],
        make_href=MAKE_ARCHIVE(contract_id),
        has_ended=at.today > at.place.ends_on,
    )


@post(MAKE_ARCHIVE, **OF_MANAGERS)
def make_archive(at: NamedDependency[AtContract]) -> Response:
    def act() -> Response:
        return at.go(PROGRESS(ask_archive(at.session, at.viewer, at.place)))

    return at.try_to(act, lambda problems: keeping_page(at, problems))


@get(ARCHIVE, **OF_MANAGERS)
def give_archive(at: NamedDependency[AtContract], archive_id: FromPath[UUID]) -> Stream:
    file = get_archive(at.session, at.place, archive_id)
    store: Store = at.request.app.state.store
    try:
        content = store.read(file.key)
    except NotStored:
        raise NotHere from None
    record_look(at, lambda session: note_archive_taken(session, at.viewer, at.place.contract_id, archive_id))
    return Stream(
        iter(()) if is_head(at.request.scope) else content,
        background=BackgroundTask(content.close),
        media_type=ZIP,
        headers={
            "Content-Disposition": disposition(file.name),
            "Content-Length": str(file.size),
            **kept_apart(),
        },
    )


ROUTES: list[HTTPRouteHandler] = [show_keeping, make_archive, give_archive]
