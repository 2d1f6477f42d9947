"""A page asks the database nothing that it has been told already."""

from collections import Counter

import pytest

from tests.builders.living import live_in
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door, fill
from tests.pages.furnished import House
from tests.pages.watching import NOT_A_QUERY
from tests.parts.databases import ENGINES

PEOPLE = ("manager", "reviewer", "officer", "member", "reviewer_and_member", "stranger")


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_nothing_is_read_twice_in_one_request(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    live_in(world)
    twice, asked = set(), 0
    for door in (each for each in doors if each.method == "GET"):
        for name in PEOPLE:
            clients[name].ask("GET", fill(door, house.values_for(door)))
            counted = Counter((statement, str(values)) for statement, values in clients[name].watch.sent)
            asked += len(counted)
            twice |= {
                f"{door} for {name}: {statement}"
                for (statement, _), times in counted.items()
                if times > 1 and not statement.startswith(NOT_A_QUERY)
            }
    assert asked > 1_000
    assert twice == set()
