"""What ends in the next six months, as a list and a picture; and the words that are explained."""

from datetime import timedelta

import pytest

from portal.words.wording import day
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def page(world: World) -> str:
    return f"/organisations/{world.partner_id}/ending"


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_ends_is_listed_and_drawn_soonest_first(member: PageClient, world: World) -> None:
    assert "Nothing that was accepted ends" in member.get(page(world)).words
    days = {"anti-bribery": 150, "whistleblowing": 20, "complaints-policy": 300}
    for key, number in days.items():
        sending.accept(world, sending.send(world, key), until_on=world.today + timedelta(days=number))
    sending.send(world, "whistleblowing")
    shown = member.get(page(world))
    titles = [str(each.text_content()).strip() for each in shown.find("//main//ol//h2")]
    assert titles == ["Whistleblowing policy", "Anti-bribery policy"]
    assert f"Accepted until {day(world.today + timedelta(days=20))}. The next one is with" in shown.words
    widths = [float(str(each.get("width"))) for each in shown.find("//main//rect")]
    assert widths == sorted(widths)
    assert len(widths) == 2


def test_it_is_the_partners_own(client_for: ClientFor, world: World) -> None:
    for viewer in (world.manager, world.reviewer, world.officer, world.second_member, world.noise_member):
        client_for(viewer).get(page(world), 404)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("insurance", "any-one-claim"),
        ("insurance", "aggregate"),
        ("dbs-checks", "barred-lists"),
        ("eqia", "eqia"),
    ],
)
def test_a_word_leads_to_what_it_means(member: PageClient, world: World, address: str, word: str) -> None:
    slot = member.get(f"/engagements/{world.engagement_id}/requirements/{address}")
    assert f"/words#{word}" in slot.links.values()
    assert member.get("/words").find(f"//*[@id='{word}']")


def test_what_is_waived_says_what_that_is(member: PageClient, world: World) -> None:
    sending.waive(world, "anti-bribery", world.ends_on)
    slot = member.get(f"/engagements/{world.engagement_id}/requirements/anti-bribery")
    assert slot.links["waived"] == "/words#waiver"
