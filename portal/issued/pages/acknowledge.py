"""Acknowledge what the lead has issued. Somebody comes to read it, say so in one line, and be done."""

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.places.contracts import EngagementPlace
from portal.slots.pages.slot import slot_response
from portal.submissions.forms.statement import read_statement
from portal.web.crumbs import slot_address
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.typed import Typed


@post(
    "/engagements/{engagement_id:uuid}/requirements/{key:str}/acknowledge",
    guards=[Admits(Audience.PARTNER)],
    sync_to_thread=True,
)
def acknowledge(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
    key: FromPath[str],
) -> Response:
    read = read_statement(typed, "")
    if read.problems:
        return slot_response(request, session, engagement_place, as_at, key, read.problems, typed)
    name, position = read.answers["signed_name"], read.answers["signed_position"]
    try:
        submission_id = acknowledge_issued(
            session, viewer, engagement_place, key, name=name, position=position
        )
    except CannotDo as refused:
        session.rollback()
        if "" in refused.problems:  # clicked twice: it is done, and the page says so
            return Redirect(slot_address(engagement_place, key), status_code=303)
        return slot_response(request, session, engagement_place, as_at, key, refused.problems, typed)
    return Redirect(f"/submissions/{submission_id}/receipt", status_code=303)


ROUTES: list[HTTPRouteHandler] = [acknowledge]
