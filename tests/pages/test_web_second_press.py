"""Who presses twice comes to where the first press led, also where the page is gone by then."""

from collections.abc import Callable

import pytest

from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change
from tests.parts.databases import ENGINES

Shown = Callable[[World, PageClient], Answer]
"""Makes something and shows the page whose form takes it away."""


def draft(world: World, member: PageClient) -> Answer:
    return member.get(f"/submissions/{sending.draft(world, 'anti-bribery')}/discard")


def next_version(world: World, manager: PageClient) -> Answer:
    return manager.get(f"{begin_change(world, manager)}/discard")


def begun_checklist(world: World, manager: PageClient) -> str:
    manager.get("/checklists/new")
    form = {"lead": str(world.lead_id), "title": "Ours", "start": "porchlight-peer-support"}
    return manager.post("/checklists/new", form).location


def own_draft(world: World, manager: PageClient) -> Answer:
    return manager.get(f"{begun_checklist(world, manager)}/discard")


def own_checklist(world: World, manager: PageClient) -> Answer:
    begun = begun_checklist(world, manager)
    return manager.get(manager.follow(manager.post(f"{begun}/changes")).links["Ours"])


def form_of(shown: Answer) -> str:
    return str(shown.page.xpath("//main//form[@method='post']/@action")[0])


CASES: list[tuple[str, Shown]] = [
    ("member", draft),
    ("manager", next_version),
    ("manager", own_draft),
    ("manager", own_checklist),
]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize(("who", "show"), CASES)
def test_a_second_press_leads_where_the_first_did(
    world: World, clients: dict[str, PageClient], who: str, show: Shown
) -> None:
    client = clients[who]
    action = form_of(show(world, client))
    first, second = client.post(action), client.post(action)
    assert second.location == first.location
    client.follow(second)


@pytest.mark.parametrize(("who", "show"), CASES)
def test_it_leads_nobody_else_there(
    world: World, clients: dict[str, PageClient], who: str, show: Shown
) -> None:
    action = form_of(show(world, clients[who]))
    others = ("noise_manager", "officer", *({"member", "manager"} - {who}))
    for _ in range(2):
        for other in others:
            clients[other].get("/privacy")
            clients[other].post(action, status=404)
        clients[who].post(action)


def test_a_draft_that_never_was_leads_nowhere(world: World, client_for: ClientFor) -> None:
    member = client_for(world.member)
    member.get("/privacy")
    for query in ("", "?engagement=x", f"?engagement={world.noise_engagement_id}", "?contract=%00&lead="):
        member.post(f"/submissions/{world.contract_id}/discard{query}", status=404)


def test_a_draft_that_is_kept_by_now_is_not_said_to_be_thrown_away(
    world: World, client_for: ClientFor
) -> None:
    manager = client_for(world.manager)
    shown = own_draft(world, manager)
    manager.post(f"{form_of(shown).partition('/discard')[0]}/changes")
    assert "thrown away" not in manager.follow(manager.post(form_of(shown))).words
