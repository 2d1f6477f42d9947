"""Whatever stands in an address or a form, it is answered: no error of ours on either database."""

from collections.abc import Iterator
from itertools import islice

import pytest

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.fuzzing import BAD, Fuzz, Shot
from tests.parts.databases import ENGINES


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_nothing_that_is_typed_is_a_fault_of_ours(
    engine_name: str, doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    """Every door, many names at once; `make trust GATES=fuzz` tries them one by one with all there is. On
    SQLite each door has one of its two shots in turn, on PostgreSQL both: it is the one that takes less."""
    fuzz = Fuzz(doors, world, house, clients, restore=lambda: None)
    fuzz.learn_fields()
    is_postgres = engine_name == "postgresql"
    wrong = fuzz.fire_all(fuzz.at_a_glance() if is_postgres else one_of_two(fuzz.at_a_glance()))
    if not is_postgres:  # what comes before any database is the same at every door
        gaps = fuzz.gaps({name: BAD[name] for name in ("a NUL inside", "nothing")})
        wrong += fuzz.fire_all(one_of_two(gaps))
        wrong += fuzz.fire_all(islice(fuzz.headed(), 0, None, 11))
        wrong += fuzz.fire_all(islice(fuzz.codings(), 0, None, 11))
    assert not wrong, "\n" + "\n".join(wrong)
    assert fuzz.fired > 300


def one_of_two(shots: Iterator[Shot]) -> Iterator[Shot]:
    """Two shots come for each door, or gap: of the first two the one, of the next two the other. A door that
    shows and one that acts stand beside each other, so that each sort of door has both."""
    return (shot for number, shot in enumerate(shots) if (number + number // 4) % 2 == 0)
