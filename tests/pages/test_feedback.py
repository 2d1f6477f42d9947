"""Feedback, as the partner asks for it, somebody with a slip gives it, and lead and council read it."""

from datetime import timedelta

import pytest

from checklists.year.answering import printed_code
from tests.builders import asking
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def stranger(client_for: ClientFor) -> PageClient:
    return client_for(None)


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/feedback"


def until(world: World, days: int) -> dict[str, str]:
    day = world.today + timedelta(days=days)
    return typed_day("closes_on", day)


def test_from_slips_to_what_people_said(
    world: World, member: PageClient, stranger: PageClient, base: str, client_for: ClientFor
) -> None:
    assert "Nobody was asked yet." in member.get(base).words
    typed = {"title": "Spring 2027", "asked": "people", "codes": "many", **until(world, 20)}
    member.get(f"{base}/new")
    refused = member.post(f"{base}/new", typed, 422)
    assert refused.problems == ["Enter how many codes, from 1 to 500."]
    assert [refused.value(name) for name in ("title", "asked", "codes")] == ["Spring 2027", "people", "many"]
    made = member.post(f"{base}/new", typed | {"codes": "6"})
    page = member.follow(made)
    slips = member.get(page.links["Print the slips"])
    assert len(slips.find("//*[name()='svg' and contains(@class, 'gs-qr')]")) == 6
    codes = [each.text_content() for each in slips.find("//li//strong[contains(@class, 'gs-slips__code')]")]
    for place, code in enumerate(codes[:5]):
        stranger.get("/feedback")
        form = stranger.follow(stranger.post("/feedback", {"code": f" {code.lower()} "}))
        assert form.heading == "What do you think of Tidewater Peers?"
        said = {"overall": "5", "listened": "4" if place else "", "words": f"Tea, cup {place}."}
        thanks = stranger.follow(stranger.post(f"/feedback/{code}", said))
        assert "Thank you." in thanks.words
    assert "Tea, cup 1." not in member.get(made.location).words
    member.post(f"{made.location.split('?')[0]}/close")
    shown = member.get(made.location)
    assert "5 of 5 said very good or good." in shown.words
    assert shown.words.count("Too few people answered to show what they said.") == 2
    assert "Tea, cup 1." in shown.words
    council = client_for(world.officer).get(f"/contracts/{world.contract_id}/feedback")
    assert "5 of 5 said very good or good." in council.words
    assert "Tea" not in council.words
    assert "Tea, cup 1." in client_for(world.reviewer).get(made.location).words


def test_what_a_code_says_that_is_none_or_used(world: World, stranger: PageClient) -> None:
    stranger.get("/feedback")
    wrong = stranger.post("/feedback", {"code": "ABC"}, 422)
    assert wrong.value("code") == "ABC"
    assert wrong.problems[0].startswith("That code is not one of ours.")
    assert stranger.get("/feedback/BCDFGHJKMN", 404).value("code") == "BCDFGHJKMN"
    round_id = asking.asked(world)
    used, closed = asking.codes(world, round_id)[:2]
    asking.answer(world, used)
    assert "An answer was given with this code." in stranger.get(f"/feedback/{used}").words
    stranger.get(f"/feedback/{closed}")
    empty = stranger.post(f"/feedback/{closed}", {}, 422)
    assert empty.problems == ["Answer one of the questions at least, or write something."]
    long = stranger.post(f"/feedback/{closed}", {"overall": "4", "words": "x" * 2001}, 422)
    assert long.value("overall") == "4"
    asking.closed(world, round_id)
    assert "This round has closed" in stranger.get(f"/feedback/{printed_code(closed)}").words
    assert "closed" in stranger.follow(stranger.post(f"/feedback/{closed}", {"overall": "4"})).words


def test_the_council_and_others_see_no_slips_and_no_round(
    world: World, base: str, client_for: ClientFor
) -> None:
    round_id = asking.asked(world)
    for who in (world.reviewer, world.manager):
        client_for(who).get(f"{base}/{round_id}/codes", 404)
    client_for(world.officer).get(f"{base}/{round_id}", 404)
    client_for(world.noise_member).get(f"{base}/{round_id}", 404)
