"""What work has failed or waits, for administrators; and how far one's own has got."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience, NotHere
from portal.web.addresses import PROGRESS, TRY_AGAIN, WORK
from portal.web.at import AtPortal, of_portal
from portal.web.http import Response
from portal.work.claim import try_again
from portal.work.presenters import SAID, progress_view, work_view
from portal.work.queries import find_asked, list_failed, list_open

FOR_ADMINISTRATORS = of_portal(Audience.ADMINISTRATOR)


@get(WORK, **FOR_ADMINISTRATORS)
def show_work(at: NamedDependency[AtPortal]) -> Response:
    return at.page(
        "work/show.html",
        failed=[work_view(line) for line in list_failed(at.session)],
        waiting=[work_view(line) for line in list_open(at.session)],
        done=SAID.get(at.asked("done"), ""),
    )


@post(TRY_AGAIN, **FOR_ADMINISTRATORS)
def again(at: NamedDependency[AtPortal], work_id: FromPath[UUID]) -> Response:
    """Whoever presses second, or is late, is told that it is being tried already."""
    return at.go(WORK(done="again" if try_again(at.session, work_id) else "already"))


@get(PROGRESS, **of_portal(Audience.ASKER))
def show_progress(at: NamedDependency[AtPortal], work_id: FromPath[UUID]) -> Response:
    line = find_asked(at.session, work_id, at.viewer.person_id)
    if line is None:
        raise NotHere
    return at.page("work/progress.html", progress=progress_view(line))


ROUTES: list[HTTPRouteHandler] = [show_work, again, show_progress]
