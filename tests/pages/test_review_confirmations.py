"""All confirmations of a partner on one page: each with its words, accepted one by one or all."""

import uuid

import pytest

from tests.actions.test_submissions_confirm import confirm, marks
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

KEYS = ("induction", "disciplinary", "recruitment", "risk-management")


def address(world: World, engagement_id: uuid.UUID | None = None) -> str:
    return f"/engagements/{engagement_id or world.engagement_id}/confirmations/review"


def signed(world: World) -> None:
    confirm(world, marks(world, KEYS))


def shown(page: Answer) -> list[str]:
    return [str(each) for each in page.find("//input[@name='shown']/@value")]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_all_of_them_are_accepted_with_one_button(world: World, client_for: ClientFor) -> None:
    signed(world)
    client = client_for(world.reviewer)
    queue = client.get(f"/contracts/{world.contract_id}/queue")
    assert queue.links["4 confirmations of Tidewater Peers"] == address(world)
    page = client.get(address(world))
    for key in KEYS:
        asked = sending.requirement(key)
        assert asked.title in page.words
        assert " ".join((asked.statement or asked.asks).split()) in page.words
    assert page.words.count("Pat Partner, Chair. Sent") == len(KEYS)
    done = client.post(address(world), {"shown": shown(page), "which": "all"})
    assert "4 confirmations are accepted." in client.follow(done).words
    assert "No confirmation of this partner waits" in client.follow(done).words
    assert "Nothing waits for review" in client.get(f"/contracts/{world.contract_id}/queue").words


def test_some_are_ticked_and_what_went_meanwhile_is_told(world: World, client_for: ClientFor) -> None:
    signed(world)
    client = client_for(world.reviewer)
    page = client.get(address(world))
    first, second, third, _ = shown(page)
    sending.give_back(world, uuid.UUID(first))
    done = client.post(address(world), {"shown": shown(page), "accept": [first, second]})
    told = client.follow(done)
    assert "1 confirmation is accepted." in told.words
    assert "Decided or taken back meanwhile, so left out: " in told.words
    titles = tuple(sending.requirement(key).title for key in KEYS)
    assert told.words.split("left out: ")[1].startswith(titles)
    assert third in shown(told)
    again = client.post(address(world), {"accept": [second]})
    assert "0 confirmations are accepted." in client.follow(again).words


def test_nothing_ticked_is_asked_about(world: World, client_for: ClientFor) -> None:
    signed(world)
    client = client_for(world.reviewer)
    page = client.get(address(world))
    refused = client.post(address(world), {"shown": shown(page)}, 422)
    assert refused.problems == ["Tick those that you accept, or accept all of them."]
    assert len(shown(refused)) == 4


def test_one_alone_is_shown_by_itself(world: World, client_for: ClientFor) -> None:
    confirm(world, marks(world, KEYS[:1]))
    client = client_for(world.reviewer)
    queue = client.get(f"/contracts/{world.contract_id}/queue")
    (link,) = [href for words, href in queue.links.items() if "of Tidewater Peers" in words]
    page = client.get(link)
    assert page.links["All confirmations of this partner that wait, on one page"] == address(world)


def test_what_was_shown_can_no_longer_be_taken_back(world: World, client_for: ClientFor) -> None:
    signed(world)
    client, pat = client_for(world.reviewer), client_for(world.member)
    slot = f"/engagements/{world.engagement_id}/requirements/{KEYS[0]}"
    client.ask("HEAD", address(world))
    assert "Take it back" in pat.get(slot).words
    client.get(address(world))
    assert "Take it back" not in pat.get(slot).words


@pytest.mark.parametrize("who", ["member", "officer", "colleague", "noise_manager", "second_member"])
def test_others_find_nothing(world: World, client_for: ClientFor, who: str) -> None:
    signed(world)
    client = client_for(world.people[who])
    client.get(address(world), 404)
    client.post(address(world), {"accept": [str(uuid.uuid4())]}, 404)


def test_nobody_decides_on_what_the_own_organisation_sent(world: World, client_for: ClientFor) -> None:
    signed(world)
    client = client_for(world.reviewer_and_member)
    page = client.get(address(world))
    assert "You belong to the organisation that sent this" in page.words
    assert not page.find("//main//button[@name='which']")
    client.post(address(world), {"accept": shown(page)}, 403)


def test_where_nothing_waits_any_more_it_is_said(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    client.get(address(world))
    refused = client.post(address(world), {}, 422)
    assert refused.problems == ["Tick those that you accept, or accept all of them."]
    assert "No confirmation of this partner waits for you." in refused.words
