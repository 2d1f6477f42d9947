"""Whatever goes wrong, the page is ours, and it tells nothing of what went wrong inside."""

from collections.abc import AsyncIterator, Callable
from typing import Any
from unittest import mock

import pytest

from portal.app import create_app
from portal.settings import Settings, read_settings
from portal.web.door import HEADERS, STRANGERS_BODY
from portal.web.door import Door as App
from tests.builders.world import World
from tests.pages.bare_asgi import answer_of
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ADDRESS, ClientFor

FORM = {"content-type": "application/x-www-form-urlencoded"}
SECRET = "the-inside-of-the-machine"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def is_ours(answer: Answer) -> bool:
    has_headers = all(answer.headers.get(name) == value for name, value in HEADERS.items())
    return has_headers and answer.title.endswith("– Good Standing") and "Go to your home page" in answer.words


@pytest.mark.parametrize(
    "path", ["/nowhere", "/contracts/1", "/contracts/99999999999999999999", "/%00", "/a/../b"]
)
def test_no_such_page(manager: PageClient, stranger: PageClient, path: str) -> None:
    for client in (manager, stranger):
        answer = client.get(path, 404)
        assert is_ours(answer)
        assert answer.heading == "Page not found"


def test_no_page_leads_back_to_an_address_with_an_empty_part(world: World, manager: PageClient) -> None:
    base = f"/engagements/{world.engagement_id}"
    answer = manager.post(f"{base}/requirements//waive", status=405)
    assert answer.links["Load the page again"] == base
    assert manager.get(f"{base}/returns//2027-Q1/sections/data", 404).links["Go back"] == f"{base}/returns"


def test_of_an_evening_that_was_too_early_it_is_said_and_leads_to_what_is_known_now(
    world: World, client_for: ClientFor, manager: PageClient
) -> None:
    """To whomever it is not for in the same words."""
    here = f"/contracts/{world.contract_id}"
    answer = manager.get(f"{here}?on=2026-05-01&known=2001-01-01", 404)
    assert "On the evening that you ask about nothing of it was known yet" in answer.words
    assert answer.links["Look at it as it is known now"] == f"{here}?on=2026-05-01"
    elsewhere = client_for(world.noise_manager).get(f"{here}?known=2001-01-01", 404)
    assert elsewhere.words.replace(world.noise_manager.name, "") == answer.words.replace(
        world.manager.name, ""
    )


