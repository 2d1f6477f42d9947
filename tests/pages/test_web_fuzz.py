"""Whatever stands in an address or a form, it is answered: no error of ours on either database."""

from itertools import islice

import pytest

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.fuzzing import BAD, Fuzz
from tests.parts.databases import ENGINES


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_nothing_that_is_typed_is_a_fault_of_ours(
    engine_name: str, doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    """Every door, many names at once; `make trust GATES=fuzz` tries them one by one with all there is."""
    fuzz = Fuzz(doors, world, house, clients, restore=lambda: None)
    fuzz.learn_fields()
    wrong = fuzz.fire_all(fuzz.at_a_glance())
    if engine_name == "sqlite":  # what comes before any database is the same at every door
        wrong += fuzz.fire_all(fuzz.gaps({name: BAD[name] for name in ("a NUL inside", "nothing")}))
        wrong += fuzz.fire_all(islice(fuzz.headed(), 0, None, 11))
        wrong += fuzz.fire_all(islice(fuzz.codings(), 0, None, 11))
    assert not wrong, "\n" + "\n".join(wrong)
    assert fuzz.fired > 300
