"""Engagements that have ended or not begun, and days that a contract does not have: counted nowhere."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.vocabulary import LegalForm, Outcome
from portal.access import Audience
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import undo_ending
from portal.organisations.actions.change_organisation import About, change_organisation
from portal.places.organisations import get_organisation_place
from portal.records import Engagement, EngagementTerms
from portal.review.actions.decide import Verdict
from portal.standing.queries.apart import list_apart
from portal.standing.queries.verify import verify_standing
from tests.builders import inviting, sending
from tests.builders.clock import clock_on
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient

ClientFor = Callable[..., PageClient]
WORDS = "The trustees closed the service."


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def form_of(last_on: date, step: str = "", ending: str = "withdrew", words: str = WORDS) -> dict[str, str]:
    return typed_day("last_on", last_on) | {
        "ending": ending,
        "words": words,
        "step": step,
    }


def end(manager: PageClient, world: World, last_on: date) -> None:
    manager.post(f"/engagements/{world.engagement_id}/end", form_of(last_on, "keep"))


def begins_later(world: World, on: date) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.manager, world.second_engagement_id)
        change_engagement(session, world.manager, place, Terms("Westmouth", on, world.ends_on))


@pytest.mark.parametrize("days", [0, 30])
def test_a_last_day_that_cannot_be_is_said_before_what_stays_open(
    world: World, manager: PageClient, days: int
) -> None:
    last_on = world.ends_on + timedelta(days=days)
    answer = manager.post(f"/engagements/{world.engagement_id}/end", form_of(last_on), status=422)
    assert "The last day must be from" in answer.words
    assert "What stays open" not in answer.words
    assert WORDS in answer.source


def test_after_the_end_nobody_is_led_to_waive(world: World, manager: PageClient) -> None:
    slot = f"/engagements/{world.engagement_id}/requirements/safeguarding-policy"
    assert manager.get(slot).find(f"//a[@href='{slot}/waive']")
    end(manager, world, world.today - timedelta(days=1))
    assert not manager.get(slot).find(f"//a[@href='{slot}/waive']")


def test_its_days_are_said_as_they_were_known(world: World, manager: PageClient) -> None:
    yesterday = world.today - timedelta(days=1)
    end(manager, world, yesterday)
    now = manager.get(f"/engagements/{world.engagement_id}?on={yesterday}").words
    then = manager.get(f"/engagements/{world.engagement_id}?on={yesterday}&known={yesterday}").words
    assert f"to {in_words(yesterday)}. Reference" in now
    assert f"to {in_words(world.ends_on)}. Reference" in then


PAGES = ("", "/partners", "/readiness", "/matrix")


@pytest.mark.parametrize("page", PAGES)
def test_who_has_ended_is_listed_apart_and_counted_nowhere(
    world: World, manager: PageClient, page: str
) -> None:
    yesterday = world.today - timedelta(days=1)
    end(manager, world, yesterday)
    words = manager.get(f"/contracts/{world.contract_id}{page}").words
    assert "Not counted on this day: 1 ended" in words
    assert f"Ended on {in_words(yesterday)}: the partner withdrew" in words
    assert "2 partners" not in words
    before = manager.get(f"/contracts/{world.contract_id}{page}?on={yesterday}").words
    assert "Not counted" not in before


@pytest.mark.parametrize("page", PAGES)
def test_who_has_not_begun_is_listed_apart(world: World, manager: PageClient, page: str) -> None:
    tomorrow = world.today + timedelta(days=1)
    begins_later(world, tomorrow)
    words = manager.get(f"/contracts/{world.contract_id}{page}").words
    assert "Not counted on this day: 1 begins later" in words
    assert f"Begins on {in_words(tomorrow)}" in words
    assert "2 partners" not in words


@pytest.mark.parametrize("page", PAGES)
def test_a_day_outside_the_contract_is_said_and_not_answered(
    world: World, manager: PageClient, page: str
) -> None:
    for on in (world.starts_on - timedelta(days=1), world.ends_on + timedelta(days=1)):
        words = manager.get(f"/contracts/{world.contract_id}{page}?on={on}").words
        days = f"{in_words(world.starts_on)} to {in_words(world.ends_on)}"
        assert f"This contract runs from {days}. {in_words(on)} is none of its days." in words
        for level in ("Not ready", "Needed", "in order"):
            assert f"{level}:" not in words


def test_the_council_reads_why_and_not_the_words(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    end(manager, world, world.today - timedelta(days=1))
    officer = client_for(world.officer)
    readiness = officer.get(f"/contracts/{world.contract_id}/readiness").words
    assert "the partner withdrew" in readiness
    engagement = officer.get(f"/engagements/{world.engagement_id}").words
    assert "the partner withdrew" in engagement
    assert WORDS not in readiness + engagement
    for reader in (world.member, world.reviewer):
        assert WORDS in client_for(reader).get(f"/engagements/{world.engagement_id}").words


def test_an_ended_engagement_is_neither_ready_nor_not(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    end(manager, world, world.today - timedelta(days=1))
    page = client_for(world.member).get(f"/engagements/{world.engagement_id}")
    assert "No evidence is sent for it any more" in page.words
    assert "Ready" not in page.words
    assert "Not ready" not in page.words
    last_day = client_for(world.member).get(page.links["How it stood on its last day"])
    assert "of 26 in order" in last_day.words


@pytest.mark.parametrize("who", ["manager", "reviewer", "member", "officer"])
def test_only_managers_are_led_to_undo_an_ending(
    world: World, manager: PageClient, client_for: ClientFor, who: str
) -> None:
    end(manager, world, world.today - timedelta(days=1))
    links = client_for(world.people[who]).get(f"/engagements/{world.engagement_id}").links
    assert ("Undo the ending" in links) == (who == "manager")


def test_before_it_begins_one_prepares_for_the_first_day(world: World, client_for: ClientFor) -> None:
    first = world.today + timedelta(days=10)
    begins_later(world, first)
    member = client_for(world.second_member)
    page = member.get(f"/engagements/{world.second_engagement_id}")
    assert f"Begins on {in_words(first)}" in page.words
    assert "how it stands for that day" in page.words
    assert "Not ready" not in page.words
    slot = member.get(f"/engagements/{world.second_engagement_id}/requirements/complaints-policy")
    assert "What follows is for its first day" in slot.words
    assert "Send" in slot.words


def test_what_stays_open_is_shown_before_it_is_kept(world: World, manager: PageClient) -> None:
    sending.send(world, "complaints-policy")
    sending.give_back(world, sending.send(world, "anti-bribery"))
    seen = manager.post(f"/engagements/{world.engagement_id}/end", form_of(world.today), 200).words
    assert "1 submission with you: it can still be decided on." in seen
    assert "1 submission returned" in seen
    assert WORDS in seen
    with world.database.reading() as session:
        last_on = sa.select(Engagement.ends_on).where(Engagement.id == world.engagement_id)
        assert session.scalar(last_on) == world.ends_on, "nothing was kept yet"
    changed = manager.post(f"/engagements/{world.engagement_id}/end", form_of(world.today, "change"), 200)
    assert WORDS in changed.source


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": ""}, "Say in a sentence or two what happened"),
        ({"ending": ""}, "Choose why it ends"),
        ({"last_on-year": "1924"}, "The last day must be from"),
        ({"last_on-day": ""}, "The last day must include a day"),
    ],
)
def test_a_form_that_lacks_something_is_shown_again_with_what_was_typed(
    world: World, manager: PageClient, wrong: dict[str, str], said: str
) -> None:
    form = form_of(world.today, "keep") | wrong
    answer: Answer = manager.post(f"/engagements/{world.engagement_id}/end", form, status=422)
    assert said in answer.words
    assert form["words"] in answer.source


def test_a_second_press_and_another_end(world: World, manager: PageClient) -> None:
    end(manager, world, world.today)
    end(manager, world, world.today)
    with world.database.reading() as session:
        said = sa.select(sa.func.count()).where(EngagementTerms.engagement_id == world.engagement_id)
        assert session.scalar(said) == 2
    other = form_of(world.today - timedelta(days=3), "keep")
    answer = manager.post(f"/engagements/{world.engagement_id}/end", other, status=422)
    assert "was ended already" in answer.words


def test_it_is_undone_with_a_reason_and_both_stay_known(world: World, manager: PageClient) -> None:
    end(manager, world, world.today - timedelta(days=1))
    path = f"/engagements/{world.engagement_id}/end/undo"
    assert "why it goes on" in manager.post(path, {"words": ""}, status=422).words
    later = world.today + timedelta(days=2)
    with clock_on(later), world.database.writing() as session:
        for _ in range(2):
            undo_ending(session, world.manager, world.place(session, world.manager), "They stay after all.")
    with world.database.reading() as session:
        contract = world.contract_place(session)
        assert list_apart(session, contract, later, None) == []
        (apart,) = list_apart(session, contract, later, world.today)
        assert (apart.ending, apart.said) == ("withdrew", WORDS)
        assert list(verify_standing(session)) == []


def test_after_the_end_nothing_is_sent_and_a_decision_can_still_be_corrected(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    submission = sending.send(world, "complaints-policy")
    decided = sending.accept(world, submission)
    waiting = sending.send(world, "anti-bribery")
    end(manager, world, world.today - timedelta(days=1))
    member = client_for(world.member)
    slot = f"/engagements/{world.engagement_id}/requirements/whistleblowing"
    answer = member.post(f"{slot}/start", {"part": ""}, status=422)
    assert "Nothing more can be sent or waived for it" in answer.words
    sending.accept(world, waiting)
    verdict = Verdict(Outcome.RETURN, reason="wrong-document", words="This is another charity's policy.")
    sending.decide(world, submission, verdict, corrects=decided)


def test_one_partner_in_two_areas_is_one_partner(world: World, manager: PageClient) -> None:
    path = f"/contracts/{world.contract_id}"
    assert "of 2 partners" in manager.get(path).words
    with world.database.writing() as session:
        session.execute(
            sa.update(Engagement)
            .where(Engagement.id == world.second_engagement_id)
            .values(partner_id=world.partner_id)
        )
        session.commit()
    for page in ("", "/partners", "/readiness"):
        assert "1 partner, 2 counting each of its areas" in manager.get(path + page).words
    assert "1 partner, 2 counting each of its areas" in manager.get(f"{path}/set-up").words


def test_a_partner_is_told_by_the_name_that_it_had_and_found_by_both(
    world: World, manager: PageClient
) -> None:
    pat = inviting.manager_of(world, world.member, world.partner_id)
    with world.database.writing() as session:
        place = get_organisation_place(session, pat, world.partner_id, (Audience.OWN,))
        change_organisation(session, pat, place, About("Levels Carers CIO", (), LegalForm.CHARITY, 3, 31))
    yesterday = world.today - timedelta(days=1)
    both = "Tidewater Peers, now Levels Carers CIO"
    for page in PAGES[1:]:
        path = f"/contracts/{world.contract_id}{page}"
        assert both in manager.get(f"{path}?known={yesterday}").words
        assert both not in manager.get(path).words
    assert both in manager.get(f"/engagements/{world.engagement_id}?known={yesterday}").words
    for asked, why in (("tidewater", True), ("Levels", False)):
        found = manager.get(f"/contracts/{world.contract_id}/partners?q={asked}").words
        assert "Levels Carers CIO" in found
        assert ("was Tidewater Peers · Eastmouth" in found) is why


def test_the_insurance_of_who_has_ended_says_so(world: World, manager: PageClient) -> None:
    end(manager, world, world.today - timedelta(days=1))
    path = f"/engagements/{world.engagement_id}/insurance"
    ended = "This part of the contract ended on"
    assert ended in manager.get(path).words
    assert ended not in manager.get(f"{path}?on={world.today - timedelta(days=1)}").words


def test_a_last_day_that_has_been_is_sent_to_where_one_says_why(world: World, manager: PageClient) -> None:
    path, past = f"/engagements/{world.engagement_id}/change", world.today - timedelta(days=2)
    typed = {"area": "Newmouth"} | typed_day("starts_on", world.starts_on) | typed_day("ends_on", past)
    answer = manager.post(path, typed, status=422)
    assert "To say that it has ended, use “End it early” below" in answer.words
    assert answer.value("area") == "Newmouth"
    assert "That keeps nothing else that you have changed here." in answer.words
    ending = manager.get(answer.links["End it early"])
    last_on = typed_day("last_on", past)
    assert {name: ending.value(name) for name in last_on} == last_on
    manager.post(path, typed | typed_day("ends_on", world.today))
    odd = manager.post(path, typed | {"ends_on-month": "13"}, status=422)
    assert odd.links["End it early"] == f"/engagements/{world.engagement_id}/end"
