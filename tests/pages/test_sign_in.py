"""Coming in and going out."""

from collections.abc import Callable

import pytest

from evidence.store import Store
from portal.app import create_app
from portal.database import Database
from portal.settings import Settings, read_settings
from portal.sign_in.queries import find_viewer
from tests.builders.messages import Mailbox
from tests.builders.world import PASSWORD, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

NOT_RIGHT = "The e-mail address or the password is not right."


def sign_in(client: PageClient, email: str, password: str = PASSWORD, **more: str) -> str:
    client.get("/sign-in")
    return client.post("/sign-in", {"email": email, "password": password, **more}).location


@pytest.fixture
def mailbox(settings: Settings, database: Database, store: Store) -> Mailbox:
    return Mailbox(settings, database, store)


def test_signing_in_leads_home(world: World, stranger: PageClient) -> None:
    assert sign_in(stranger, world.member.email) == "/"
    assert stranger.get("/sign-in", 303).location == "/"


def test_signing_in_leads_to_the_page_that_was_wanted(world: World, stranger: PageClient) -> None:
    wanted = f"/engagements/{world.engagement_id}?on=2027-03-31"
    asked = stranger.get(wanted, 303)
    form = stranger.follow(asked)
    assert form.value("next") == wanted
    assert sign_in(stranger, world.member.email, next=form.value("next")) == wanted


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "/\t/evil.example",
        "/%2f/evil.example",
        "javascript:alert(1)",
        "evil",
        "",
    ],
)
def test_nobody_is_led_elsewhere(world: World, stranger: PageClient, elsewhere: str) -> None:
    assert sign_in(stranger, world.member.email, next=elsewhere) == "/"


@pytest.mark.parametrize("who", ["pat.partner@example.org", "nobody@example.org"])
def test_a_wrong_password_and_a_wrong_address_look_the_same(
    world: World, stranger: PageClient, who: str
) -> None:
    form = {"email": who, "password": "not the right one"}
    answer = stranger.post("/sign-in", form, 422)
    assert world.member.email == "pat.partner@example.org"
    assert answer.problems == [NOT_RIGHT]
    assert answer.value("email") == who
    assert "not the right one" not in answer.source
    assert "gs-session" not in answer.headers.get("set-cookie", "")


def test_what_is_missing_is_said_at_its_field(stranger: PageClient) -> None:
    answer = stranger.post("/sign-in", {"email": "pat", "password": ""}, 422)
    assert answer.problems == ["Enter an e-mail address such as name@example.org.", "Enter your password."]
    assert answer.title.startswith("Error: ")


def test_too_many_attempts(world: World, stranger: PageClient) -> None:
    form = {"email": world.member.email, "password": "a wrong password"}
    for _ in range(10):
        stranger.post("/sign-in", form, 422)
    assert stranger.post("/sign-in", form, 429).heading == "Too many attempts"
    right = {"email": world.member.email, "password": PASSWORD}
    assert stranger.post("/sign-in", right, 429).heading == "Too many attempts"


def test_signing_out_ends_the_session_on_the_server(world: World, client_for: ClientFor) -> None:
    client = client_for(world.manager)
    token = client.cookies["gs-session"]
    out = client.post("/sign-out")
    assert "gs-session" not in client.cookies
    assert "You have signed out." in client.follow(out).words
    with world.database.reading() as session:
        assert find_viewer(session, token) is None


def test_no_form_without_its_token(world: World, stranger: PageClient) -> None:
    form = {"email": world.member.email, "password": PASSWORD, "_csrf_token": "x" * 128}
    assert stranger.post("/sign-in", form, 403).heading == "You cannot do that"


def test_the_cookie_over_https(
    make_client: Callable[..., PageClient], world: World, settings: Settings
) -> None:
    secure = read_settings({"PORTAL_HOME": str(settings.home), "PORTAL_ADDRESS": "https://portal.example"})
    client = make_client(create_app(secure, world.database, world.store), secure)
    form = {"email": world.member.email, "password": PASSWORD}
    cookie = client.post("/sign-in", form).headers["set-cookie"]
    assert cookie.startswith("__Host-gs-session=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))


def test_a_forgotten_password(
    world: World, client_for: ClientFor, stranger: PageClient, mailbox: Mailbox
) -> None:
    elsewhere = client_for(world.member)
    sent = stranger.post("/forgotten-password", {"email": world.member.email})
    assert stranger.follow(sent).heading == "Look at your e-mail"
    link = f"/links/{mailbox.last_token()}"
    form = stranger.get(link)
    assert form.value("email") == world.member.email
    short = stranger.post(link, {"password": "short"}, 422)
    assert short.problems == ["The password must have 12 characters or more."]
    assert stranger.post(link, {"password": "a new and longer one"}).location == "/"
    assert stranger.get("/sign-in", 303).location == "/"
    assert elsewhere.get("/", 303).location == "/sign-in?ended=yes"
    assert "ask for a new link" in client_for(None).get(link, 410).links


def test_a_link_to_a_new_password_does_nothing_where_somebody_else_is_signed_in(
    world: World, client_for: ClientFor, stranger: PageClient, mailbox: Mailbox
) -> None:
    stranger.post("/forgotten-password", {"email": world.member.email})
    link, mary = f"/links/{mailbox.last_token()}", client_for(world.manager)
    new = {"password": "a new and longer one"}
    for shown in (mary.get(link), mary.post(link, new, 200)):
        assert shown.heading == "This link is for somebody else"
        assert world.member.email not in shown.source
    assert "Pat Partner" not in mary.get("/notices/choices").source
    out = mary.post("/sign-out", {"next": shown.value("next")})
    assert mary.follow(out).value("email") == world.member.email
    assert mary.post(link, new).location == "/"


def test_whether_somebody_is_known_is_not_told(world: World, stranger: PageClient, mailbox: Mailbox) -> None:
    known = stranger.post("/forgotten-password", {"email": world.member.email})
    assert len(mailbox.messages()) == 1
    unknown = stranger.post("/forgotten-password", {"email": "nobody@example.org"})
    assert (known.status, known.location) == (unknown.status, unknown.location)
    assert len(mailbox.messages()) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_never_was(stranger: PageClient, method: str) -> None:
    data = {"_csrf_token": stranger.csrf_cookie, "password": "a new and longer one"}
    answer = stranger.ask(method, "/links/never", 410, **({"data": data} if method == "POST" else {}))
    assert answer.heading == "This link does not work any more"


@pytest.mark.parametrize("path", ["/accessibility", "/privacy"])
def test_what_the_portal_says_about_itself(stranger: PageClient, path: str) -> None:
    assert stranger.get(path).heading in {"Accessibility", "Privacy"}
