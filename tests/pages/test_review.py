"""The review page: beside the document, accept, return, correct; then straight to the next."""

import uuid
from datetime import timedelta

import pytest

from portal.words.wording import day
from tests.builders.sending import accept, draft, give_back, send
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES


def review(client: PageClient, submission_id: uuid.UUID, status: int = 200) -> Answer:
    return client.get(f"/submissions/{submission_id}/review", status)


def returning(words: str = "Please sign page 3.") -> dict[str, str]:
    return {"outcome": "return", "reason": "not-signed", "words": words}


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_accepting_leads_straight_to_the_next(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    first, second = send(world, "safeguarding-policy"), send(world, "insurance")
    page = review(client, first)
    assert "Safeguarding policy and procedures" in page.heading
    assert "says who the safeguarding lead is" in page.words
    until = world.today + timedelta(days=200)
    done = client.post(
        f"/submissions/{first}/review",
        {"outcome": "accept"} | typed_day("from_on", world.today) | typed_day("until_on", until),
    )
    assert done.location == f"/submissions/{second}/review?after={first}"
    asked = [each for each in client.queries if each.startswith("SELECT")]
    assert len(asked) == len(set(asked)), "nothing is read twice"
    assert len(client.queries) <= 30, client.queries
    following = client.follow(done)
    assert f"from Tidewater Peers is accepted until {day(until)}" in following.words
    assert "Public liability insurance" in following.heading


def test_after_the_last_the_queue_is_empty(world: World, client_for: ClientFor) -> None:
    client, only = client_for(world.manager), send(world, "safeguarding-policy")
    review(client, only)
    done = client.post(f"/submissions/{only}/review", returning())
    assert done.location == f"/contracts/{world.contract_id}/queue?after={only}"
    words = client.follow(done).words
    assert "went back to Tidewater Peers" in words
    assert "Nothing waits for review" in words


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_was_decided_meanwhile_is_shown_and_not_decided_again(
    world: World, client_for: ClientFor
) -> None:
    client, sent = client_for(world.reviewer), send(world, "safeguarding-policy")
    review(client, sent)
    client.post(f"/submissions/{sent}/review", returning())
    again = client.post(f"/submissions/{sent}/review", returning("Something else."), 422)
    assert "Somebody has decided on this already" in again.problems[0]
    assert "Returned: it is not signed or not dated" in again.words
    assert again.value("words") == "Something else."


def test_a_decision_is_corrected_with_a_reason(world: World, client_for: ClientFor) -> None:
    client, sent = client_for(world.manager), send(world, "safeguarding-policy")
    give_back(world, sent)
    page = review(client, sent)
    asked = {"outcome": "accept", "corrects": page.value("corrects")} | typed_day(
        "until_on", world.today + timedelta(days=90)
    )
    refused = client.post(f"/submissions/{sent}/review", asked, 422)
    assert refused.problems == ["Say why the decision is corrected."]
    done = client.post(f"/submissions/{sent}/review", asked | {"accept_words": "It was signed after all."})
    words = client.follow(done).words
    assert "Accepted until" in words
    assert "It was signed after all." in words
    assert "(corrected since)" in words


def test_the_form_that_corrects_has_what_was_decided(world: World, client_for: ClientFor) -> None:
    """What the partner said is beside it: put back unseen it would undo the reviewer's own day."""
    shorter = world.today + timedelta(days=90)
    sent = send(world, "safeguarding-policy", until_on=world.today + timedelta(days=300))
    accept(world, sent, until_on=shorter, words="Only until the next meeting.")
    page = review(client_for(world.manager), sent)
    asked = typed_day("until_on", shorter)
    assert {name: page.value(name) for name in asked} == asked
    assert page.value("accept_words") == "", "it asks why this is corrected"


def test_the_form_that_corrects_a_return_has_its_words(world: World, client_for: ClientFor) -> None:
    sent = send(world, "safeguarding-policy")
    give_back(world, sent)
    page = review(client_for(world.manager), sent)
    assert page.value("words") == "Please sign the last page."
    assert page.find("//select[@name='reason']/option[@selected]/@value") == ["not-signed"]


WRONG = {
    "nothing chosen": ({}, "Choose whether you accept it or return it."),
    "neither reason nor words": (
        {"outcome": "return"},
        "Choose why it needs a change. Say in a sentence or two what the partner needs to know.",
    ),
    "no reason": ({"outcome": "return", "words": "Hm."}, "Choose why it needs a change."),
    "no words": (
        {"outcome": "return", "reason": "not-signed"},
        "Say in a sentence or two what the partner needs to know.",
    ),
    "no such day": (
        {"outcome": "accept", "until_on-day": "31", "until_on-month": "2", "until_on-year": "2027"},
        "The last day must be a real date.",
    ),
    "an end before the beginning": (
        {
            "outcome": "accept",
            "from_on-day": "3",
            "from_on-month": "March",
            "from_on-year": "2026",
            "until_on-day": "2",
            "until_on-month": "03",
            "until_on-year": "2026",
        },
        "It cannot be accepted until a day before the one from which it counts.",
    ),
}


@pytest.mark.parametrize(("typed", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, client_for: ClientFor, typed: dict[str, str], sentence: str
) -> None:
    client, sent = client_for(world.reviewer), send(world, "safeguarding-policy")
    review(client, sent)
    answer = client.post(f"/submissions/{sent}/review", typed, 422)
    assert " ".join(answer.problems) == sentence
    kept = {name: words for name, words in typed.items() if name != "outcome"}
    assert {name: answer.value(name) for name in kept} == kept
    assert bool(answer.find("//details[@open]")) == (typed.get("outcome") == "return")


def test_cover_falls_short_in_a_sentence(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    sent = send(world, "insurance", "public-liability", amount=2_000_000)
    page = review(client, sent)
    assert "The cover is £2,000,000; at least £5,000,000 is asked for." in page.words
    assert page.value("amount") == "2,000,000"
    refused = client.post(f"/submissions/{sent}/review", {"outcome": "accept", "basis": "per-claim"}, 422)
    assert "at least £5,000,000" in refused.problems[0]
    more = {"outcome": "accept", "amount": "£5 million", "basis": "per-claim"}
    asked = client.post(f"/submissions/{sent}/review", more, 422)
    (right,) = asked.find("//input[@name='days_right']/@value")
    done = client.post(f"/submissions/{sent}/review", more | {"days_right": str(right)})
    assert "is accepted until" in client.follow(done).words


def test_the_decision_before_is_beside_the_next_submission(world: World, client_for: ClientFor) -> None:
    give_back(world, send(world, "safeguarding-policy"), words="The last page is blank.")
    again = send(world, "safeguarding-policy")
    assert "The last page is blank." in review(client_for(world.reviewer), again).words


@pytest.mark.parametrize("who", ["member", "officer", "noise_manager", "colleague"])
def test_others_find_nothing(world: World, client_for: ClientFor, who: str) -> None:
    sent = send(world, "safeguarding-policy")
    client = client_for(world.people[who])
    review(client, sent, 404)
    client.post(f"/submissions/{sent}/review", returning(), 404)


def test_the_own_organisation_never_decides(world: World, client_for: ClientFor) -> None:
    sent = send(world, "safeguarding-policy")
    client = client_for(world.reviewer_and_member)
    assert "You belong to the organisation that sent this" in review(client, sent, 403).words
    client.post(f"/submissions/{sent}/review", returning(), 403)
    client.get(waiver(world), 403)


def test_a_draft_is_nobody_elses(world: World, client_for: ClientFor) -> None:
    review(client_for(world.manager), draft(world, "safeguarding-policy"), 404)


def waiver(world: World, key: str = "insurance") -> str:
    return f"/engagements/{world.engagement_id}/requirements/{key}/waive"


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_one_cover_is_waived_until_a_day(world: World, client_for: ClientFor) -> None:
    client = client_for(world.manager)
    page = client.get(waiver(world))
    assert "Professional indemnity insurance" in page.words
    asked = {"part": "professional-indemnity", "words": "The council agreed on the phone."}
    refused = client.post(waiver(world), asked, 422)
    assert refused.problems == ["A waiver needs a last day."]
    assert refused.value("part") == "professional-indemnity"
    assert refused.value("words") == "The council agreed on the phone."
    done = client.post(waiver(world), asked | typed_day("until_on", world.today + timedelta(days=60)))
    assert done.location == f"/engagements/{world.engagement_id}/requirements/insurance?done=waived"


def test_all_that_a_waiver_lacks_is_said_at_once(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    client.get(waiver(world))
    why = "Say in a sentence or two what the partner needs to know."
    assert client.post(waiver(world), {"part": ""}, 422).problems == ["A waiver needs a last day.", why]
    unread = typed_day("until_on", world.today) | {"part": "", "until_on-month": "13"}
    refused = client.post(waiver(world), unread, 422)
    assert refused.problems[1:] == [why]
    late = typed_day("until_on", world.ends_on + timedelta(days=1)) | {"part": ""}
    refused = client.post(waiver(world), late, 422)
    assert refused.problems[0].startswith("The engagement ends on")
    assert refused.problems[1:] == [why]


def test_a_waiver_says_why(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    client.get(waiver(world, "safeguarding-policy"))
    asked = {"part": ""} | typed_day("until_on", world.today + timedelta(days=60))
    assert "Say in a sentence" in client.post(waiver(world, "safeguarding-policy"), asked, 422).problems[0]
    client.get(waiver(world, "no-such-thing"), 404)


def test_people_are_waived_by_name(world: World, client_for: ClientFor) -> None:
    accept(world, send(world, "dbs-checks"))
    assert "Wim Worker" in client_for(world.reviewer).get(waiver(world, "dbs-checks")).words
