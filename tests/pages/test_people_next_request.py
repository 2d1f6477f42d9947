"""Who was removed or demoted: every door at the next request. All kinds are tried by `make trust`."""

import pytest

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.leaving import cases, walk_after


@pytest.mark.parametrize(("who", "what"), [("member", "removed"), ("manager", "demoted twice")])
def test_nothing_is_left_behind_any_door(
    world: World, house: House, clients: dict[str, PageClient], doors: list[Door], who: str, what: str
) -> None:
    (case,) = [each for each in cases(world) if (each.who, each.what) == (who, what)]
    cells, wrong = walk_after(case, doors, world, house, clients[who])
    assert cells == len(doors)
    assert wrong == []
