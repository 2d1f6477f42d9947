"""Take a document from the shelf for a slot. Somebody is asked for what another lead provider has already."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace, get_submission_place
from portal.places.organisations import get_organisation_place
from portal.standing.queries.parts import require_part
from portal.submissions.actions.reuse_submission import reuse_submission
from portal.submissions.presenters.shelf import documents_for
from portal.submissions.queries.shelf import list_shelf
from portal.web.crumbs import breadcrumbs, slot_address
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.parts import part_words
from portal.words.slot import reader_of

PARTNER = Admits(Audience.PARTNER)
ADDRESS = "/engagements/{engagement_id:uuid}/requirements/{key:str}/from-shelf"


@get(ADDRESS, guards=[PARTNER], sync_to_thread=True)
def ask_document(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response:
    part = request.query_params.get("part", "")
    requirement = require_part(session, engagement_place, key, part, as_at.today)
    return choose_page(request, session, viewer, engagement_place, requirement, part, as_at)


def choose_page(
    request: Request,
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement: Requirement,
    part: str,
    as_at: AsAt,
    problems: dict[str, str] | None = None,
) -> Response:
    shelf = list_shelf(session, get_organisation_place(session, viewer, place.partner_id, {Audience.OWN}))
    base = slot_address(place, requirement.key)
    return page(
        request,
        "submissions/choose.html",
        {
            "documents": documents_for(shelf, requirement, part, place.engagement_id, as_at.today),
            "requirement": requirement,
            "what": part_words(requirement, part),
            "part": part,
            "base": base,
            "engagement": place,
            "problems": problems or {},
            "breadcrumbs": [
                *breadcrumbs(place, reader_of(place), inside=True),
                {"text": requirement.title, "href": base},
            ],
        },
        status=422 if problems else 200,
    )


@post(ADDRESS, guards=[PARTNER], sync_to_thread=True)
def take_document(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
    key: FromPath[str],
) -> Response:
    """A draft with the document and its dates, to be looked over and sent."""
    part = typed.first("part")
    requirement = require_part(session, engagement_place, key, part, as_at.today)
    if not (chosen := typed.first("document")):
        problems = {"document": "Choose a document."}
        return choose_page(request, session, viewer, engagement_place, requirement, part, as_at, problems)
    try:
        source = get_submission_place(session, viewer, read_id(chosen), {Audience.PARTNER})
        made = reuse_submission(session, viewer, source, engagement_place, key, part, as_at.today, send=False)
    except CannotDo as refused:
        session.rollback()
        problems = {"document": " ".join(refused.problems.values())}
        return choose_page(request, session, viewer, engagement_place, requirement, part, as_at, problems)
    return Redirect(f"/submissions/{made.submission_id}/answers", status_code=303)


def read_id(text: str) -> UUID:
    """Raises NotHere for what is no id."""
    try:
        return UUID(text)
    except ValueError:
        raise NotHere from None


ROUTES: list[HTTPRouteHandler] = [ask_document, take_document]
