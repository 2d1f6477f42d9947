"""After the password: a code, a recovery code, or an app that has to be set up first."""

from collections.abc import Callable
from dataclasses import replace

import pyotp
import pytest
from litestar import Litestar

from evidence.store import Store
from portal import clock
from portal.access import Viewer
from portal.database import Database
from portal.settings import FactorFor, Settings
from portal.sign_in.actions.use_link import make_link
from tests.builders.world import PASSWORD, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor, behind_door
from tests.pages.test_sign_in_you import letters_on, set_up

InProduction = Callable[..., PageClient]
"""A stranger's client to a portal in which leads, or everybody, need a second factor."""


@pytest.fixture
def in_production(
    wired: Litestar,
    settings: Settings,
    database: Database,
    store: Store,
    make_client: Callable[..., PageClient],
) -> InProduction:
    def open_client(who_needs_one: FactorFor = FactorFor.LEADS) -> PageClient:
        strict = replace(settings, production=True, second_factor=who_needs_one)
        return make_client(behind_door(wired, strict, database, store), strict)

    return open_client


def sign_in(client: PageClient, who: Viewer, **more: str) -> Answer:
    client.get("/sign-in")
    return client.post("/sign-in", {"email": who.email, "password": PASSWORD, **more})


def shown_next(secret: str) -> str:
    """A code that has not been used for setting it up."""
    now = clock.now()
    return pyotp.TOTP(secret).at(now, counter_offset=1)


def test_a_code_is_asked_for_and_leads_to_the_page_that_was_wanted(
    world: World, client_for: ClientFor, stranger: PageClient
) -> None:
    secret = set_up(client_for(world.member))
    asked = sign_in(stranger, world.member, next="/notices")
    assert asked.location == "/sign-in/code"
    assert stranger.get("/notices", 303).location.startswith("/sign-in"), "not in before the code"
    assert stranger.follow(asked).heading == "Enter a code"
    wrong = stranger.post("/sign-in/code", {"code": ""}, 422)
    assert wrong.problems == ["Enter the six digits that your app shows, or one of your recovery codes."]
    wrong = stranger.post("/sign-in/code", {"code": "000000"}, 422)
    assert "not good, or was used already" in wrong.problems[0]
    code = {"code": shown_next(secret)}
    assert stranger.post("/sign-in/code", code).location == "/notices"
    assert stranger.get("/notices").status == 200
    assert stranger.get("/sign-in/code", 303).location == "/", "after the back button"
    assert stranger.post("/sign-in/code", code).location == "/", "after a second press"


def test_a_recovery_code_stands_in(world: World, client_for: ClientFor, stranger: PageClient) -> None:
    member = client_for(world.member)
    set_up(member)
    code = member.get("/you/recovery-codes").find("//code")[0].text_content()
    sign_in(stranger, world.member)
    assert stranger.post("/sign-in/code", {"code": code.upper()}).location == "/"
    assert "with a password and a recovery code" in stranger.get("/you").words


@pytest.mark.parametrize("path", ["/sign-in/code", "/sign-in/set-up"])
def test_who_has_begun_nothing_is_told_so(stranger: PageClient, path: str) -> None:
    assert stranger.get(path, 422).heading == "Sign in again"
    assert stranger.post(path, {"code": "123456"}, 422).heading == "Sign in again"


def test_a_step_of_one_kind_opens_no_other(world: World, client_for: ClientFor, stranger: PageClient) -> None:
    set_up(client_for(world.member))
    sign_in(stranger, world.member)
    assert stranger.get("/sign-in/set-up", 422).heading == "Sign in again"


def test_a_lead_sets_it_up_before_it_is_in(world: World, in_production: InProduction) -> None:
    client = in_production()
    begun = sign_in(client, world.manager, next="/notices")
    assert begun.location == "/sign-in/set-up"
    page = client.follow(begun)
    assert "need a second thing" in page.words
    assert client.get("/notices", 303).location.startswith("/sign-in")
    assert client.post("/sign-in/set-up", {"code": "1"}, 422).problems == [
        "Enter the six digits that the app shows."
    ]
    code = {"code": pyotp.TOTP(letters_on(page)).at(clock.now())}
    codes = client.follow(client.post("/sign-in/set-up", code))
    assert len(codes.find("//code")) == 10
    assert client.post("/you/recovery-codes", {"next": codes.value("next")}).location == "/notices"


@pytest.mark.parametrize(
    ("name", "who_needs_one", "location"),
    [
        ("member", FactorFor.LEADS, "/"),
        ("member", FactorFor.EVERYBODY, "/sign-in/set-up"),
        ("officer", FactorFor.LEADS, "/sign-in/set-up"),
    ],
)
def test_who_needs_one_in_production(
    world: World, in_production: InProduction, name: str, who_needs_one: FactorFor, location: str
) -> None:
    assert sign_in(in_production(who_needs_one), world.people[name]).location == location


def test_nobody_needs_one_in_development(world: World, stranger: PageClient) -> None:
    assert sign_in(stranger, world.manager).location == "/"


def test_a_link_by_mail_is_no_way_around_it(world: World, in_production: InProduction) -> None:
    with world.database.writing() as session:
        link = make_link(session, world.manager.person_id)
        session.commit()
    client = in_production()
    client.get(f"/links/{link}")
    assert client.post(f"/links/{link}", {"password": "seven grey herons"}).location == "/sign-in/set-up"


def test_the_step_is_kept_by_the_browser_alone(
    world: World, client_for: ClientFor, stranger: PageClient
) -> None:
    set_up(client_for(world.member))
    cookie = sign_in(stranger, world.member).headers["set-cookie"]
    assert cookie.startswith("gs-step=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
