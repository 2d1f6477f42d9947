"""What the council reads: readiness on a day, in words, without names of workers and without files."""

from datetime import timedelta

import pytest

from portal import clock
from portal.records import Visit
from portal.words.wording import day
from tests.builders.clock import clock_on
from tests.builders.sending import accept, accepted, send
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES


def address(world: World) -> str:
    return f"/contracts/{world.contract_id}/readiness"


def card_of(answer: Answer, partner: str) -> str:
    for card in answer.find("//article"):
        if partner in card.xpath("string(.//h2)"):
            return " ".join(str(card.text_content()).split())
    raise LookupError(partner)


def hrefs(answer: Answer) -> list[str]:
    return [link.get("href", "") for link in answer.find("//main//a")]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_blockers_are_in_words_with_whose_turn(world: World, client_for: ClientFor) -> None:
    accepted(world, "safeguarding-policy")
    send(world, "quality-standards")
    card = card_of(client_for(world.officer).get(address(world)), "Tidewater Peers")
    assert "Not ready" in card
    assert "Safeguarding" not in card
    assert (
        "Quality standards K7 Nothing accepted yet. With Harbour Light, checking Harbour Light’s turn" in card
    )
    assert "The partner’s turn" in card


def test_the_lead_reads_its_own_turn_and_gets_links(world: World, client_for: ClientFor) -> None:
    send(world, "quality-standards")
    answer = client_for(world.reviewer).get(address(world))
    card = card_of(answer, "Tidewater Peers")
    assert "Quality standards K7 Nothing accepted yet. With us, checking Your turn" in card
    assert f"/engagements/{world.engagement_id}/requirements/quality-standards" in hrefs(answer)


def test_the_council_reads_no_names_of_workers_and_gets_no_files(world: World, client_for: ClientFor) -> None:
    send(world, "dbs-checks")
    accepted(world, "safeguarding-policy")
    answer = client_for(world.officer).get(address(world))
    assert "1 person: nothing accepted yet" in card_of(answer, "Tidewater Peers")
    assert "Wim Worker" not in answer.source
    assert "policy.pdf" not in answer.source
    assert not [href for href in hrefs(answer) if "/requirements/" in href or "/files/" in href]


@pytest.mark.parametrize("path", ["", "/partners", "/matrix", "/queue"])
def test_the_council_has_no_other_page_of_the_contract(
    world: World, client_for: ClientFor, path: str
) -> None:
    client_for(world.officer).get(f"/contracts/{world.contract_id}{path}", 404)


@pytest.mark.parametrize("who", ["member", "noise_officer", "noise_manager", "colleague"])
def test_others_find_nothing(world: World, client_for: ClientFor, who: str) -> None:
    client_for(world.people[who]).get(address(world), 404)


def test_a_visit_is_a_day_to_choose(world: World, client_for: ClientFor) -> None:
    on = world.today + timedelta(days=21)
    accept(world, send(world, "safeguarding-policy"), until_on=on - timedelta(days=1))
    with world.database.writing() as session:
        session.add(
            Visit(contract_id=world.contract_id, kind="audit-visit", on_date=on, created_at=clock.now())
        )
        session.commit()
    client = client_for(world.officer)
    today = client.get(address(world))
    assert "To watch Safeguarding policy" in card_of(today, "Tidewater Peers")
    chosen = next(href for words, href in today.links.items() if words.startswith("Audit visit"))
    then = client.get(chosen)
    assert then.heading == f"Readiness on {day(on)}"
    assert f"Expired on {day(on - timedelta(days=1))}" in card_of(then, "Tidewater Peers")


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_was_known_before_is_shown_as_it_was_known(world: World, client_for: ClientFor) -> None:
    """With nothing decided since, the rules and the read model give the same page."""
    accepted(world, "safeguarding-policy")
    known = world.today
    with clock_on(world.today + timedelta(days=1)):
        client = client_for(world.officer)
        now = client.get(f"{address(world)}?on={known}")
        same = client.get(f"{address(world)}?on={known}&known={known}")
        before = client.get(f"{address(world)}?on={known}&known={known - timedelta(days=1)}")
    cards = [card_of(page, "Tidewater Peers") for page in (now, same, before)]
    assert cards[0] == cards[1]
    assert "Safeguarding policy" not in cards[0]
    assert "Safeguarding policy" in cards[2]


def test_a_level_narrows_the_list(world: World, client_for: ClientFor) -> None:
    answer = client_for(world.officer).get(f"{address(world)}?level=ready")
    assert "No partner is found on this day" in answer.words
    assert "0 of 2 partners are ready" in answer.words
