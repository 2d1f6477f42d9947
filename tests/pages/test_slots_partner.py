"""The partner's pages: what to do, one engagement, one slot."""

from datetime import timedelta

import pytest

from checklists.library import library
from checklists.vocabulary import Outcome
from portal import clock
from portal.records import Visit
from portal.review.actions.decide import Verdict
from portal.slots.queries import history
from tests.builders import sending
from tests.builders.days import counts_from
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import CHECKLIST, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


def slot(world: World, key: str, tail: str = "") -> str:
    return f"/engagements/{world.engagement_id}/requirements/{key}{tail}"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def what_to_do(client: PageClient) -> list[str]:
    found = client.get("/").find("//ol[contains(@class,'gs-to-do')]//h2")
    return [str(each.text_content()).strip() for each in found]


def test_a_stranger_is_asked_to_sign_in(stranger: PageClient) -> None:
    assert stranger.get("/", 303).location == "/sign-in"


def test_the_list_is_short_and_says_what_is_left_out(member: PageClient, world: World) -> None:
    assert len(what_to_do(member)) == 14
    assert "Not your turn: 2 things" in member.get("/").words
    deliver_for_noise_too(world)
    answer = member.get("/")
    assert len(what_to_do(member)) == 15
    assert "more things to do for " in answer.words
    assert "Noise Partner" not in answer.source


def test_what_comes_back_stands_first_with_the_reviewers_words(member: PageClient, world: World) -> None:
    submission = sending.send(world, "whistleblowing")
    sending.give_back(world, submission, words="Please sign page 4.")
    assert what_to_do(member)[0] == "Whistleblowing policy"
    answer = member.get("/")
    assert "Please sign page 4." in answer.words
    assert "Harbour Light asks for a change" in answer.words


def test_what_has_expired_comes_before_what_is_needed(member: PageClient, world: World) -> None:
    until = world.today - timedelta(days=10)
    submission = sending.send(world, "volunteers")
    sending.accept(world, submission, from_on=world.today - timedelta(days=300), until_on=until)
    assert what_to_do(member)[0] == "Volunteer policy"
    assert f"Expired on {until.day} " in member.get("/").words


def test_what_is_with_the_lead_is_no_work(member: PageClient, world: World) -> None:
    before = member.get("/").words
    assert "With Harbour Light, checking" not in before
    sending.send(world, "safeguarding-policy")
    assert "Safeguarding policy and procedures" not in what_to_do(member)
    assert "With Harbour Light, checking" in member.get("/").words


def test_near_its_end_and_drafts_come_last(member: PageClient, world: World) -> None:
    ends = world.today + timedelta(days=20)
    sending.accept(world, sending.send(world, "anti-bribery"), until_on=ends)
    sending.draft(world, "health-and-safety")
    sending.waive(world, "health-and-safety", world.ends_on)
    for each in library()[CHECKLIST].requirements:
        if each.key not in {"anti-bribery", "health-and-safety", "complaints-policy"}:
            sending.waive(world, each.key, world.ends_on)
    assert what_to_do(member) == ["Complaints policy", "Anti-bribery policy", "Health and safety policy"]
    words = member.get("/").words
    assert "Renew soon: accepted until" in words
    assert "You started this and have not sent it yet." in words


def test_a_person_without_a_check_is_not_hidden_by_another_with_the_lead(
    member: PageClient, world: World
) -> None:
    sending.send(world, "dbs-checks", str(sending.a_worker(world)))
    assert "DBS checks" not in what_to_do(member)
    sending.a_worker(world, "Ada Second")
    assert "DBS checks" in what_to_do(member)


def test_nothing_to_do(member: PageClient, world: World) -> None:
    for key in (each.key for each in library()[CHECKLIST].requirements):
        if key != "market-stewardship":
            sending.waive(world, key, world.ends_on)
    answer = member.get("/")
    assert "Nothing to do today." in answer.words
    assert "25 of 26 in order" in answer.words


def test_the_next_visit_is_when(member: PageClient, world: World) -> None:
    with world.database.writing() as session:
        session.add(
            Visit(
                contract_id=world.contract_id,
                kind="audit-visit",
                on_date=world.today + timedelta(days=21),
                created_at=clock.now(),
            )
        )
        session.commit()
    assert "Before the audit visit on" in member.get("/").words
    assert "Standing on that day" in member.get(f"/engagements/{world.engagement_id}").words


def test_a_lead_with_one_contract_is_taken_there(client_for: ClientFor, world: World) -> None:
    assert client_for(world.manager).get("/", 303).location == f"/contracts/{world.contract_id}"
    assert client_for(world.officer).get("/", 303).location == f"/contracts/{world.contract_id}/readiness"


def test_somebody_on_both_sides_sees_both(client_for: ClientFor, world: World) -> None:
    answer = client_for(world.reviewer_and_member).get("/")
    assert "Contracts that you look after" in answer.words
    assert "Not ready: 2" in answer.words


def test_who_belongs_to_nothing_is_told_so(client_for: ClientFor, world: World) -> None:
    assert "There is nothing here for you yet." in client_for(world.colleague).get("/").words


def test_no_page_asks_much(member: PageClient, world: World) -> None:
    for path in (
        "/",
        f"/engagements/{world.engagement_id}",
        slot(world, "insurance"),
        slot(world, "dbs-checks"),
    ):
        member.get(path)
        member.get(path)
        assert len(member.queries) <= 16, (path, member.queries)


