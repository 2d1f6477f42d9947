"""The matrix of partners by requirements."""

from datetime import timedelta

import pytest

from tests.builders.clock import clock_on
from tests.builders.sending import accept, accepted, send, waive
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of
from tests.parts.databases import ENGINES


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_the_matrix_says_state_and_turn(world: World, client_for: ClientFor) -> None:
    accepted(world, "safeguarding-policy")
    send(world, "quality-standards")
    waive(world, "data-protection", world.ends_on)
    client = client_for(world.manager)
    answer = client.get(f"/contracts/{world.contract_id}/matrix")
    assert len(client.queries) <= 12
    assert "26 requirements side by side: scroll sideways for what does not fit" in answer.words
    (label,) = answer.find("//div[@role='region' and @tabindex='0']/@aria-label")
    assert label == "Partners by 26 requirements"
    cells = cells_of(answer, "Tidewater Peers")
    assert cells["safeguarding-policy"].startswith("Accepted until")
    assert cells["quality-standards"] == "Neededwith us"
    assert cells["data-protection"].startswith("Waived")
    assert cells["insurance"] == "Needed, the partner’s turn"
    assert cells_of(client.get(f"/contracts/{world.contract_id}/matrix?all=yes"), "Tidewater Peers") == cells


def cells_of(answer: Answer, partner: str) -> dict[str, str]:
    """The partner's cells by requirement key."""
    for row in answer.find("//tbody/tr"):
        if row.xpath("string(th/a)").strip() == partner:
            return {
                str(a.get("href")).split("?")[0].rsplit("/", 1)[1]: a.text_content()
                for a in row.xpath("td/a")
            }
    raise LookupError(partner)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_the_rules_and_the_read_model_draw_the_same_matrix(world: World, client_for: ClientFor) -> None:
    """What was known yesterday, with nothing decided since, is what is known today."""
    accept(world, send(world, "safeguarding-policy"), until_on=world.today + timedelta(days=20))
    send(world, "quality-standards")
    waive(world, "data-protection", world.today + timedelta(days=30))
    on, known = world.today + timedelta(days=3), world.today
    with clock_on(world.today + timedelta(days=1)):
        client, base = client_for(world.manager), f"/contracts/{world.contract_id}/matrix"
        now, then = client.get(f"{base}?on={on}"), client.get(f"{base}?on={on}&known={known}")
    assert "renew soon" in cells_of(now, "Tidewater Peers")["safeguarding-policy"]
    assert cells_of(now, "Tidewater Peers") == cells_of(then, "Tidewater Peers")


def test_a_cell_says_where_only_a_part_is_with_the_lead(world: World, client_for: ClientFor) -> None:
    send(world, "insurance", "public-liability")
    send(world, "complaints-policy")
    page = client_for(world.manager).get(f"/contracts/{world.contract_id}/matrix")
    cells = [" ".join(words_of(each).split()) for each in page.find("//td[.//a]")]
    assert [each for each in cells if "partly with us" in each] == [
        "Neededpartly with us, the rest the partner’s turn"
    ]
    assert "Neededwith us" in cells


def test_after_a_very_long_page_memory_is_given_back(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr("portal.web.rendering.trim", lambda: given.append("back"))
    client, address = client_for(world.manager), f"/contracts/{world.contract_id}/matrix?all=yes"
    client.get(address)
    assert not given
    monkeypatch.setattr("portal.web.rendering.LONG", 1_000)
    client.get(address)
    assert given == ["back"]
