"""The people of an organisation: who acts for it, who is invited, and somebody new.

A manager comes because somebody starts or leaves, or cannot get in.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal import clock
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.queries.parts import parts_of
from portal.people import presenters
from portal.people.forms import read_colleague
from portal.people.pages.frame import FOR_ITS_MANAGERS, AtPeople
from portal.people.queries.pending import list_pending
from portal.people.queries.people import list_people
from portal.web.addresses import INVITE_COLLEAGUE, PEOPLE
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(PEOPLE, **FOR_ITS_MANAGERS)
def show_people(at: NamedDependency[AtPeople]) -> Response:
    now, organisation_id = clock.now(), at.organisation_id
    people = list_people(at.session, organisation_id)
    waiting = list_pending(at.session, organisation_id)
    return at.page(
        "people/organisation.html",
        people=[presenters.person(line, organisation_id, at.viewer, now) for line in people],
        pending=[presenters.pending(line, now, organisation=organisation_id) for line in waiting],
        invite=INVITE_COLLEAGUE(organisation_id),
        done=presenters.done_words(at.asked("done")),
    )


@get(INVITE_COLLEAGUE, **FOR_ITS_MANAGERS)
def ask_for_colleague(at: NamedDependency[AtPeople]) -> Response:
    return colleague_page(at, Typed({"role": ["member"]}))


@post(INVITE_COLLEAGUE, makes=True, **FOR_ITS_MANAGERS)
def invite_colleague(at: NamedDependency[AtPeople], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        read = read_colleague(typed, parts_of(at.session, at.organisation_id))
        invite_person(
            at.session, at.viewer, at.organisation_id, email=read.email, name=read.name, role=read.role
        )
        return at.go(PEOPLE(at.organisation_id, done="invited"))

    return at.try_to(act, lambda problems: colleague_page(at, typed, problems))


def colleague_page(at: AtPeople, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page(
        "people/invite.html",
        problems,
        typed=typed,
        roles=at.parts(typed.first("role")),
        back=PEOPLE(at.organisation_id),
        breadcrumbs=at.inside(),
    )


ROUTES: list[HTTPRouteHandler] = [show_people, ask_for_colleague, invite_colleague]
