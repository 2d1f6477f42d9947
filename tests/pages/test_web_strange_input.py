"""Input that nobody types by hand: a page answers it, on both databases, and keeps nothing of it."""

import pytest

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

FORM = {"content-type": "application/x-www-form-urlencoded"}
BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


@BOTH
def test_a_nul_is_left_out_before_anybody_looks(world: World, client_for: ClientFor) -> None:
    stranger = client_for(None)
    stranger.post("/sign-in", {"email": "a\x00b@x.example", "password": "no\x00thing"}, status=422)
    stranger.post("/forgotten-password", {"email": "a\x00b@x.example"})
    client_for(world.manager).get(f"/contracts/{world.contract_id}/partners?q=%00")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01"])
@pytest.mark.parametrize("page", ["", "/matrix", "/readiness", "/partners"])
def test_a_day_far_away_is_refused_with_a_sentence(
    world: World, client_for: ClientFor, page: str, day: str
) -> None:
    base, manager = f"/contracts/{world.contract_id}{page}", client_for(world.manager)
    assert "between 1900 and 2199" in manager.get(f"{base}?on={day}", status=400).words
    manager.get(f"{base}?on=2199-12-31")


@pytest.mark.parametrize(
    "name", ["", "%00", "%00manifest.json", "x" * 300, "manifest.json/x", "..%2f..%2fREADME.md", "%ff", "."]
)
def test_no_name_of_an_asset_is_a_fault(stranger: PageClient, name: str) -> None:
    assert stranger.ask("GET", f"/assets/{name}").status == 404
    assert stranger.ask("HEAD", f"/assets/{name}").status == 404


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "x" * 40])
def test_no_method_is_answered_that_no_page_has(stranger: PageClient, method: str) -> None:
    assert stranger.ask(method, "/privacy").status == 405


@pytest.mark.parametrize("name", ["q", "next", "on", "known", "page", "done"])
def test_what_is_asked_at_length_is_refused(world: World, client_for: ClientFor, name: str) -> None:
    """Longer than a database looks for, and nothing that a page asks."""
    address = f"/contracts/{world.contract_id}/partners?{name}={'x' * 3_000}"
    answer = client_for(world.manager).ask("GET", address)
    assert answer.status in {200, 414}
    assert answer.status == 200 or answer.heading == "That address is too long"


def test_a_form_is_read_in_utf_8_whatever_its_parts_say(stranger: PageClient) -> None:
    """Codings that nobody knows, or that make halves of letters."""
    for kind in ("nonsense", "raw_unicode_escape", "zlib", "punycode"):
        parts = {
            "_csrf_token": (None, stranger.csrf_cookie),
            "email": (None, "zoë\\ud800@x.example", f"text/plain; charset={kind}"),
            "password": (None, "x"),
        }
        answer = stranger.ask("POST", "/sign-in", 422, files=parts)
        assert answer.value("email") == "zoë\\ud800@x.example"


@BOTH
def test_half_a_letter_is_kept_as_a_mark(world: World, client_for: ClientFor) -> None:
    manager = client_for(world.manager)
    form = f"_csrf_token={manager.csrf_cookie}&title=Half%ED%A0%80a%00letter"
    answer = manager.ask("POST", "/contracts/new", 422, content=form.encode(), headers=FORM)
    assert answer.value("title") == "Half\ufffd\ufffd\ufffdaletter"


@pytest.mark.parametrize("token", ["é" * 70, "\u2026", ""])
def test_a_token_in_no_letters_is_no_token(stranger: PageClient, token: str) -> None:
    form = {"_csrf_token": token, "email": "a@x.example"}
    assert stranger.ask("POST", "/sign-in", data=form).status == 403
    odd = {"x-csrftoken": token.encode().decode("latin-1")}
    assert (
        stranger.ask(
            "POST", "/sign-in", data={}, headers={k: v.encode("latin-1") for k, v in odd.items()}
        ).status
        == 403
    )
