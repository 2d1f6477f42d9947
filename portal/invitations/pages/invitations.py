"""Invitations to a contract's people: who has none yet, how far each has got, and all of them at once.

A manager comes after the partners are entered, sends the invitations, and looks again later who has come.
"""

from litestar import get, post
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer
from portal.database import Database
from portal.invitations.actions.send_invitations import ask_invitations, send_invitations
from portal.invitations.presenters import NEW, UNSENT, asked_words, chosen, invitation, summary
from portal.invitations.queries.invitations import list_invitations
from portal.mail import open_post
from portal.places.contracts import ContractPlace
from portal.settings import Settings
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, shown_words
from portal.web.setup_frame import form_page
from portal.web.typed import Typed

PATH = "/contracts/{contract_id:uuid}/invitations"
MANAGER = [Admits(Audience.MANAGER)]
AT_ONCE = 100


@get(PATH, guards=MANAGER, sync_to_thread=True)
def show_invitations(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
) -> Response:
    now, lines = clock.now(), list_invitations(session, viewer, contract_place)
    number = page_number(request.query_params.get("page"), len(lines), AT_ONCE)
    asked = request.query_params.get("asked", "")
    context = {
        "lines": [invitation(line, now) for line in lines[(number - 1) * AT_ONCE : number * AT_ONCE]],
        "counts": summary(lines, now),
        "new": len(chosen(lines, NEW, now)),
        "unsent": len(chosen(lines, UNSENT, now)),
        "done": asked_words(int(asked)) if asked.isdecimal() and len(asked) < 5 else "",
        "found": shown_words(number, len(lines), "person", AT_ONCE, "people"),
        "pagination": pagination(request.url.path, {}, number, len(lines), AT_ONCE),
    }
    return form_page(request, "invitations/invitations.html", contract_place, {}, context)


@post(PATH, guards=MANAGER, sync_to_thread=True)
def send(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    database: NamedDependency[Database],
    settings: NamedDependency[Settings],
    typed: NamedDependency[Typed],
) -> Response:
    """They wait from now on; the mail goes out after the answer. A second click finds nobody left to ask."""
    lines = list_invitations(session, viewer, contract_place)
    wanted = chosen(lines, typed.first("which"), clock.now())
    members = [(line.person_id, line.organisation_id) for line in wanted]
    asked = ask_invitations(session, viewer, contract_place, members)
    sending = BackgroundTask(send_invitations, database, open_post(settings), viewer, asked)
    address = request.url.path + (f"?asked={len(asked)}" if asked else "")
    return Redirect(address, status_code=303, background=sending)


ROUTES: list[HTTPRouteHandler] = [show_invitations, send]
