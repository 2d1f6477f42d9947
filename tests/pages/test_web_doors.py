"""Every route × everybody: who comes in is what the sign on the door says, and nothing else."""

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import PARTY, PLACES, Door, fill
from tests.pages.furnished import House
from tests.pages.knocking import faults


def test_every_door_says_whom_it_is_for(doors: list[Door]) -> None:
    assert doors
    for door in doors:
        assert door.audiences, door
        if door.audiences & PARTY:
            assert PLACES & set(door.names), f"{door} is for a party to a contract that it does not name"


def test_everybody_at_every_door(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    wrong, cells = [], 0
    for door in doors:
        path = fill(door, house.values_for(door))
        for name, client in clients.items():
            cells += 1
            found = faults(door, path, name, client, world, house, house.restore)
            wrong += [f"{door} for {name}: {fault}" for fault in found]
    print(f"{len(doors)} doors × {len(clients)} = {cells} cells")  # noqa: T201 - asked for by number
    assert not wrong, "\n" + "\n".join(wrong)
