"""Sign in and out."""

from litestar import get, post
from litestar.di import NamedDependency

from portal.access import Audience
from portal.sign_in.actions.sign_in import enter
from portal.sign_in.actions.sign_out import sign_out
from portal.sign_in.actions.take_step import StepNeeded
from portal.sign_in.forms import own_path, read_credentials, wanted_page
from portal.sign_in.pages.arriving import (
    arrive,
    at_sign_in,
    caller_of,
    go_halfway,
    provider_of,
    terms_of,
    token_of,
)
from portal.web.addresses import HOME, SIGN_IN, SIGN_IN_ORGANISATION, SIGN_OUT
from portal.web.at import AtDoor, AtPortal, of_door, of_portal
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.session_cookie import take_cookie
from portal.web.typed import Typed


@get(SIGN_IN, **of_door(at_sign_in))
def ask_to_sign_in(at: NamedDependency[AtDoor]) -> Response:
    return sign_in_page(at, Typed({"next": [at.asked("next")]}))


@post(SIGN_IN, **of_door(at_sign_in))
def come_in(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    provider = provider_of(at.settings, typed.first("email").rpartition("@")[2])
    if provider:
        following = own_path(typed.first("next"))
        return at.go(SIGN_IN_ORGANISATION(domain=provider.domain, next=following))

    def act() -> Response:
        given, caller, following = (
            read_credentials(typed),
            caller_of(at.request),
            own_path(typed.first("next")),
        )
        try:
            token = enter(at.session, given.email, given.password, caller, terms_of(at.settings), following)
        except StepNeeded as needed:
            return go_halfway(at, needed)
        return arrive(at, token, caller, following)

    return at.try_to(act, lambda problems: sign_in_page(at, typed, problems))


def sign_in_page(at: AtDoor, typed: Typed, problems: Problems | None = None) -> Response:
    """The password is never sent back."""
    return at.page(
        "sign_in/sign_in.html",
        problems,
        email=typed.first("email"),
        following=own_path(typed.first("next")),
        has_providers=bool(at.settings.providers),
        organisation=SIGN_IN_ORGANISATION(next=wanted_page(typed.first("next"))),
        why=why_words(at),
    )


RULE = "Whoever does not use the portal for 12 hours is signed out, and everybody 24 hours after signing in."
WHY = {
    "kept": f"You were signed out before this was sent. {RULE} What you typed is kept: sign in, look it "
    "over, then send it again.",
    "form": f"You were signed out before this was sent, so nothing was done. {RULE} Sign in to go on.",
    "yes": f"You were signed out. {RULE} Sign in to go on where you were.",
}

LEFT = "You have left, and act for no organisation here any more: so you are signed out."


def why_words(at: AtDoor) -> str:
    """Why somebody has to sign in, who was signed in or did not expect it; empty for others."""
    if at.is_asked("signed-out"):
        return "You have signed out."
    if at.is_asked("left"):
        return LEFT
    return WHY.get(at.asked("ended"), "")


@post(SIGN_OUT, **of_portal(Audience.SIGNED_IN))
def go_out(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    """To the page that is wanted with nobody signed in, such as a link in a mail to somebody else."""
    sign_out(at.session, token_of(at.request))
    wanted = own_path(typed.first("next"))
    answer = at.go(wanted if wanted != HOME() else SIGN_IN(**{"signed-out": "yes"}))
    take_cookie(answer, at.settings)
    return answer


ROUTES = [ask_to_sign_in, come_in, go_out]
