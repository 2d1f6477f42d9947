"""All confirmations of a partner on one page: each with its words, accepted one by one or all."""

import uuid

import pytest

from tests.actions.test_submissions_confirm import confirm, marks
from tests.builders import sending
from tests.builders.sending import send
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


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_list_that_is_cut_counts_all_of_them(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the overview, which has the longest waiting, and of a page of the queue."""
    send(world, "complaints-policy")
    signed(world)
    send(world, "insurance", "public-liability")
    monkeypatch.setattr("portal.overview.pages.overview.OLDEST", 3)
    client = client_for(world.reviewer)
    overview = client.get(f"/contracts/{world.contract_id}")
    assert overview.links["4 confirmations"] == address(world)
    assert "All that waits, 1 more" in overview.words, "of six, one is not behind the rows that are shown"
    monkeypatch.setattr("portal.review.pages.queue.PAGE_SIZE", 3)
    queue = client.get(f"/contracts/{world.contract_id}/queue")
    assert queue.links["4 confirmations of Tidewater Peers"] == address(world)


def test_a_row_that_goes_on_says_so_on_a_later_page(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of confirmations and of a register: nobody counts them twice."""
    signed(world)
    people = ("Wim Worker", "Wanda Worker", "Wes Worker", "Wilma Worker")
    for name in people:
        sending.check(world, sending.a_worker(world, name))
    monkeypatch.setattr("portal.review.pages.queue.PAGE_SIZE", 3)
    client, queue = client_for(world.reviewer), f"/contracts/{world.contract_id}/queue"
    first, second, third = (rows(client.get(f"{queue}?page={page}")) for page in (1, 2, 3))
    again = "Also on an earlier page"
    assert [words.count(again) for words in first] == [0]
    assert [words.count(again) for words in second] == [1, 0]
    assert [words.count(again) for words in third] == [1]
    assert all("4 confirmations of Tidewater Peers" in words for words in (first[0], second[0]))
    assert all(": 4 people of Tidewater Peers" in words for words in (second[1], third[0]))


def rows(page: Answer) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.find("//main//tbody//th")]


def test_a_list_that_is_cut_counts_all_people_of_a_register(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Wim Worker", "Wanda Worker", "Wes Worker"):
        sending.check(world, sending.a_worker(world, name))
    monkeypatch.setattr("portal.overview.pages.overview.OLDEST", 2)
    overview = client_for(world.reviewer).get(f"/contracts/{world.contract_id}")
    assert any(words.endswith(": 3 people") for words in overview.links), overview.links
    assert "Go to the review queue" in overview.words, "nothing else waits"


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
