"""Who presses twice comes to where the first press led, also where the page is gone by then."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import Decision
from portal.web.dates import day_as_typed
from tests.builders import inviting, sending
from tests.builders.at_once import at_once
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change
from tests.pages.pressing import filled, form_in
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


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_decision_that_is_sent_twice_at_once_is_taken_once_and_leads_on(
    world: World, client_for: ClientFor
) -> None:
    rafi, sent = client_for(world.reviewer), sending.send(world, "safeguarding-policy")
    page, until = f"/submissions/{sent}/review", world.today + timedelta(days=200)
    days = day_as_typed("from_on", world.today) | day_as_typed("until_on", until)
    typed = filled(form_in(rafi.get(page), page), {"outcome": "accept", **days})
    led = pressed_at_once(lambda: client_for(world.reviewer), rafi, page, typed)
    assert len(set(led)) == 1
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Decision)) == 1
    assert rafi.ask("POST", page, 303, data=typed).location == led[0]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize(("said", "words"), [("yes", "You are in."), ("no", "You have said no.")])
def test_an_invitation_that_is_answered_twice_at_once_is_answered(
    world: World, client_for: ClientFor, said: str, words: str
) -> None:
    cleo = client_for(world.member)
    page = f"/invitations/{inviting.invite(world, world.lead_id, world.member.email)}"
    answer = filled(form_in(cleo.get(page)), {"answer": said})
    led = pressed_at_once(lambda: client_for(world.member), cleo, page, answer)
    assert len(set(led)) == 1
    assert cleo.ask("POST", page, 303, data=answer).location == led[0]
    assert words in cleo.get(led[0]).words
    cleo.get(page, status=404)
    other = client_for(world.colleague)
    other.get("/privacy")
    other.post(page, {"answer": said}, status=404)


def pressed_at_once(
    make: Callable[[], PageClient], first: PageClient, page: str, typed: dict[str, Any]
) -> list[str]:
    """Where each of three presses led, of one browser."""
    led: list[str] = []

    def presses() -> None:
        again = make()
        again.http.cookies = first.http.cookies
        led.append(again.ask("POST", page, 303, data=typed).location)

    assert at_once(*[presses] * 3) == []
    return led