def test_another_method(stranger: PageClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert is_ours(stranger.ask(method, "/privacy", 405))


def test_a_date_that_is_none(world: World, manager: PageClient) -> None:
    answer = manager.get(f"/contracts/{world.contract_id}?on=yesterday", 400)
    assert is_ours(answer)
    assert "2027-03-31" in answer.words


@pytest.mark.parametrize("written", ["2027-13-01", "20261221", "2026-W50-1"])
def test_a_date_that_is_written_otherwise_leads_to_the_same_page(
    world: World, manager: PageClient, written: str
) -> None:
    """Where another day can be chosen."""
    page = f"/contracts/{world.contract_id}/readiness"
    answer = manager.get(f"{page}?requirement=whistleblowing&on={written}", 400)
    assert is_ours(answer)
    same = answer.links["Look at the page for today"]
    assert same == f"{page}?requirement=whistleblowing"
    manager.get(same)


def test_what_is_not_written_in_utf_8(stranger: PageClient) -> None:
    body = f"_csrf_token={stranger.csrf_cookie}&email=%ff%fe&password=%ff".encode()
    answer = stranger.ask("POST", "/sign-in", None, content=body, headers=FORM)
    assert answer.status in {400, 422}
    parts = {"email": (None, b"\xff\xfe"), "_csrf_token": (None, stranger.csrf_cookie.encode())}
    assert is_ours(stranger.ask("POST", "/sign-in", 400, files=parts))


def test_no_token(stranger: PageClient) -> None:
    assert is_ours(stranger.ask("POST", "/sign-in", 403, content=b"email=a", headers=FORM))


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    """A body whose length nobody announces."""
    for _ in range(size // 1024):
        yield b"x" * 1024


@pytest.mark.parametrize("path", ["/sign-in", "/forgotten-password", "/links/x"])
@pytest.mark.parametrize("is_announced", [True, False])
def test_a_strangers_body_is_cut_off(stranger: PageClient, path: str, is_announced: bool) -> None:
    size = STRANGERS_BODY + 2048
    body: Any = b"x" * size if is_announced else in_pieces(size)
    answer = stranger.ask("POST", path, 413, content=body, headers=FORM)
    assert is_ours(answer)
    assert answer.heading == "That is too large"


def test_a_form_of_more_than_a_megabyte(manager: PageClient) -> None:
    body = b"x" * (1024 * 1024 + 1)
    assert is_ours(manager.ask("POST", "/contracts/new", 413, content=body, headers=FORM))


@pytest.mark.parametrize("path", ["/contracts/new", "/sign-in", "/checklists/from-word"])
def test_a_form_that_breaks_off_is_no_fault_of_ours(
    manager: PageClient, app: App, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    headers = FORM if path != "/checklists/from-word" else {"content-type": "multipart/form-data; boundary=x"}
    request = manager.http.build_request("POST", path, headers=headers | {"content-length": "99"})
    part = {"type": "http.request", "body": b"_csrf_token=x", "more_body": True}
    messages: list[dict[str, Any]] = [part, {"type": "http.disconnect"}]
    assert manager.portal.call(lambda: answer_of(app, request, messages)) in {400, 499}
    assert not [each for each in caplog.records if each.levelname in {"WARNING", "ERROR"}]


def test_htmx_goes_to_sign_in_where_somebody_is_signed_out(stranger: PageClient, world: World) -> None:
    page = f"/contracts/{world.contract_id}/partners"
    headers = {"hx-request": "true", "hx-current-url": f"{ADDRESS}{page}?area=north"}
    answer = stranger.ask("GET", f"{page}?q=tide", 401, headers=headers)
    assert stranger.get(answer.headers["hx-redirect"]).value("next") == f"{page}?area=north"


def test_a_fault_of_our_own(world: World, manager: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    with mock.patch("portal.home.pages.about.page", side_effect=RuntimeError(SECRET)):
        answer = manager.get("/privacy", 500)
    assert is_ours(answer)
    assert SECRET not in answer.source
    assert "RuntimeError" not in answer.source
    assert SECRET in caplog.text


@pytest.mark.parametrize(
    "path", ["/sign-in", "/privacy", "/nowhere", "/assets/manifest.json", "/assets/nothing.css"]
)
def test_headers_on_everything(stranger: PageClient, path: str) -> None:
    answer = stranger.ask("GET", path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert ("no-store" in answer.headers.get("cache-control", "")) is not path.startswith("/assets/")


def test_cookies_and_headers_over_https(
    make_client: Callable[..., PageClient], world: World, settings: Settings
) -> None:
    production = read_settings(
        {
            "PORTAL_HOME": str(settings.home),
            "PORTAL_ADDRESS": "https://portal.example",
            "PORTAL_MODE": "production",
            "PORTAL_SECRET": "s" * 40,
        }
    )
    client = make_client(create_app(production, world.database, world.store), production)
    client.cookies.clear()
    answer = client.get("/sign-in")
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    flags = {flag.lower() for flag in answer.headers["set-cookie"].split("; ")}
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= flags


@pytest.mark.parametrize("path", ["/sign-in", "/privacy"])
def test_asking_for_the_head_alone(stranger: PageClient, path: str) -> None:
    """A page answers as to GET, without its body; checkers of links ask so."""
    answer = stranger.ask("HEAD", path)
    assert answer.status in {200, 405}
    assert answer.headers["content-security-policy"]
