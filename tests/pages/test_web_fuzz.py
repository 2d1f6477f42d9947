"""Whatever stands in an address or a form, it is answered: no error of ours on either database."""

from itertools import islice

import pytest

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.fuzzing import QUICK, Fuzz, some
from tests.parts.databases import ENGINES


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_nothing_that_is_typed_is_a_fault_of_ours(
    engine_name: str, doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    """Every door, all its names at once, with each kind of value in turn; `make trust GATES=fuzz` tries them
    all, one by one."""
    fuzz = Fuzz(doors, world, house, clients, restore=lambda: None)
    fuzz.learn_fields()
    bad = some(QUICK)
    wrong = fuzz.fire_all(islice(fuzz.questions(bad, one_by_one=False), 0, None, 3))
    wrong += fuzz.fire_all(islice(fuzz.typed(bad, one_by_one=False), 0, None, 3))
    if engine_name == "sqlite":  # what comes before any database is the same at every door
        wrong += fuzz.fire_all(fuzz.gaps(some(QUICK[:1])))
        wrong += fuzz.fire_all(islice(fuzz.headed(), 0, None, 11))
        wrong += fuzz.fire_all(islice(fuzz.codings(), 0, None, 11))
    assert not wrong, "\n" + "\n".join(wrong)
    assert fuzz.fired > 150
