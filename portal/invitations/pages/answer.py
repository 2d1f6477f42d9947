"""An invitation: who asks, what it is about, and yes or no.

Somebody who signs in already comes from her first page or by the link of the mail, and says for which of her
organisations she takes it; somebody new says who she is in the same step.
"""

from dataclasses import dataclass
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.invitations.actions.accept_colleague import keep_out, let_in
from portal.invitations.actions.accept_invitation import accept_invitation, refuse_invitation
from portal.invitations.actions.join_by_link import join_by_link, refuse_by_link
from portal.invitations.actions.join_contracts import seen_of
from portal.invitations.forms import A_NEW_ONE, read_newcomer, read_yes, says_no
from portal.invitations.presenters import asked_view
from portal.invitations.queries.waiting import Asked, Linked, find_answer, find_linked, get_asked, list_parts
from portal.sign_in.actions.take_step import StepNeeded
from portal.sign_in.pages.arriving import arrive, caller_of, go_halfway, provider_of, terms_of
from portal.web.addresses import HOME, INVITATION, JOIN, LET_IN, SIGN_IN, SIGN_IN_THROUGH
from portal.web.at import (
    At,
    AtDoor,
    AtOrganisation,
    GoTo,
    family,
    gap,
    of_door,
    of_organisation,
)
from portal.web.choices import leads_of, radios
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed, typed_by
from portal.web.who import VIEWER


@dataclass(frozen=True, slots=True)
class AtInvitation(At[Asked]):
    """Somebody who is asked, on the page of the invitation."""

    @property
    def managed(self) -> dict[str, str]:
        """The organisations that she may take it for, by id: none where the organisation asks itself."""
        return leads_of(self.viewer) if self.place.stands_in else {}


ANSWERS = {"accepted": "yes", "waits": "waits", "refused": "no"}
"""By `portal.records.Answer`, what the first page says after it. Who is kept out is refused too, and has not
said no."""


def at_invitation(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtInvitation:
    """Who has answered, and presses again, comes to where the first answer led."""
    invitation_id = gap(request, "invitation_id")
    try:
        asked = get_asked(session, viewer, invitation_id)
    except NotHere:
        led = ANSWERS.get(find_answer(session, viewer, invitation_id))
        if request.method != "POST" or led is None or (led == "no" and not says_no(typed_by(request.scope))):
            raise
        raise GoTo(HOME(answered=led)) from None
    return AtInvitation(request, session, viewer, as_at, asked)


FOR_WHOM_IT_IS = family(at_invitation, Audience.INVITED)


@get(INVITATION, **FOR_WHOM_IT_IS)
def show_invitation(at: NamedDependency[AtInvitation]) -> Response:
    return answer_page(at, Typed())


@post(INVITATION, once=True, **FOR_WHOM_IT_IS)
def answer_invitation(at: NamedDependency[AtInvitation], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        if says_no(typed):
            refuse_invitation(at.session, at.viewer, at.place.invitation_id)
            return at.go(HOME(answered="no"))
        yes = read_yes(typed, at.managed)
        is_in = accept_invitation(at.session, at.viewer, at.place.invitation_id, yes)
        return at.go(HOME(answered="yes" if is_in else "waits"))

    return at.try_to(act, lambda problems: answer_page(at, typed, problems))


def answer_page(at: AtInvitation, typed: Typed, problems: Problems | None = None) -> Response:
    parts = list_parts(at.session, at.place.organisation_id) if at.place.stands_in else ()
    choices = at.managed | {A_NEW_ONE: f"A new one: {at.place.organisation}"} if at.managed else {}
    hints = {A_NEW_ONE: "It belongs to itself from then on, and you are its manager"}
    return at.page(
        "invitations/answer.html",
        problems,
        asked=at.place,
        view=asked_view(at.place, parts),
        choices=radios(choices, typed.first("organisation"), hints),
        others=[each.organisation for each in at.viewer.belongings if each.role != "manager"],
        seen=seen_of(parts),
        breadcrumbs=[{"text": "Home", "href": HOME()}],
    )


@get(JOIN, **of_door())
def open_invitation(at: NamedDependency[AtDoor], invitation_token: FromPath[str]) -> Response:
    linked = find_linked(at.session, invitation_token)
    return otherwise(at, linked) or newcomer_page(at, linked, Typed())


@post(JOIN, **of_door())
def come_in_by_link(
    at: NamedDependency[AtDoor], typed: NamedDependency[Typed], invitation_token: FromPath[str]
) -> Response:
    linked = find_linked(at.session, invitation_token)

    def act() -> Response:
        if says_no(typed):
            refuse_by_link(at.session, invitation_token)
            return at.page("invitations/refused.html")
        caller, seen = caller_of(at.request), typed.first("seen")
        newcomer, terms = read_newcomer(typed), terms_of(at.settings)
        try:
            session_token = join_by_link(at.session, invitation_token, newcomer, seen, caller, terms)
        except StepNeeded as needed:
            return go_halfway(at, needed)
        answered = "waits" if linked and linked.asked.lets_in else "yes"
        return arrive(at, session_token, caller, HOME(answered=answered))

    return otherwise(at, linked) or at.try_to(
        act, lambda problems: newcomer_page(at, linked, typed, problems)
    )


def otherwise(at: AtDoor, linked: Linked | None) -> Response | None:
    """Where the link leads elsewhere: nowhere any more (410), or out first, where another is signed in; for
    somebody who signs in with that address already to the invitation's own page, and for whom an organisation
    vouches through its sign-in. None for somebody new."""
    if linked is None:
        return page(at.request, "invitations/over.html", status=410)
    viewer = at.request.scope.get(VIEWER)
    if isinstance(viewer, Viewer) and viewer.email != linked.asked.email:
        return at.page("invitations/somebody_else.html", asked=linked.asked, is_known=linked.is_known)
    if not linked.is_known:
        return through_provider(at, linked.asked)
    return at.go(INVITATION(linked.asked.invitation_id))


def through_provider(at: AtDoor, asked: Asked) -> Response | None:
    """Back from there she is somebody, and on the page of the invitation."""
    provider = provider_of(at.settings, asked.email.rpartition("@")[2])
    if provider is None:
        return None
    through = SIGN_IN_THROUGH(provider.domain, next=INVITATION(asked.invitation_id))
    return at.page("sign_in/through.html", provider=provider, through=through, here=SIGN_IN())


def newcomer_page(
    at: AtDoor, linked: Linked | None, typed: Typed, problems: Problems | None = None
) -> Response:
    asked = linked.asked if linked else None
    parts = list_parts(at.session, asked.organisation_id) if asked and asked.stands_in else ()
    return at.page(
        "invitations/welcome.html",
        problems,
        asked=asked,
        view=asked and asked_view(asked, parts),
        name=typed.first("name") if "name" in typed else asked and asked.name,
        seen=seen_of(parts),
    )


@post(LET_IN, **of_organisation(Audience.OWN))
def answer_for_organisation(at: NamedDependency[AtOrganisation], typed: NamedDependency[Typed]) -> Response:
    """A manager says whether somebody whom a lead has invited is let in."""
    try:
        invitation_id = UUID(typed.first("invitation"))
    except ValueError:
        return at.go(HOME())
    if says_no(typed):
        keep_out(at.session, at.viewer, invitation_id)
        return at.go(HOME(answered="kept-out"))
    let_in(at.session, at.viewer, invitation_id)
    return at.go(HOME(answered="let-in"))


ROUTES: list[HTTPRouteHandler] = [
    show_invitation,
    answer_invitation,
    open_invitation,
    come_in_by_link,
    answer_for_organisation,
]
