"""The queue narrowed down, and kept so from one decision to the next; who has what open; to a colleague."""

import uuid
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest

from checklists.calendar import in_words
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from tests.builders.sending import accept, send
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES


def queue(world: World, query: str = "") -> str:
    return f"/contracts/{world.contract_id}/queue{query}"


def rows(answer: Answer) -> list[str]:
    return [" ".join(str(each.text_content()).split()) for each in answer.find("//main//tbody/tr")]


def review(submission_id: uuid.UUID, query: str = "") -> str:
    return f"/submissions/{submission_id}/review{query}"


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_the_queue_by_partner_and_kind(world: World, client_for: ClientFor) -> None:
    send(world, "complaints-policy")
    send(world, "insurance", "public-liability")
    send(world, "anti-bribery", by=world.second_member, engagement_id=world.second_engagement_id)
    client = client_for(world.reviewer)
    assert len(rows(client.get(queue(world)))) == 3
    of_one = client.get(queue(world, f"?partner={world.partner_id}"))
    assert len(rows(of_one)) == 2
    assert of_one.value("partner") == str(world.partner_id)
    assert of_one.links["Show all that waits"] == queue(world)
    (only,) = rows(client.get(queue(world, "?kind=cover")))
    assert "Public liability" in only
    assert "Nothing like that waits" in client.get(queue(world, "?waited=28")).words
    assert "Nothing like that waits" in client.get(queue(world, "?mine=yes")).words
    for odd in ("?partner=x", "?kind=tea", "?waited=-1", "?mine=no"):
        assert len(rows(client.get(queue(world, odd)))) == 3


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_of_very_many_partners_one_is_named(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(world, "complaints-policy")
    other = send(world, "anti-bribery", by=world.second_member, engagement_id=world.second_engagement_id)
    with world.database.reading() as session:
        name = world.place(session, world.second_member, world.second_engagement_id).partner
    client = client_for(world.reviewer)
    assert not client.get(queue(world)).find("//*[@name='named']")
    monkeypatch.setattr("portal.review.queries.partners_waiting.MOST_TO_CHOOSE", 1)
    page = client.get(queue(world))
    assert not page.find("//*[@name='partner']")
    assert page.value("named") == ""
    found = client.get(queue(world, f"?named=%20{quote(name.upper())}"))
    asked = f"?{urlencode({'named': name.upper()})}"
    assert found.value("named") == name.upper()
    assert found.links["Start with the oldest"] == review(other, asked)
    assert len(rows(found)) == 1
    done = client.post(review(other, asked), {"outcome": "return", "reason": "not-signed", "words": "Sign."})
    assert done.location == queue(world, f"?after={other}&{asked[1:]}")
    assert "Nothing like that waits" in client.get(queue(world, "?named=%25")).words
    assert len(rows(client.get(queue(world, f"?partner={world.partner_id}")))) == 1
    for odd in ("?named=%20", "?named=%00", "?named=" + "x" * 500):
        client.get(queue(world, odd))


def test_what_was_asked_for_is_kept_from_one_to_the_next(world: World, client_for: ClientFor) -> None:
    first = send(world, "complaints-policy")
    other = send(world, "anti-bribery", by=world.second_member, engagement_id=world.second_engagement_id)
    third = send(world, "safeguarding-policy")
    client, asked = client_for(world.reviewer), f"partner={world.partner_id}"
    start = client.get(queue(world, f"?{asked}")).links["Start with the oldest"]
    assert start == review(first, f"?{asked}")
    page = client.get(start)
    assert page.links["Leave it, show the next"] == review(third, f"?{asked}")
    done = client.post(start, {"outcome": "return", "reason": "not-signed", "words": "Sign it."})
    assert done.location == review(third, f"?after={first}&{asked}")
    following = client.follow(done)
    assert "went back to" in following.words
    last = client.post(review(third, f"?{asked}"), {"outcome": "return", "reason": "other", "words": "No."})
    assert last.location == queue(world, f"?after={third}&{asked}")
    assert "Nothing like that waits" in client.follow(last).words
    assert "Anti-bribery" in client.get(review(other)).heading


def test_a_colleague_is_told_who_has_it_open(world: World, client_for: ClientFor) -> None:
    sent, other = send(world, "complaints-policy"), send(world, "anti-bribery")
    rafi, mary = client_for(world.reviewer), client_for(world.manager)
    rafi.get(review(sent))
    said = f"{world.reviewer.name} has this open"
    assert said in mary.get(review(sent)).words
    assert said in mary.get(queue(world)).words
    assert said not in rafi.get(review(sent)).words
    assert said not in mary.get(review(other)).words
    client_for(world.member).get(review(sent), 404)
    rafi.ask("HEAD", queue(world))
    assert said in mary.get(review(sent)).words
    rafi.get(queue(world))
    assert said not in mary.get(review(sent)).words
    rafi.ask("HEAD", review(sent))
    assert said not in mary.get(review(sent)).words
    done = rafi.post(review(sent), {"outcome": "return", "reason": "not-signed", "words": "Sign it."})
    assert done.status == 303, "it informs, and locks nothing"


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_it_is_handed_to_a_colleague(world: World, client_for: ClientFor) -> None:
    sent = send(world, "complaints-policy")
    mary, rafi = client_for(world.manager), client_for(world.reviewer)
    page = mary.get(review(sent))
    choices = [each.text_content() for each in page.find("//select[@id='colleague']/option")]
    assert world.reviewer.name in choices
    assert world.reviewer_and_member.name not in choices
    assert world.colleague.name not in choices
    to = {"colleague": str(world.reviewer.person_id)}
    done = mary.post(review(sent, "/give"), to)
    assert done.location == review(sent)
    assert mary.post(review(sent, "/give"), to).location == review(sent)
    assert f"Given to {world.reviewer.name}" in mary.follow(done).words
    assert f"Given to {world.reviewer.name}" in mary.get(queue(world)).words
    (mine,) = rows(rafi.get(queue(world, "?mine=yes")))
    assert "Complaints policy" in mine
    refused = mary.post(review(sent, "/give"), {"colleague": str(world.member.person_id)}, 422)
    assert refused.problems == ["Choose a colleague who reviews."]
    mary.post(review(sent, "/give"), {"colleague": ""})
    assert "Nothing like that waits" in rafi.get(queue(world, "?mine=yes")).words
    for who in (world.member, world.officer, world.noise_manager, world.colleague):
        client_for(who).post(review(sent, "/give"), to, 404)
    client_for(world.reviewer_and_member).post(review(sent, "/give"), to, 403)


def test_what_is_decided_is_given_to_nobody(world: World, client_for: ClientFor) -> None:
    sent = send(world, "complaints-policy")
    mary = client_for(world.manager)
    mary.get(review(sent))
    accept(world, sent)
    refused = mary.post(review(sent, "/give"), {"colleague": str(world.reviewer.person_id)}, 422)
    assert refused.problems == ["It is decided, or was taken back: there is nothing to give to anybody."]


def test_the_button_that_accepts_belongs_to_its_form(world: World, client_for: ClientFor) -> None:
    """It stands where it stays in sight, and works without script."""
    sent = send(world, "complaints-policy")
    client = client_for(world.reviewer)
    page = client.get(review(sent))
    (button,) = page.find("//button[@form='accept-it']")
    assert "Accept and go to the next" in button.text_content()
    (form,) = page.find("//form[@id='accept-it']")
    assert form.get("action") == review(sent)
    accept(world, sent)
    assert not client.get(review(sent)).find("//button[@form='accept-it']")


def test_what_waits_of_a_partner_that_has_ended_says_so(world: World, client_for: ClientFor) -> None:
    send(world, "complaints-policy")
    send(world, "anti-bribery", by=world.second_member, engagement_id=world.second_engagement_id)
    last_on = world.today - timedelta(days=1)
    with world.database.writing() as session:
        place = world.place(session, world.manager, world.engagement_id)
        end_engagement(session, world.manager, place, SaidEnd(last_on, "withdrew", "It closed."))
    ended, goes_on = rows(client_for(world.reviewer).get(queue(world)))
    assert f"Ended on {in_words(last_on)}" in ended
    assert "Ended" not in goes_on
