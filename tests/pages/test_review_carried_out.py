"""What the council or the lead carries out: never the partner's turn, and recorded by the lead."""

from datetime import date, timedelta

import pytest

from checklists.calendar import last_day
from checklists.library import library
from portal.words.wording import day
from tests.builders import sending
from tests.builders.preferring import Beside, contract_beside
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

THURROCK, KEY = "thurrock-floating-support", "financial-due-diligence"


@pytest.fixture
def beside(world: World) -> Beside:
    return contract_beside(world, THURROCK)


@pytest.fixture
def reviewer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.reviewer)


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def form(on: date, words: str = "Sound: two years of surplus.") -> dict[str, str]:
    typed = {"done_on-day": on.day, "done_on-month": on.month, "done_on-year": on.year}
    return {**{name: str(value) for name, value in typed.items()}, "words": words}


def waive_the_rest(world: World, beside: Beside) -> None:
    for each in library()[THURROCK].requirements:
        if each.key != KEY:
            sending.waive(world, each.key, world.ends_on, engagement_id=beside.engagement_id)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_it_is_never_the_partners_turn_and_makes_nobody_unready(
    world: World, beside: Beside, client_for: ClientFor, member: PageClient, reviewer: PageClient
) -> None:
    waive_the_rest(world, beside)
    page = member.get(beside.slot(KEY)).words
    assert "Harbour Light’s turn" in page
    assert "Carried out by Kingsmarsh County Council. Harbour Light records it; there is nothing" in page
    assert "Send this" not in page
    home = member.get("/")
    assert "9 of 9 in order" in home.words, "it is not counted among what is asked of the partner"
    assert "Financial due diligence" not in [str(each.text_content()) for each in home.find("//ol//h2")]
    readiness = f"/contracts/{beside.contract_id}/readiness"
    for client, whose in ((reviewer, "Your turn"), (client_for(world.officer), "Harbour Light’s turn")):
        words = client.get(readiness).words
        assert "1 of 1 partner is ready" in words
        assert "Not recorded yet" in words
        assert whose in words
    overview = reviewer.get(f"/contracts/{beside.contract_id}").words
    assert "1 of 1 partner is ready" in overview
    matrix = reviewer.get(f"/contracts/{beside.contract_id}/matrix").words
    assert "Neededyours to record" in matrix


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_the_lead_records_it(world: World, beside: Beside, member: PageClient, reviewer: PageClient) -> None:
    done_on = world.today - timedelta(days=40)
    slot = reviewer.get(beside.slot(KEY))
    path = slot.links["Record that it was carried out"]
    assert "Carried out by Kingsmarsh County Council." in reviewer.get(path).words
    after = reviewer.follow(reviewer.post(path, form(done_on)))
    until = last_day(done_on, 12)
    assert f"Accepted until {day(until)}" in after.words
    assert after.words.count("Sound: two years of surplus.") == 1
    assert f"Completed on{day(done_on)}" in after.words
    assert "Recorded by Rafi Reviewer" in after.words
    again = reviewer.follow(reviewer.post(path, form(done_on)))
    assert again.words.count("Sound: two years of surplus.") == 1, "a second press records nothing twice"
    read = member.get(beside.slot(KEY)).words
    assert "Sound: two years of surplus." in read
    assert f"Accepted until {day(until)}" in read
    assert "Recorded as carried out." in reviewer.get(f"{beside.slot(KEY)}/history").words


BAD: dict[str, tuple[int, str, str]] = {
    "in the future": (1, "Sound.", "The day on which it was completed cannot be in the future."),
    "without words": (-40, " ", "Say in a sentence or two what was done and what it came to."),
}


@pytest.mark.parametrize(("days", "words", "sentence"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_recorded_is_asked_again(
    world: World, beside: Beside, reviewer: PageClient, days: int, words: str, sentence: str
) -> None:
    path = f"{beside.slot(KEY)}/carried-out"
    reviewer.get(path)
    typed = form(world.today + timedelta(days=days), words)
    answer = reviewer.post(path, typed, 422)
    assert answer.problems == [sentence]
    assert answer.value("done_on-day") == typed["done_on-day"]
    assert reviewer.post(path, {"words": "Sound."}, 422).problems == [
        "Enter the day on which it was completed."
    ]


def test_nobody_else_records_it_and_nothing_else_is_recorded_so(
    world: World, beside: Beside, client_for: ClientFor, member: PageClient, reviewer: PageClient
) -> None:
    path = f"{beside.slot(KEY)}/carried-out"
    member.get(path, 404)
    client_for(world.officer).get(path, 404)
    client_for(world.reviewer_and_member).get(path, 403)
    plain = beside.slot("policies-and-procedures")
    assert reviewer.get(f"{plain}/carried-out", 303).location == plain
    member.get(beside.slot(KEY))
    member.post(f"{beside.slot(KEY)}/start", {"part": ""}, 404)
