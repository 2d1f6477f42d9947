"""Every route × everybody: who comes in is what the sign on the door says, and nothing else."""

from typing import Any

import httpx

from portal.access import Audience
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import PARTY, PLACES, Door, expected, fill, outcome, what_is
from tests.pages.furnished import House

OF_MANAGERS = "/organisations/{organisation_id}/change"
BOTH_SIDES = {Audience.PARTNER, Audience.REVIEWER}


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
            found = faults(door, path, name, client, world, house)
            wrong += [f"{door} for {name}: {fault}" for fault in found]
    print(f"{len(doors)} doors × {len(clients)} = {cells} cells")  # noqa: T201 - asked for by number
    assert not wrong, "\n" + "\n".join(wrong)


def faults(door: Door, path: str, name: str, client: PageClient, world: World, house: House) -> list[str]:
    viewer = world.people.get(name)
    is_to_it = what_is(viewer, world, door, world.partner_id)
    wanted = expected(viewer, is_to_it, door)
    changes = door.method not in {"GET", "HEAD"}
    before, cookies = house.events(), httpx.Cookies(client.cookies)
    form: dict[str, Any] = {"data": {"_csrf_token": client.csrf_cookie}} if changes else {}
    try:
        answer = client.ask(door.method, path, **form)
    except AssertionError as fault:
        return [str(fault)]
    got = outcome(answer.status, answer.location)
    if got == "403" and (is_to_it >= BOTH_SIDES or door.path == OF_MANAGERS):
        got = "in"  # may see it, but somebody of the other side, or a manager, has to do it
    found = [] if got == wanted else [f"{wanted} was wanted, {answer.status} {answer.location} came"]
    if wanted != "in" and house.events() != before:
        found.append("something happened all the same")
    if changes and wanted == "in":
        house.restore()
        client.http.cookies = cookies
    return found
