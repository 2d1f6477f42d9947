"""Everybody on a register who waits. A reviewer comes to decide on a whole team in one go."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists import facts
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.review.actions.accept_register import accept_register
from portal.review.presenters.register import waiting_views
from portal.review.queries.register import list_waiting_records
from portal.standing.queries.parts import get_requirement
from portal.web.addresses import REVIEW_REGISTER, SLOT
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.wording import counted

FOR_REVIEWERS = of_engagement(Audience.REVIEWER)


@get(REVIEW_REGISTER, **FOR_REVIEWERS)
def show_waiting(at: NamedDependency[AtEngagement], key: FromPath[str]) -> Response:
    return waiting_page(at, get_register(at, key))


@post(REVIEW_REGISTER, **FOR_REVIEWERS)
def accept(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], key: FromPath[str]) -> Response:
    register = get_register(at, key)

    def act() -> Response:
        number = accept_register(at.session, at.viewer, at.place, key, read_ticked(typed))
        return at.go(REVIEW_REGISTER(at.place.engagement_id, key, accepted=number))

    return at.try_to(act, lambda problems: waiting_page(at, register, typed, problems))


def get_register(at: AtEngagement, key: str) -> Requirement:
    """The requirement, where it is a register; raises NotHere."""
    requirement = get_requirement(at.session, at.place, key, at.today)
    if requirement.kind is not Kind.REGISTER:
        raise NotHere
    return requirement


def waiting_page(
    at: AtEngagement, register: Requirement, typed: Typed | None = None, problems: Problems | None = None
) -> Response:
    records = list_waiting_records(at.session, at.viewer, at.place, register.key)
    ticked = None if typed is None else typed.getlist("accept")
    people = waiting_views(register, records, facts.Engagement(at.place.span), at.today, ticked)
    slot = SLOT(at.place.engagement_id, register.key)
    return at.page(
        "register/review.html",
        problems,
        requirement=register,
        base=slot,
        people=people,
        number_ticked=sum(each.is_ticked for each in people),
        is_own=at.place.partner_id in at.viewer.organisations,
        notice=accepted_words(at.asked("accepted")),
        breadcrumbs=at.way({"text": register.title, "href": slot}),
        tab="queue",
    )


def accepted_words(number: str) -> str:
    """How many were just accepted, for the top of the page."""
    if not number.isdecimal() or len(number) > 4:
        return ""
    return f"{counted(int(number), 'person is', 'people are')} accepted."


def read_ticked(typed: Typed) -> list[UUID]:
    """The submissions that are ticked; what is no id is none. Raises CannotDo where nothing is ticked."""
    ticked = typed.getlist("accept")
    if not ticked:
        raise CannotDo({"accept": "Tick those whom you accept."})
    return [UUID(each) for each in ticked if is_id(each)]


def is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


ROUTES: list[HTTPRouteHandler] = [show_waiting, accept]
