"""Passkeys: come in with one; add one, name it, take it away."""

import json
import uuid

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.sign_in.actions.add_passkey import add_passkey, begin_passkey, name_passkey, remove_passkey
from portal.sign_in.actions.use_passkey import begin_passkey_sign_in, use_passkey
from portal.sign_in.forms import read_password
from portal.sign_in.pages.arriving import (
    arrive,
    at_sign_in,
    begin_again,
    caller_of,
    site_of,
    terms_of,
)
from portal.sign_in.presenters import PasskeyView, passkey_view
from portal.sign_in.queries.factors import had_passkey, list_passkeys
from portal.web.addresses import ASK_FOR_PASSKEY, SIGN_IN_PASSKEY
from portal.web.at import AtDoor, AtPortal, of_door, of_portal
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.own_addresses import ASK_FOR_NEW_PASSKEY, NEW_PASSKEY, PASSKEY, REMOVE_PASSKEY, YOU
from portal.web.typed import Typed


@post(ASK_FOR_PASSKEY, status_code=200, **of_door(at_sign_in))
def ask_for_passkey(at: NamedDependency[AtDoor]) -> Response:
    """To a script: what the browser is to ask the device, and the step that the form carries."""
    step, options = begin_passkey_sign_in(at.session, site_of(at.settings))
    return Response({"options": json.loads(options), "step": step})


@post(SIGN_IN_PASSKEY, **of_door(at_sign_in))
def take_passkey(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        caller, terms = caller_of(at.request), terms_of(at.settings)
        step, answer = typed.first("step"), typed.first("answer")
        token = use_passkey(at.session, step, answer, site_of(at.settings), caller, terms)
        return arrive(at, token, caller, typed.first("next"))

    following = typed.first("next")
    return at.try_to(act, lambda problems: begin_again(at.request, problems.get("", ""), following))


@get(NEW_PASSKEY, **of_portal(Audience.SIGNED_IN))
def ask_to_add(at: NamedDependency[AtPortal]) -> Response:
    return adding_page(at, "")


@post(ASK_FOR_NEW_PASSKEY, status_code=200, **of_portal(Audience.SIGNED_IN))
def ask_for_new(at: NamedDependency[AtPortal]) -> Response:
    """To a script, as above."""
    try:
        step, options = begin_passkey(at.session, at.viewer, site_of(at.settings))
    except CannotDo as refused:
        return Response({"error": {"message": str(refused)}}, status_code=422)
    return Response({"options": json.loads(options), "step": step})


@post(NEW_PASSKEY, **of_portal(Audience.SIGNED_IN))
def add(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        step, answer, name = (typed.first(each) for each in ("step", "answer", "name"))
        add_passkey(at.session, at.viewer.person_id, step, answer, name, site_of(at.settings))
        return at.go(YOU(done="passkey"))

    return at.try_to(act, lambda problems: adding_page(at, typed.first("name"), problems))


def adding_page(at: AtPortal, name: str, problems: Problems | None = None) -> Response:
    return at.page("sign_in/new_passkey.html", problems, name=name)


@get(PASSKEY, **of_portal(Audience.HOLDER))
def show(at: NamedDependency[AtPortal], passkey_id: FromPath[uuid.UUID]) -> Response:
    passkey = own_passkey(at, passkey_id)
    return naming_page(at, passkey, passkey.name)


@post(PASSKEY, **of_portal(Audience.HOLDER))
def rename(
    at: NamedDependency[AtPortal], typed: NamedDependency[Typed], passkey_id: FromPath[uuid.UUID]
) -> Response:
    passkey = own_passkey(at, passkey_id)

    def act() -> Response:
        name_passkey(at.session, at.viewer.person_id, passkey_id, typed.first("name"))
        return at.go(YOU(done="named"))

    return at.try_to(act, lambda problems: naming_page(at, passkey, typed.first("name"), problems))


def naming_page(at: AtPortal, passkey: PasskeyView, name: str, problems: Problems | None = None) -> Response:
    return at.page("sign_in/passkey.html", problems, passkey=passkey, name=name)


@get(REMOVE_PASSKEY, **of_portal(Audience.HOLDER))
def ask_to_remove(at: NamedDependency[AtPortal], passkey_id: FromPath[uuid.UUID]) -> Response:
    return removing_page(at, own_passkey(at, passkey_id))


@post(REMOVE_PASSKEY, **of_portal(Audience.HOLDER))
def remove(
    at: NamedDependency[AtPortal], typed: NamedDependency[Typed], passkey_id: FromPath[uuid.UUID]
) -> Response:
    """One that is gone, as after a second press, is gone."""
    if had_passkey(at.session, at.viewer.person_id, passkey_id):
        return at.go(YOU(done="passkey-removed"))
    passkey = own_passkey(at, passkey_id)

    def act() -> Response:
        password, factor_for = read_password(typed), at.settings.factor_for
        remove_passkey(at.session, at.viewer.person_id, passkey_id, password, factor_for)
        return at.go(YOU(done="passkey-removed"))

    return at.try_to(act, lambda problems: removing_page(at, passkey, problems))


def removing_page(at: AtPortal, passkey: PasskeyView, problems: Problems | None = None) -> Response:
    asked = {
        "title": f"Take away the passkey {passkey.name}",
        "words": "You cannot sign in with it any more. What the device keeps of it is of no use then.",
        "button": "Take it away",
    }
    action = REMOVE_PASSKEY(passkey.passkey_id)
    return at.page("sign_in/with_password.html", problems, asked=asked, action=action)


def own_passkey(at: AtPortal, passkey_id: uuid.UUID) -> PasskeyView:
    """Raises NotHere where it is nobody's, or another's."""
    for each in list_passkeys(at.session, at.viewer.person_id):
        if each.passkey_id == passkey_id:
            return passkey_view(each)
    raise NotHere


ROUTES = [
    ask_for_passkey,
    take_passkey,
    ask_to_add,
    ask_for_new,
    add,
    show,
    rename,
    ask_to_remove,
    remove,
]
