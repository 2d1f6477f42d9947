"""After the password: a code of the app, a recovery code, or an app that has to be set up first."""

from litestar import get, post
from litestar.di import NamedDependency

from portal.sign_in.actions.set_up_factor import set_up_and_come_in
from portal.sign_in.actions.take_step import StepNeeded
from portal.sign_in.actions.use_code import use_code
from portal.sign_in.forms import own_path
from portal.sign_in.pages.arriving import (
    arrive,
    at_sign_in,
    begin_again,
    caller_of,
    go_halfway,
    step_of,
    terms_of,
)
from portal.sign_in.presenters import secret_view
from portal.sign_in.queries.factors import Step, find_code_step, find_factor, find_set_up_step
from portal.sign_in.sealing import CannotUnseal, unseal
from portal.web.addresses import SIGN_IN_CODE, SIGN_IN_SET_UP
from portal.web.at import AtDoor, of_door
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.own_addresses import RECOVERY_CODES
from portal.web.typed import Typed


@get(SIGN_IN_CODE, **of_door(at_sign_in))
def ask_for_code(at: NamedDependency[AtDoor]) -> Response:
    step = find_code_step(at.session, step_of(at.request))
    return code_page(at, step) if step else begin_again(at.request)


@post(SIGN_IN_CODE, **of_door(at_sign_in))
def take_code(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    token = step_of(at.request)
    step = find_code_step(at.session, token)
    if step is None:
        return begin_again(at.request)

    def act() -> Response:
        caller = caller_of(at.request)
        session_token = use_code(at.session, token, typed.first("code"), caller, terms_of(at.settings))
        return arrive(at, session_token, caller, step.data.get("next", ""))

    def otherwise(problems: Problems) -> Response:
        again = "code" not in problems
        following = step.data.get("next", "")
        return begin_again(at.request, problems[""], following) if again else code_page(at, step, problems)

    return at.try_to(act, otherwise)


def code_page(at: AtDoor, step: Step, problems: Problems | None = None) -> Response:
    return at.page("sign_in/code.html", problems, following=own_path(step.data.get("next", "")))


@get(SIGN_IN_SET_UP, **of_door(at_sign_in))
def ask_to_set_up(at: NamedDependency[AtDoor]) -> Response:
    step = find_set_up_step(at.session, step_of(at.request))
    return set_up_page(at, step) if step else begin_again(at.request)


@post(SIGN_IN_SET_UP, **of_door(at_sign_in))
def set_up(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    token = step_of(at.request)
    step = find_set_up_step(at.session, token)
    if step is None:
        return begin_again(at.request)

    def act() -> Response:
        caller = caller_of(at.request)
        try:
            session_token = set_up_and_come_in(
                at.session, token, typed.first("code"), caller, terms_of(at.settings)
            )
        except StepNeeded as needed:
            return go_halfway(at, needed)
        return arrive(at, session_token, caller, RECOVERY_CODES(next=step.data.get("next", "")))

    def otherwise(problems: Problems) -> Response:
        if "code" in problems:
            return set_up_page(at, step, problems)
        return begin_again(at.request, following=step.data.get("next", ""))

    return at.try_to(act, otherwise)


def set_up_page(at: AtDoor, step: Step, problems: Problems | None = None) -> Response:
    factor = find_factor(at.session, step.person_id) if step.person_id else None
    if factor is None or factor.stands:
        return begin_again(at.request)
    try:
        secret = unseal(at.settings.secret, factor.sealed_secret)
    except CannotUnseal:
        return begin_again(at.request)
    view = secret_view(secret, step.email)
    return at.page(
        "sign_in/set_up.html", problems, view=view, is_needed=True, is_other=False, action=SIGN_IN_SET_UP()
    )


ROUTES = [ask_for_code, take_code, ask_to_set_up, set_up]
