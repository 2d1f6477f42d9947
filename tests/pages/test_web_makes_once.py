"""Back and press again makes one visit, one record; a second that may be meant is asked about."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import Base, Contract, DbsCheck, Occurrence, Visit, Worker
from portal.web.once import MAKES
from tests.builders.at_once import at_once
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door
from tests.pages.pressing import press
from tests.pages.test_contracts_set_up import contract_form
from tests.pages.test_register import a_check, joins
from tests.parts.databases import ENGINES

Case = tuple[str, type[Base], Callable[[PageClient, World], tuple[str, Mapping[str, Any]]]]
"""Who, what is made, and the page with what is typed there."""


def visit(_: PageClient, world: World) -> tuple[str, Mapping[str, Any]]:
    day = typed_day("on", world.today + timedelta(days=30))
    return f"/contracts/{world.contract_id}/visits/new", {"kind": "audit-visit", "engagement": ""} | day


def worker(_: PageClient, world: World) -> tuple[str, Mapping[str, Any]]:
    typed = {"name": "Una Underhill", "job": "Peer", "shown_as": "name", "engaged_as": "staff"}
    return f"/organisations/{world.partner_id}/register/new", typed | typed_day("started_on", world.today)


def check(client: PageClient, world: World) -> tuple[str, Mapping[str, Any]]:
    return f"{joins(client, world)}/check", a_check(world)


def contract(_: PageClient, world: World) -> tuple[str, Mapping[str, Any]]:
    return "/contracts/new", contract_form(world)


def occurrence(_: PageClient, world: World) -> tuple[str, Mapping[str, Any]]:
    typed = typed_day("happened_on", world.today) | typed_day("known_on", world.today)
    page = f"/engagements/{world.engagement_id}/occurrences/new/serious-incident"
    return page, typed | {"words": "A fall on the stairs."}


CASES: list[Case] = [
    ("manager", Visit, visit),
    ("member", Worker, worker),
    ("member", DbsCheck, check),
    ("manager", Contract, contract),
    ("member", Occurrence, occurrence),
]


def count(world: World, what: type[Base]) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(what)) or 0


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize(("who", "what", "case"), CASES, ids=[each[2].__name__ for each in CASES])
def test_back_and_press_again_makes_one(
    world: World, clients: dict[str, PageClient], who: str, what: type[Base], case: Any
) -> None:
    client = clients[who]
    page, typed = case(client, world)
    shown, before = client.get(page), count(world, what)
    first = press(client, shown, typed, page)
    assert count(world, what) == before + 1
    second = press(client, shown, typed, page)
    assert second.location == first.location
    assert count(world, what) == before + 1, "a second press of the same page"
    anew = client.get(page)
    asked = press(client, anew, typed, page, 422)
    assert asked.problems[0].startswith("You sent the same on ")
    assert count(world, what) == before + 1, "from the page as it is shown anew"
    other = press(client, asked, {}, page, None)
    assert other.status in {303, 422}, "whoever means a second one is not held up by this"
    if other.is_page:
        assert not other.problems[0].startswith("You sent the same")


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_two_presses_at_the_same_moment_make_one(world: World, client_for: ClientFor) -> None:
    mary = client_for(world.manager)
    page, typed = visit(mary, world)
    shown, led = mary.get(page), []

    def presses() -> None:
        again = client_for(world.manager)
        again.http.cookies = mary.http.cookies
        led.append(press(again, shown, typed, page).location)

    assert at_once(*[presses] * 4) == []
    assert count(world, Visit) == 1
    assert len(set(led)) == 1


def test_what_was_refused_is_no_first_press(world: World, client_for: ClientFor) -> None:
    mary = client_for(world.manager)
    page, typed = visit(mary, world)
    shown = mary.get(page)
    press(mary, shown, {**typed, "on-year": "2150"}, page, 422)
    press(mary, shown, typed, page)
    assert count(world, Visit) == 1


def test_another_person_makes_her_own(world: World, client_for: ClientFor) -> None:
    mary, colleague = client_for(world.manager), client_for(world.manager)
    page, typed = visit(mary, world)
    press(mary, mary.get(page), typed, page)
    later = typed_day("on", world.today + timedelta(days=31))
    press(colleague, colleague.get(page), {**typed, **later}, page)
    assert count(world, Visit) == 2


MAKERS = {
    *("/checklists/new", "/contracts/new", "/contracts/{contract_id}/partners/new"),
    *("/contracts/{contract_id}/people/new", "/contracts/{contract_id}/visits/new"),
    *("/engagements/{engagement_id}/hold", "/engagements/{engagement_id}/incidents/new"),
    "/engagements/{engagement_id}/requirements/{key}/carried-out",
    *("/organisations/{organisation_id}/people/new", "/organisations/{organisation_id}/register/new"),
    "/organisations/{organisation_id}/register/{worker_id}/check",
    "/organisations/{organisation_id}/register/{worker_id}/records/{record_id}/status",
    "/organisations/{organisation_id}/register/{worker_id}/renewal",
    "/organisations/{organisation_id}/register/{worker_id}/training",
}


def test_every_form_that_makes_a_row_says_so(doors: list[Door]) -> None:
    assert {door.path for door in doors if door.handler.opt.get(MAKES)} >= MAKERS
