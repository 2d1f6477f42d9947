"""Every route × everybody: who comes in is what the sign on the door says, and nothing else."""

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import PARTY, PLACES, Door, fill
from tests.pages.furnished import House
from tests.pages.knocking import Turns, faults
from tests.pages.watching import WRITES


def test_every_door_says_whom_it_is_for(doors: list[Door]) -> None:
    assert doors
    for door in doors:
        assert door.audiences, door
        if door.audiences & PARTY:
            assert PLACES & set(door.names), f"{door} is for a party to a contract that it does not name"


def test_everybody_at_every_door(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient], is_whole: bool
) -> None:
    """Every door by the stranger, by who may come in, and by another lead and another partner; by all of them
    only with --whole. Who speaks for whom is said in knocking."""
    wrong, cells, recorded, turns = [], 0, 0, Turns(world)
    for door in doors:
        path = fill(door, house.values_for(door))
        for name in clients if is_whole else turns.at(door):
            cells += 1
            found = faults(door, path, name, clients[name], world, house.restore)
            recorded += clients[name].watch.has_recorded
            wrong += [f"{door} for {name}: {fault}" for fault in found]
    print(f"{len(doors)} doors × {len(clients)}: {cells} cells")  # noqa: T201 - asked for by number
    assert recorded > 20, "what happens is heard of"
    assert not wrong, "\n" + "\n".join(wrong)


LOOKERS = ("stranger", "manager", "member", "officer")


def test_whoever_asks_by_head_opens_and_takes_nothing(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient], is_whole: bool
) -> None:
    """At every door at which something is looked at or taken away, whoever may come in; with --whole also who
    may not."""
    answered, wrong, turns = 0, [], Turns(world, LOOKERS)
    for door in doors:
        if door.method == "GET":
            path = fill(door, house.values_for(door))
            for name in LOOKERS if is_whole else turns.let_in(door):
                answered += clients[name].ask("HEAD", path).status == 200
                wrote = [each for each in clients[name].queries if each.startswith(WRITES)]
                wrong += [f"{door} for {name}: {each[:80]}" for each in wrote]
    assert answered > 300
    assert not wrong, "\n" + "\n".join(wrong)
