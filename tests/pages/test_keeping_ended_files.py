"""A form that takes files, sent by a session that has ended: what was typed is back, and can be sent."""

from typing import Any

import pytest

from portal.settings import Settings
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders import good_files, promising
from tests.builders.world import PASSWORD, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import HOST, ClientFor, session_token
from tests.pages.pressing import filled, form_in, press, seen_in
from tests.pages.test_keeping_ended import end_sessions

TYPED = {"figure": "12", "evidence": "The time sheets of all twelve."}


@pytest.fixture
def page(world: World) -> str:
    """Where a partner gives a year of what it promised."""
    its, year = promising.promised(world), promising.current(world).year
    return f"/engagements/{world.engagement_id}/commitments/{its}/{year}"


def send_with_file(client: PageClient, shown: Answer, page: str, size: int = 0) -> Answer:
    """As a browser does that has the page open, without script."""
    form: dict[str, Any] = filled(form_in(shown, page), TYPED)
    content = good_files.pdf() + b"%" * size
    return client.ask(
        "POST", page, None, data=form, files=[("files", ("book.pdf", content, "application/pdf"))]
    )


def in_another_session(client: PageClient, world: World, settings: Settings) -> None:
    """The browser has signed in again, in another window."""
    token = session_token(world.database, world.member)
    client.http.cookies.set(session_cookie(settings), token, HOST)


@pytest.mark.parametrize("keeps_token", [True, False], ids=["its old token", "no token"])
def test_it_can_be_sent_after_signing_in(
    world: World, client_for: ClientFor, settings: Settings, page: str, keeps_token: bool
) -> None:
    pat = client_for(world.member)
    shown = pat.get(page)
    end_sessions(world.database)
    sent = send_with_file(pat, shown, page)
    if not keeps_token:
        pat.http.cookies.delete(csrf_cookie(settings))
    asked = pat.follow(sent)
    back = press(pat, asked, {"email": world.member.email, "password": PASSWORD}, "/sign-in")
    again = pat.follow(back)
    assert "You were signed out before this was sent" in again.words
    assert seen_in(again, page).items() >= {name: [each] for name, each in TYPED.items()}.items()
    assert send_with_file(pat, again, page).status == 303
    assert "12" in pat.get(page).words


@pytest.mark.parametrize("size", [0, 3_000_000])
def test_sent_from_a_page_of_an_earlier_session_it_is_back(
    world: World, client_for: ClientFor, settings: Settings, page: str, size: int
) -> None:
    pat = client_for(world.member)
    shown = pat.get(page)
    in_another_session(pat, world, settings)
    refused = send_with_file(pat, shown, page, size)
    assert (refused.status, refused.location) == (303, page)
    again = pat.follow(refused)
    assert "You have signed in again since this page was opened" in again.words
    assert "Choose book.pdf again" in again.words
    assert seen_in(again, page).items() >= {name: [each] for name, each in TYPED.items()}.items()
    assert send_with_file(pat, again, page).status == 303


def test_it_is_left_and_begun_anew(
    world: World, client_for: ClientFor, settings: Settings, page: str
) -> None:
    pat = client_for(world.member)
    shown = pat.get(page)
    in_another_session(pat, world, settings)
    again = pat.follow(send_with_file(pat, shown, page))
    anew = pat.follow(press(pat, again, {}, "/kept/forget"))
    assert "gs-again" not in anew.source
    assert seen_in(anew, page)["figure"] == [""]


def test_of_a_button_it_is_told_once_that_nothing_was_done(
    world: World, client_for: ClientFor, settings: Settings
) -> None:
    """Its address has no page on which it could be shown again."""
    mary = client_for(world.manager)
    shown, button = mary.get("/calendar"), "/calendar/address"
    token = session_token(world.database, world.manager)
    mary.http.cookies.set(session_cookie(settings), token, HOST)
    assert press(mary, shown, {}, button).location == button
    told = "Nothing was done when you pressed the button here"
    assert told in mary.get(button, 405).words
    assert told not in mary.get(button, 405).words