def test_an_engagement_for_each_side(client_for: ClientFor, world: World) -> None:
    sending.send(world, "anti-bribery")
    address = f"/engagements/{world.engagement_id}"
    mine = client_for(world.member).get(address)
    assert "Needed With Harbour Light, checking Harbour Light’s turn" in mine.words
    lead = client_for(world.reviewer).get(address)
    assert "Needed With us, checking Your turn" in lead.words
    assert "Review Anti-bribery policy" in lead.links
    council = client_for(world.officer).get(address)
    assert "With Harbour Light, checking" in council.words
    assert not [link for link in council.links.values() if "requirements" in link or "submissions" in link]
    client_for(world.second_member).get(address, 404)
    client_for(world.colleague).get(address, 404)


def test_an_engagement_on_another_day(member: PageClient, world: World) -> None:
    sending.accepted(world, "anti-bribery")
    before = (counts_from(world.today) - timedelta(days=1)).isoformat()
    address = f"/engagements/{world.engagement_id}"
    assert "1 of 26 in order" in member.get(address).words
    assert "0 of 26 in order" in member.get(f"{address}?on={before}").words
    yesterday = (world.today - timedelta(days=1)).isoformat()
    then = member.get(f"{address}?on={world.today.isoformat()}&known={yesterday}")
    assert "0 of 26 in order" in then.words
    assert "as it was known on" in then.words


def test_a_draft_is_its_partners_own(client_for: ClientFor, world: World) -> None:
    sending.draft(world, "anti-bribery")
    for path in (f"/engagements/{world.engagement_id}", slot(world, "anti-bribery")):
        assert "Draft, not sent" in client_for(world.member).get(path).words
        assert "Draft" not in client_for(world.reviewer).get(path).words


@pytest.mark.parametrize("key", [each.key for each in library()[CHECKLIST].requirements])
def test_every_slot_has_its_page(member: PageClient, client_for: ClientFor, world: World, key: str) -> None:
    answer = member.get(slot(world, key))
    assert "What is asked" in answer.words
    client_for(world.reviewer).get(slot(world, key))
    client_for(world.officer).get(slot(world, key), 404)
    client_for(world.noise_member).get(slot(world, key), 404)


def test_no_such_requirement(member: PageClient, world: World) -> None:
    member.get(slot(world, "nothing-of-the-kind"), 404)
    member.get(slot(world, "nothing-of-the-kind", "/history"), 404)


def test_insurance_shows_each_cover(member: PageClient, world: World) -> None:
    sending.accepted(world, "insurance", "public-liability")
    words = member.get(slot(world, "insurance")).words
    assert "At least £1 million, in the aggregate" in words
    assert words.count("Send this") == 2
    assert words.count("Send a renewal") == 1


def test_a_decision_is_shown_with_its_reason(member: PageClient, client_for: ClientFor, world: World) -> None:
    submission = sending.send(world, "anti-bribery")
    sending.give_back(world, submission, words="The last page is missing.")
    words = member.get(slot(world, "anti-bribery")).words
    assert "Needs a change" in words
    assert "The last page is missing." in words
    assert "Make the change" in words
    lead = client_for(world.reviewer).get(slot(world, "anti-bribery"))
    assert any("Correct this decision" in each for each in lead.links)
    assert "Make the change" not in lead.words


def test_what_was_known_then_hides_what_was_decided_later(member: PageClient, world: World) -> None:
    sending.accepted(world, "anti-bribery")
    yesterday = (world.today - timedelta(days=1)).isoformat()
    then = member.get(slot(world, "anti-bribery", f"?known={yesterday}"))
    assert "Accepted" not in then.words


def test_history_has_a_sentence_for_each_event(
    member: PageClient, client_for: ClientFor, world: World
) -> None:
    submission = sending.send(world, "anti-bribery")
    returned = sending.give_back(world, submission)
    sending.decide(world, submission, Verdict(Outcome.ACCEPT), corrects=returned)
    sending.waive(world, "anti-bribery", world.ends_on)
    words = member.get(slot(world, "anti-bribery", "/history")).words
    for sentence in (
        "was added to a draft",
        "Sent, reference S-",
        "A change was asked for",
        "was corrected",
        "Waived",
    ):
        assert sentence in words
    assert (
        "added to a draft"
        not in client_for(world.reviewer).get(slot(world, "anti-bribery", "/history")).words
    )


def test_of_a_long_history_of_a_slot_the_newest_are_told(
    member: PageClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST", 2)
    sending.accept(world, sending.send(world, "anti-bribery"))
    for _ in range(3):
        member.get(slot(world, "anti-bribery"))
    words = member.get(slot(world, "anti-bribery", "/history")).words
    assert "The newest 2 are told here. A manager finds the older ones under History." in words
    monkeypatch.setattr(history, "MOST", 200)
    assert "The newest" not in member.get(slot(world, "anti-bribery", "/history")).words


def test_hostile_words_stay_words(member: PageClient, world: World) -> None:
    submission = sending.send(world, "anti-bribery")
    sending.give_back(world, submission, words="<script>alert(1)</script>")
    for path in ("/", slot(world, "anti-bribery")):
        assert "<script>alert" not in member.get(path).source
