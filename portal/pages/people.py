"""The register's people. Somebody comes because a colleague starts on Monday, or has gone."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal import clock
from portal.access import NotHere, Viewer
from portal.actions.refused import CannotDo
from portal.actions.register_people import add_worker, assign_worker, change_assignment
from portal.forms.dates import day_as_typed
from portal.forms.draft import Read
from portal.forms.person import read_joining, read_leaving, read_returning
from portal.forms.typed import Typed
from portal.pages.draft import PARTNER
from portal.pages.engagement import breadcrumbs
from portal.pages.rendering import page
from portal.pages.slot import slot_address
from portal.presenters.slot import reader_of
from portal.queries.parts import get_requirement
from portal.queries.people import RegisterLine, list_other_workers, list_register
from portal.queries.places import EngagementPlace

BASE = "/engagements/{engagement_id:uuid}/requirements/{key:str}/people"


def get_register(session: Session, place: EngagementPlace, key: str) -> Requirement:
    """The requirement, where it is a register; raises NotHere."""
    requirement = get_requirement(session, place, key, clock.today())
    if requirement.kind is not Kind.REGISTER:
        raise NotHere
    return requirement


def people_page(
    request: Request[Any, Any, Any],
    template: str,
    place: EngagementPlace,
    requirement: Requirement,
    typed: Typed,
    problems: dict[str, str] | None = None,
    **context: Any,
) -> Response[str]:
    base = slot_address(place, requirement.key)
    way = breadcrumbs(place, reader_of(place), inside=True)
    return page(
        request,
        f"people/{template}.html",
        {
            "engagement": place,
            "requirement": requirement,
            "base": base,
            "typed": typed,
            "problems": problems or {},
            "breadcrumbs": [*way, {"text": requirement.title, "href": base}],
            **context,
        },
        status=422 if problems else 200,
    )


@get(f"{BASE}/new", guards=[PARTNER], sync_to_thread=True)
def ask_joining(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    key: FromPath[str],
) -> Response[str]:
    requirement = get_register(session, engagement_place, key)
    others = list_other_workers(session, engagement_place)
    return people_page(request, "new", engagement_place, requirement, Typed(), others=others)


@post(f"{BASE}/new", guards=[PARTNER], sync_to_thread=True)
def take_joining(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    typed: NamedDependency[Typed],
    key: FromPath[str],
) -> Response[Any]:
    requirement = get_register(session, engagement_place, key)
    others = list_other_workers(session, engagement_place)
    known = next((each[0] for each in others if str(each[0]) == typed.first("worker")), None)
    read = read_returning(typed) if known else read_joining(typed)
    if not read.problems and not is_there(list_register(session, engagement_place), read):
        read.problems = join(session, viewer, engagement_place, known, read)
    if read.problems:
        return people_page(request, "new", engagement_place, requirement, typed, read.problems, others=others)
    return Redirect(slot_address(engagement_place, key), status_code=303)


def is_there(register: tuple[RegisterLine, ...], read: Read) -> bool:
    """Whether a second click asks for what the first one did."""
    wanted = tuple(read.answers.get(name) for name in ("name", "job", "from_on"))
    return any((each.name, each.job, each.from_on) == wanted for each in register)


def join(
    session: Session, viewer: Viewer, place: EngagementPlace, known: UUID | None, read: Read
) -> dict[str, str]:
    """Problems, if any."""
    try:
        if known:
            assign_worker(session, viewer, place, known, from_on=read.answers["from_on"])
        else:
            add_worker(session, viewer, place, **read.answers)
    except CannotDo as refused:
        session.rollback()
        return refused.problems
    return {}


def get_person(session: Session, place: EngagementPlace, worker_id: UUID) -> RegisterLine:
    for line in list_register(session, place):
        if line.worker_id == worker_id:
            return line
    raise NotHere


@get(f"{BASE}/{{worker_id:uuid}}/leave", guards=[PARTNER], sync_to_thread=True)
def ask_leaving(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    key: FromPath[str],
    worker_id: FromPath[UUID],
) -> Response[str]:
    requirement = get_register(session, engagement_place, key)
    person = get_person(session, engagement_place, worker_id)
    kept = Typed(day_as_typed("until_on", person.until_on))
    return people_page(request, "leave", engagement_place, requirement, kept, person=person)


@post(f"{BASE}/{{worker_id:uuid}}/leave", guards=[PARTNER], sync_to_thread=True)
def take_leaving(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    typed: NamedDependency[Typed],
    key: FromPath[str],
    worker_id: FromPath[UUID],
) -> Response[Any]:
    requirement = get_register(session, engagement_place, key)
    person = get_person(session, engagement_place, worker_id)
    read = read_leaving(typed)
    if not read.problems:
        read.problems = leave(session, viewer, engagement_place, person, read.answers["until_on"])
    if read.problems:
        return people_page(
            request, "leave", engagement_place, requirement, typed, read.problems, person=person
        )
    return Redirect(slot_address(engagement_place, key), status_code=303)


def leave(
    session: Session, viewer: Viewer, place: EngagementPlace, person: RegisterLine, until_on: date
) -> dict[str, str]:
    """Problems, if any."""
    try:
        change_assignment(session, viewer, place, person.worker_id, from_on=person.from_on, until_on=until_on)
    except CannotDo as refused:
        session.rollback()
        return refused.problems
    return {}


ROUTES: list[HTTPRouteHandler] = [ask_joining, take_joining, ask_leaving, take_leaving]
