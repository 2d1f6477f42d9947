"""Everybody on a register who waits. A reviewer comes to decide on a whole team in one go."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists import facts
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.review.actions.accept_register import accept_register
from portal.review.presenters.register import waiting_views
from portal.review.queries.register import WaitingRecord, list_waiting_records
from portal.standing.queries.parts import get_requirement
from portal.web.crumbs import breadcrumbs, slot_address
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.slot import reader_of
from portal.words.wording import counted

PATH = "/engagements/{engagement_id:uuid}/requirements/{key:str}/register"
REVIEWER = [Admits(Audience.REVIEWER)]


@get(PATH, guards=REVIEWER, sync_to_thread=True)
def show_waiting(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response:
    requirement = get_register(session, engagement_place, key, as_at)
    records = list_waiting_records(session, engagement_place, key)
    return waiting_page(request, viewer, engagement_place, requirement, records, as_at)


def get_register(session: Session, place: EngagementPlace, key: str, as_at: AsAt) -> Requirement:
    """The requirement, where it is a register; raises NotHere."""
    requirement = get_requirement(session, place, key, as_at.today)
    if requirement.kind is not Kind.REGISTER:
        raise NotHere
    return requirement


def waiting_page(
    request: Request,
    viewer: Viewer,
    place: EngagementPlace,
    requirement: Requirement,
    records: tuple[WaitingRecord, ...],
    as_at: AsAt,
    typed: Typed | None = None,
    problems: dict[str, str] | None = None,
) -> Response:
    ticked = None if typed is None else typed.getlist("accept")
    engagement = facts.Engagement(place.span)
    people = waiting_views(requirement, records, engagement, as_at.today, ticked)
    base = slot_address(place, requirement.key)
    way = breadcrumbs(place, reader_of(place), inside=True)
    return page(
        request,
        "register/review.html",
        {
            "place": place.contract,
            "engagement": place,
            "requirement": requirement,
            "base": base,
            "people": people,
            "number_ticked": sum(each.is_ticked for each in people),
            "is_own": place.partner_id in viewer.organisations,
            "notice": notice(request),
            "problems": problems or {},
            "breadcrumbs": [*way, {"text": requirement.title, "href": base}],
            "tab": "queue",
        },
        status=422 if problems else 200,
    )


def notice(request: Request) -> str:
    number = request.query_params.get("accepted", "")
    if not number.isdecimal() or len(number) > 4:
        return ""
    return f"{counted(int(number), 'person is', 'people are')} accepted."


@post(PATH, guards=REVIEWER, sync_to_thread=True)
def accept(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
    key: FromPath[str],
) -> Response:
    place = engagement_place
    requirement = get_register(session, place, key, as_at)
    problems = {} if typed.getlist("accept") else {"accept": "Tick those whom you accept."}
    number = 0
    if not problems:
        try:
            number = accept_register(session, viewer, place, key, ids_of(typed))
        except CannotDo as refused:
            session.rollback()
            problems = refused.problems
    if problems:
        records = list_waiting_records(session, place, key)
        return waiting_page(request, viewer, place, requirement, records, as_at, typed, problems)
    return Redirect(f"{slot_address(place, key)}/register?accepted={number}", status_code=303)


def ids_of(typed: Typed) -> list[UUID]:
    """The submissions that are ticked; what is no id is none."""
    return [UUID(each) for each in typed.getlist("accept") if is_id(each)]


def is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


ROUTES: list[HTTPRouteHandler] = [show_waiting, accept]
