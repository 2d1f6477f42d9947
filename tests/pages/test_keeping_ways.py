"""Whichever way somebody signs in, what was sent when the session had ended is back."""

import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import pyotp
from litestar import Litestar

from evidence.store import Store
from portal.database import Database
from portal.settings import FactorFor, Settings
from portal.sign_in.actions.add_passkey import add_passkey, begin_passkey
from portal.sign_in.passkeys import Site
from tests.builders.authenticator import Device
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, ClientFor, behind_door
from tests.pages.pressing import press, seen_in
from tests.pages.test_keeping_ended import TYPED, change_page, sent_when_ended, signs_in
from tests.pages.test_sign_in_halfway import shown_next
from tests.pages.test_sign_in_you import letters_on, set_up


def is_back(client: PageClient, world: World, location: str) -> None:
    assert location == change_page(world)
    shown = client.get(location)
    assert seen_in(shown, change_page(world))["title"] == [TYPED["title"]]
    assert "Here is what you typed" in shown.words


def test_with_a_code(world: World, client_for: ClientFor) -> None:
    mary = client_for(world.manager)
    secret = set_up(mary)
    asked = mary.follow(signs_in(mary, sent_when_ended(world, mary), world.manager.email))
    assert asked.value("next") == change_page(world), "for a passkey in place of the code"
    wrong = press(mary, asked, {"code": "000000"}, "/sign-in/code", 422)
    is_back(mary, world, press(mary, wrong, {"code": shown_next(secret)}, "/sign-in/code").location)


def test_with_an_app_that_has_to_be_set_up_first(
    world: World,
    client_for: ClientFor,
    wired: Litestar,
    settings: Settings,
    database: Database,
    store: Store,
    make_client: Callable[..., PageClient],
) -> None:
    mary = client_for(world.manager)
    asked = sent_when_ended(world, mary)
    strict = replace(settings, production=True, second_factor=FactorFor.LEADS)
    browser = make_client(behind_door(wired, strict, database, store), strict)
    wanted = browser.get(f"/sign-in?{urlencode({'next': asked.value('next')})}")
    shown = browser.follow(signs_in(browser, wanted, world.manager.email))
    codes = press(browser, shown, {"code": pyotp.TOTP(letters_on(shown)).now()}, "/sign-in/set-up")
    is_back(browser, world, press(browser, browser.follow(codes), {}, "/you/recovery-codes").location)


def with_passkey(world: World) -> Device:
    """A device on which the manager has a passkey."""
    site = Site(ADDRESS)
    device = Device(site.address, site.host)
    with world.database.writing() as session:
        step, options = begin_passkey(session, world.manager, site)
        made = device.creates(options)
        add_passkey(session, world.manager.person_id, step, made, "Work laptop", site)
    return device


def test_with_a_passkey(world: World, client_for: ClientFor) -> None:
    mary, device = client_for(world.manager), with_passkey(world)
    asked = sent_when_ended(world, mary)
    said = mary.post("/sign-in/passkey/ask", status=200).response.json()
    answer = {"step": said["step"], "answer": device.signs(json.dumps(said["options"]))}
    is_back(mary, world, press(mary, asked, answer, "/sign-in/passkey").location)


def test_where_a_passkey_does_not_answer_the_way_back_is_kept(world: World, client_for: ClientFor) -> None:
    mary = client_for(world.manager)
    asked = sent_when_ended(world, mary)
    again = press(mary, asked, {"step": "x", "answer": "{}"}, "/sign-in/passkey", 422)
    is_back(mary, world, signs_in(mary, mary.get(again.links["Sign in"]), world.manager.email).location)
