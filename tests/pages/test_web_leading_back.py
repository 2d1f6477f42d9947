"""A page that tells of a problem says what to do and leads back; what was sent in vain comes back."""

from unittest import mock

import pytest
from sqlalchemy.exc import OperationalError

from portal.settings import Settings
from portal.web.csrf import new_token
from tests.builders import good_files, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, ClientFor
from tests.pages.pressing import filled, form_in, press, seen_in


@pytest.fixture
def mary(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


CASES: list[tuple[str, str, dict[str, str], str | None]] = [
    ("GET", "/contracts/{contract}/hand-over/no", {}, "/contracts/{contract}/hand-over"),
    ("GET", "/contracts/{contract}/nothing", {}, "/contracts/{contract}"),
    ("GET", "/nowhere", {}, None),
    ("GET", "/nowhere", {"referer": f"{ADDRESS}/notices?page=2"}, "/notices?page=2"),
    ("GET", "/nowhere", {"referer": f"{ADDRESS}/"}, "/"),
    ("GET", "/contracts/{contract}/nothing", {"referer": f"{ADDRESS}/"}, "/"),
    ("GET", "/nowhere", {"referer": "https://elsewhere.example/a"}, None),
    ("GET", "/nowhere", {"referer": f"{ADDRESS}//elsewhere.example"}, None),
    ("GET", "/notices/read", {}, "/notices"),
    ("GET", "/engagements/{engagement}/remind", {}, "/engagements/{engagement}"),
    ("PUT", "/contracts/{contract}/change", {}, "/contracts/{contract}/change"),
    ("POST", "/notices/choices", {}, "/notices/choices"),
    ("POST", "/notices/read", {"referer": f"{ADDRESS}/notices"}, "/notices"),
    ("POST", "/notices/read", {"referer": f"{ADDRESS}/"}, "/"),
]


@pytest.mark.parametrize(("method", "path", "headers", "wanted"), CASES)
def test_the_way_back(
    world: World, mary: PageClient, method: str, path: str, headers: dict[str, str], wanted: str | None
) -> None:
    given = {"contract": str(world.contract_id), "engagement": str(world.engagement_id)}
    answer = mary.ask(method, path.format(**given), headers=headers)
    assert answer.status in {403, 404, 405}
    links = {words: href for words, href in answer.links.items() if words != "Go to your home page"}
    assert [*links.values()] == ([wanted.format(**given)] if wanted else [])


def test_an_address_of_forms_says_what_it_is(mary: PageClient, world: World) -> None:
    answer = mary.get(f"/engagements/{world.engagement_id}/remind", 405)
    assert answer.heading == "There is nothing to look at here"
    assert "This address only takes what a form sends. Nothing was done" in answer.words


def test_a_token_that_is_over_says_so(mary: PageClient, world: World) -> None:
    answer = mary.post("/notices/choices", {"_csrf_token": "x" * 128}, 403)
    assert "This page was open for too long" in answer.words
    assert answer.links["Load the page again"] == "/notices/choices"


def test_a_file_with_a_token_that_is_over(world: World, client_for: ClientFor, settings: Settings) -> None:
    pat = client_for(world.member)
    page = f"/submissions/{sending.draft(world, 'anti-bribery')}/files"
    pat.get(page)
    token = {"_csrf_token": new_token(settings)}
    answer = pat.upload(page, [("a.pdf", good_files.pdf())], token, 403)
    assert "choose the file once more" in answer.words
    assert answer.links["Load the page again"] == page


@pytest.mark.parametrize("error", [RuntimeError("broken"), OperationalError("", {}, Exception())])
def test_what_could_not_be_done_comes_back(world: World, mary: PageClient, error: Exception) -> None:
    page = f"/contracts/{world.contract_id}/change"
    data = filled(form_in(mary.get(page), page), {"title": "Walks by night"})
    with mock.patch("portal.contracts.pages.change.change_contract", side_effect=error):
        failed = mary.ask("POST", page, None, data=data)
    assert failed.status in {500, 503}
    back = mary.get(failed.links["Go back to what you typed"])
    assert "The portal could not do this when you pressed the button." in back.words
    assert seen_in(back, page)["title"] == ["Walks by night"]
    press(mary, back, {}, page)
    assert mary.get(page).value("title") == "Walks by night"
