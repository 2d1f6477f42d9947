"""One of an organisation's people: her part changed, her sessions ended, herself removed; and leaving.

A manager wants to know what becomes of what somebody has before she is gone.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.queries.parts import parts_of
from portal.people import presenters
from portal.people.actions.change_part import change_part
from portal.people.actions.end_sessions import end_sessions
from portal.people.actions.lock_people import lock_around, require_others
from portal.people.actions.remove_person import remove_person
from portal.people.forms import PART, read_part, read_successor
from portal.people.pages.frame import FOR_ITS_MANAGERS, AtPeople, at_people
from portal.people.queries.hers import contracts_of, whats_hers
from portal.people.queries.people import PersonLine, find_person, get_person, list_people
from portal.web.addresses import (
    CHANGE_PART,
    END_THEIR_SESSIONS,
    HOME,
    LEAVE_ORGANISATION,
    ORGANISATION,
    PEOPLE,
    PERSON,
    REMOVE_PERSON,
    SIGN_IN,
    YOUR_ADDRESS,
)
from portal.web.at import GoTo, family, gap
from portal.web.between import opened, settle
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed


@get(PERSON, **FOR_ITS_MANAGERS)
def show_person(at: NamedDependency[AtPeople], person_id: FromPath[UUID]) -> Response:
    there = get_person(at.session, at.organisation_id, person_id)
    hers = whats_hers(at.session, at.organisation_id, person_id, at.today)
    return at.page(
        "people/person.html",
        person=presenters.person(there.line, at.organisation_id, at.viewer, clock.now()),
        sessions=there.sessions,
        hers=presenters.whats_hers(hers, there.line.name),
        done=presenters.done_words(at.asked("done"), there.line.name),
        change=CHANGE_PART(at.organisation_id, person_id),
        end=END_THEIR_SESSIONS(at.organisation_id, person_id),
        remove=REMOVE_PERSON(at.organisation_id, person_id),
        address=YOUR_ADDRESS(),
        breadcrumbs=at.inside(),
    )


@get(CHANGE_PART, **FOR_ITS_MANAGERS)
def ask_for_part(at: NamedDependency[AtPeople], person_id: FromPath[UUID]) -> Response:
    line = line_of(at, person_id)
    return part_page(at, line, opened(PART, part_as_typed(line)))


def part_as_typed(line: PersonLine) -> Typed:
    return Typed({"role": [line.role]})


@post(CHANGE_PART, once=True, **FOR_ITS_MANAGERS)
def give_part(
    at: NamedDependency[AtPeople], typed: NamedDependency[Typed], person_id: FromPath[UUID]
) -> Response:
    line = line_of(at, person_id)

    def act() -> Response:
        lock_around(at.session, at.organisation_id, person_id)
        settle(PART, typed, part_as_typed(line_of(at, person_id)))
        role = read_part(typed, parts_of(at.session, at.organisation_id))
        is_new = change_part(
            at.session, at.viewer, at.organisation_id, person_id, role, successor_id=read_successor(typed)
        )
        if person_id == at.viewer.person_id and role != "manager":
            return at.go(ORGANISATION(at.organisation_id))
        return at.go(PERSON(at.organisation_id, person_id, done="part" if is_new else "same"))

    return at.try_to(act, lambda problems: part_page(at, line, typed, problems))


def part_page(at: AtPeople, line: PersonLine, typed: Typed, problems: Problems | None = None) -> Response:
    contracts = contracts_of(at.session, at.organisation_id, line.person_id)
    people = list_people(at.session, at.organisation_id) if contracts else ()
    chosen = typed.first("successor")
    return at.page(
        "people/part.html",
        problems,
        person=presenters.person(line, at.organisation_id, at.viewer, clock.now()),
        typed=typed,
        parts=at.parts(typed.first("role")),
        contracts=[each.title for each in contracts],
        successors=presenters.successors(people, line.person_id, chosen, managers=True),
        breadcrumbs=inside(at, line),
    )


@post(END_THEIR_SESSIONS, **FOR_ITS_MANAGERS)
def end(at: NamedDependency[AtPeople], person_id: FromPath[UUID]) -> Response:
    line_of(at, person_id)
    end_sessions(at.session, at.viewer, at.place, person_id)
    if person_id == at.viewer.person_id:
        return at.go(HOME())
    return at.go(PERSON(at.organisation_id, person_id, done="sessions"))


@get(REMOVE_PERSON, **FOR_ITS_MANAGERS)
def ask_to_remove(at: NamedDependency[AtPeople], person_id: FromPath[UUID]) -> Response:
    if person_id == at.viewer.person_id:
        raise GoTo(LEAVE_ORGANISATION(at.organisation_id))
    typed = Typed({"successor": [str(at.viewer.person_id)]})
    return remove_page(at, line_of(at, person_id), typed)


@post(REMOVE_PERSON, **FOR_ITS_MANAGERS)
def remove(
    at: NamedDependency[AtPeople], typed: NamedDependency[Typed], person_id: FromPath[UUID]
) -> Response:
    """Who is gone already is what was wanted: a second press comes to where the first one led."""
    line = find_person(at.session, at.organisation_id, person_id)

    def act() -> Response:
        if line:
            remove_person(at.session, at.viewer, at.place, person_id, read_successor(typed))
        return at.go(PEOPLE(at.organisation_id, done="removed"))

    return at.try_to(act, lambda problems: remove_page(at, line_of(at, person_id), typed, problems))


def at_leaving(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtPeople:
    """Who does not belong to it, or not any more, goes home."""
    if gap(request, "organisation_id") not in viewer.organisations:
        raise GoTo(HOME())
    return at_people(request, session, viewer, as_at)


FOR_ITS_OWN = family(at_leaving, Audience.SIGNED_IN, Audience.OWN)


@get(LEAVE_ORGANISATION, **FOR_ITS_OWN)
def ask_to_leave(at: NamedDependency[AtPeople]) -> Response:
    line = line_of(at, at.viewer.person_id)
    try:
        require_others(at.session, at.organisation_id, line.person_id, at.today)
    except CannotDo as refused:
        return remove_page(at, line, Typed(), why=refused.problems[""])
    return remove_page(at, line, Typed())


@post(LEAVE_ORGANISATION, **FOR_ITS_OWN)
def leave(at: NamedDependency[AtPeople], typed: NamedDependency[Typed]) -> Response:
    line = line_of(at, at.viewer.person_id)

    def act() -> Response:
        remove_person(at.session, at.viewer, at.place, line.person_id, read_successor(typed))
        stays = at.viewer.organisations - {at.organisation_id}
        return at.go(HOME(answered="left") if stays else SIGN_IN(left="yes"))

    return at.try_to(act, lambda problems: remove_page(at, line, typed, problems))


def remove_page(
    at: AtPeople, line: PersonLine, typed: Typed, problems: Problems | None = None, why: str = ""
) -> Response:
    """`why` it cannot be: there is no button then."""
    hers = whats_hers(at.session, at.organisation_id, line.person_id, at.today)
    people = list_people(at.session, at.organisation_id) if hers.is_anything else ()
    chosen = typed.first("successor")
    successors = presenters.successors(people, line.person_id, chosen, managers=bool(hers.contracts))
    is_you = line.person_id == at.viewer.person_id
    asked: dict[str, object] = {"tab": "about", "breadcrumbs": at.way()} if is_you else {}
    return at.page(
        "people/remove.html",
        problems,
        person=presenters.person(line, at.organisation_id, at.viewer, clock.now()),
        hers=presenters.whats_hers(hers, line.name),
        successors=successors if len(successors) > 1 else (),
        why=why,
        back=ORGANISATION(at.organisation_id) if is_you else PERSON(at.organisation_id, line.person_id),
        **({"breadcrumbs": inside(at, line)} | asked),
    )


def inside(at: AtPeople, line: PersonLine) -> list[dict[str, str]]:
    return at.inside({"text": line.name, "href": PERSON(at.organisation_id, line.person_id)})


def line_of(at: AtPeople, person_id: UUID) -> PersonLine:
    """Raises NotHere."""
    line = find_person(at.session, at.organisation_id, person_id)
    if line is None:
        raise NotHere
    return line


ROUTES: list[HTTPRouteHandler] = [
    show_person,
    ask_for_part,
    give_part,
    end,
    ask_to_remove,
    remove,
    ask_to_leave,
    leave,
]
