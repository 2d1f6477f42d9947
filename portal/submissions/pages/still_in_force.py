"""Still in force, nothing has changed.

Somebody comes once a year, reads again what was signed, sees that it is still so, and wants to say that in
one go rather than begin anew.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.standing.queries.confirmations import Signed, find_signed
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.say_still_in_force import say_still_in_force
from portal.submissions.forms.statement import read_statement
from portal.submissions.pages.dates import PARTNER
from portal.web.crumbs import breadcrumbs, slot_address
from portal.web.dependencies import AsAt
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.slot import reader_of

PATH = "/engagements/{engagement_id:uuid}/requirements/{key:str}/still-in-force"


@get(PATH, guards=[PARTNER], sync_to_thread=True)
def ask_still(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response:
    requirement = get_requirement(session, engagement_place, key, as_at.today)
    signed = find_signed(session, engagement_place, requirement, as_at.today)
    if signed is None:
        return to_slot(engagement_place, key)
    typed = Typed({"signed_name": [viewer.name], "signed_position": [kept_position(signed, viewer)]})
    return still_page(request, engagement_place, requirement, signed, typed, {})


def kept_position(signed: Signed, viewer: Viewer) -> str:
    """The position of who signs again."""
    return signed.signed_position if signed.signed_name == viewer.name else ""


@post(PATH, guards=[PARTNER], sync_to_thread=True)
def take_still(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
    key: FromPath[str],
) -> Response:
    requirement = get_requirement(session, engagement_place, key, as_at.today)
    signed = find_signed(session, engagement_place, requirement, as_at.today)
    if signed is None:
        return to_slot(engagement_place, key)
    read = read_statement(typed, signed.statement)
    if not read.problems:
        try:
            name, position = read.answers["signed_name"], read.answers["signed_position"]
            submission_id = say_still_in_force(
                session, viewer, engagement_place, key, name=name, position=position
            )
            return Redirect(f"/submissions/{submission_id}/receipt", status_code=303)
        except NotHere:
            return to_slot(engagement_place, key)
        except CannotDo as refused:
            session.rollback()
            read.problems = refused.problems
    return still_page(request, engagement_place, requirement, signed, typed, read.problems)


def to_slot(place: EngagementPlace, key: str) -> Response:
    """Where it has to be signed anew, the slot's page says so."""
    return Redirect(slot_address(place, key), status_code=303)


def still_page(
    request: Request,
    place: EngagementPlace,
    requirement: Requirement,
    signed: Signed,
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    base = slot_address(place, requirement.key)
    way = breadcrumbs(place, reader_of(place), inside=True)
    return page(
        request,
        "slots/still.html",
        {
            "engagement": place,
            "requirement": requirement,
            "signed": signed,
            "base": base,
            "typed": typed,
            "problems": problems,
            "breadcrumbs": [*way, {"text": requirement.title, "href": base}],
        },
        status=422 if problems else 200,
    )


ROUTES: list[HTTPRouteHandler] = [ask_still, take_still]
