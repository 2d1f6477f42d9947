"""Whoever stops a slow answer or goes back, and sends the same page with other words, means those words."""

from collections.abc import Callable

import pytest

from portal.records import Worker
from tests.builders.at_once import at_once
from tests.builders.world import World
from tests.pages.between_cases import CASES, Case
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import filled, form_in, press
from tests.pages.test_web_between import typed, value
from tests.pages.test_web_makes_once import count, worker
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
ONCE = {name: each for name, each in CASES.items() if not name.startswith("assessment: ")}
"""An assessment's pages keep each thing as it is typed, and ask whoever goes back as well."""


@BOTH
@pytest.mark.parametrize("case", ONCE.values(), ids=ONCE.keys())
def test_a_correction_from_the_same_page_stands(case: Case, world: World, client_for: ClientFor) -> None:
    client = client_for(world.people[case.who])
    page = case.page(client, world)
    shown = client.get(page)
    for words in (case.first, case.second, case.second, case.first):
        press(client, shown, typed(case, words), page)
        assert value(client, page, case.name) == words


@pytest.mark.parametrize("case", [CASES["contract"], CASES["engagement"]])
def test_what_somebody_else_changed_before_the_correction_is_asked_about(
    case: Case, world: World, client_for: ClientFor
) -> None:
    one, other = (client_for(world.people[case.who]) for _ in range(2))
    page = case.page(one, world)
    shown = one.get(page)
    press(one, shown, typed(case, case.first), page)
    press(other, other.get(page), typed(case, case.second), page)
    press(one, shown, typed(case, "Walks at noon"), page, 409)
    assert value(one, page, case.name) == case.second


@BOTH
def test_two_corrections_at_the_same_moment(world: World, client_for: ClientFor) -> None:
    """Both are done, one after the other; what was sent first stands no more."""
    case, client = CASES["contract"], client_for(world.manager)
    page = case.page(client, world)
    shown = client.get(page)
    press(client, shown, typed(case, "Wlaks"), page)
    came = pressed_at_once(world, client, client_for, shown, page, [typed(case, each) for each in "AB"])
    assert {each.status for each in came} == {303}
    assert value(client, page, case.name) in {"A", "B"}


def pressed_at_once(
    world: World,
    client: PageClient,
    client_for: ClientFor,
    shown: Answer,
    page: str,
    forms: list[dict[str, str]],
) -> list[Answer]:
    came = list[Answer]()

    def pressing(form: dict[str, str]) -> Callable[[], None]:
        again = client_for(world.people["manager"])
        again.http.cookies = client.http.cookies
        data = filled(form_in(shown, page), form)
        return lambda: came.append(again.ask("POST", page, None, data=data))

    assert at_once(*map(pressing, forms)) == []
    return came


@BOTH
def test_another_name_on_the_same_page_is_another_person(
    world: World, clients: dict[str, PageClient]
) -> None:
    member = clients["member"]
    page, form = worker(member, world)
    shown, before = member.get(page), count(world, Worker)
    first = press(member, shown, {**form, "name": "Ann One"}, page)
    second = press(member, shown, {**form, "name": "Bob Two"}, page)
    assert second.location != first.location
    assert "Bob Two" in member.follow(second).words
    assert press(member, shown, {**form, "name": "Ann One"}, page).location == first.location
    assert press(member, shown, {**form, "name": "Bob Two"}, page).location == second.location
    assert count(world, Worker) == before + 2


@BOTH
def test_two_names_at_the_same_moment_are_two_people(world: World, client_for: ClientFor) -> None:
    manager = client_for(world.manager)
    page = f"/organisations/{world.lead_id}/people/new"
    shown = manager.get(page)
    forms = [
        {"name": f"{each} New", "email": f"{each}@example.org", "role": "reviewer"} for each in ("ann", "bob")
    ]
    came = pressed_at_once(world, manager, client_for, shown, page, forms)
    assert {each.status for each in came} == {303}
    words = manager.follow(came[0]).words
    assert "ann New" in words
    assert "bob New" in words


def test_what_was_chosen_belongs_to_the_words(world: World, client_for: ClientFor) -> None:
    """Whoever has chosen one of two values, and stops, may choose the other."""
    case, (one, other) = CASES["contract"], (client_for(world.manager) for _ in range(2))
    page = case.page(one, world)
    shown, shown_too = one.get(page), other.get(page)
    press(one, shown, typed(case, case.first), page)
    asked = press(other, shown_too, typed(case, case.second), page, 409)
    press(other, asked, {"_take-title": "theirs"}, page)
    assert value(other, page, case.name) == case.first
    press(other, asked, {"_take-title": "mine"}, page)
    assert value(other, page, case.name) == case.second
