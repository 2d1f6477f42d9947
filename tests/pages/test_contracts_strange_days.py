"""The days of a contract that are likelier a slip of the finger are asked about once, and taken if right."""

import pytest

from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_contracts_set_up import contract_form

TICK = "Change it, or tick below that it is right."


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def box(asked: Answer) -> dict[str, str]:
    (value,) = asked.find("//input[@name='days_right']/@value")
    return {"days_right": str(value)}


def year(name: str, number: int) -> dict[str, str]:
    return {f"{name}-year": str(number)}


def test_a_century_that_was_mistyped_is_asked_about(world: World, manager: PageClient) -> None:
    form = contract_form(world) | year("starts_on", 1927) | year("ends_on", 2190)
    asked = manager.post("/contracts/new", form, 422)
    assert asked.problems == [
        f"1 April 1927 is more than ten years ago. {TICK}",
        f"31 March 2190 is more than ten years ahead. {TICK}",
    ]
    right = form | year("starts_on", world.today.year) | year("ends_on", world.today.year + 3)
    assert manager.post("/contracts/new", right | box(asked)).location
    assert manager.post("/contracts/new", form | box(asked)).location


def test_what_is_over_is_asked_about(world: World, manager: PageClient) -> None:
    days = year("starts_on", 2020) | year("ends_on", 2023)
    asked = manager.post("/contracts/new", contract_form(world) | days, 422)
    assert f"This ended on 31 March 2023: it is over already. {TICK}" in asked.problems


def test_what_is_very_short_is_asked_about(world: World, manager: PageClient) -> None:
    soon = world.today.year + 1
    days = year("starts_on", soon) | {"ends_on-day": "20", "ends_on-month": "4"} | year("ends_on", soon)
    asked = manager.post("/contracts/new", contract_form(world) | days, 422)
    assert f"From the first day to the last is less than a month. {TICK}" in asked.problems


def test_a_contract_is_extended_to_a_strange_day_only_once_that_was_said(
    world: World, manager: PageClient
) -> None:
    page = f"/contracts/{world.contract_id}/change"
    shown = manager.get(page)
    names = ("title", "_seen", *(f"{day}-{part}" for day in ("starts_on", "ends_on") for part in PARTS))
    form = {name: shown.value(name) for name in names}
    asked = manager.post(page, form | year("ends_on", 2190), 422)
    assert "is more than ten years ahead." in asked.problems[0]
    manager.post(page, form | year("ends_on", 2190) | box(asked))
    again = manager.get(page)
    form = {name: again.value(name) for name in names}
    manager.post(page, form | {"title": "Renamed"})  # the days stand: nobody is asked about them again


PARTS = ("day", "month", "year")
