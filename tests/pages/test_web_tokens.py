"""The token of a form is good for the session in which it was given, and its cookie for this very host."""

from dataclasses import replace

import pytest

from portal.app import create_app
from portal.settings import Settings
from portal.web.csrf import new_token
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders import good_files
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import HOST, ClientFor, session_token
from tests.pages.test_submissions_upload import start


def give(client: PageClient, settings: Settings, token: str) -> None:
    """What somebody who can set cookies would do: the same token in the cookie and in the form."""
    client.http.cookies.set(csrf_cookie(settings), token, HOST)
    client.token = token


@pytest.mark.parametrize("whose", ["another session", "no session", "nobody", "another person"])
def test_a_token_of_another_session_is_refused(
    client_for: ClientFor, world: World, settings: Settings, whose: str
) -> None:
    client = client_for(world.member)
    draft = start(client, world, "anti-bribery")
    token = {
        "another session": lambda: new_token(settings, session_token(world.database, world.member)),
        "no session": lambda: new_token(settings),
        "nobody": lambda: "0" * 128,
        "another person": lambda: new_token(settings, session_token(world.database, world.manager)),
    }[whose]()
    good = client.token
    give(client, settings, token)
    assert client.post(f"{draft}/discard", status=403).heading == "You cannot do that"
    client.upload(f"{draft}/files", [("a.pdf", good_files.pdf())], status=403)
    client.ask("POST", f"{draft}/discard", 403, headers={"x-csrftoken": token})
    give(client, settings, good)
    client.upload(f"{draft}/files", [("a.pdf", good_files.pdf())])


def test_who_signs_in_anew_is_given_another(client_for: ClientFor, world: World, settings: Settings) -> None:
    client = client_for(world.member)
    client.get("/notices/choices")
    before = client.token
    client.http.cookies.set(session_cookie(settings), session_token(world.database, world.member), HOST)
    client.get("/notices/choices")
    assert client.token != before
    assert client.csrf_cookie == client.token
    client.get("/notices/choices")
    assert client.csrf_cookie == client.token


def test_in_production_its_cookie_is_for_this_host_alone(
    make_client: object, world: World, settings: Settings
) -> None:
    secure = replace(settings, address="https://portal.example")
    client: PageClient = make_client(create_app(secure, world.database, world.store), secure)  # type: ignore[operator]  # the fixture's own type is in conftest
    client.http.cookies.clear()
    given = client.get("/sign-in").headers["set-cookie"]
    assert given.startswith("__Host-gs-csrf=")
    for each in ("Path=/", "Secure", "HttpOnly", "SameSite=lax"):
        assert each in given
    assert "Domain" not in given
