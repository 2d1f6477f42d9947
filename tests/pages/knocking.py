"""Somebody at a door: what came, against what the sign on the door says."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from typing import Any

import httpx

from portal.access import Audience, Viewer
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import LEADS_HOME, Door, expected, outcome, what_is

OF_MANAGERS = "/organisations/{organisation_id}/change"
BOTH_SIDES = {Audience.PARTNER, Audience.REVIEWER}
ELSEWHERE = {"contract_id", "engagement_id", "organisation_id"}
"""Gaps that another lead and its partner have something for."""

Kinds = defaultdict[frozenset[Audience], list[str]]
"""What somebody is to those of a door, and who is that."""


class Turns:
    """Who knocks at a door, where not everybody does."""

    def __init__(self, world: World, who: Collection[str] = (), *, most: bool = False) -> None:
        """`most`: of those who come in, whoever is shown most speaks for the others, not whoever is less."""
        everybody = {"stranger": None, **world.people}
        self.world, self.people = world, {name: everybody[name] for name in who or everybody}
        self.most, self.knocked = most, Counter[tuple[str, ...]]()

    def at(self, door: Door) -> list[str]:
        """Of those of one side who are answered alike, whoever is refused though she is more there speaks for
        the others, and so does whoever comes in though she is less; of those who are the same there one
        knocks, and another at the next door."""
        sides = defaultdict[Any, Kinds](lambda: defaultdict(list))
        for name, viewer in self.people.items():
            is_to_it = what_is(viewer, self.world, door, self.world.partner_id)
            comes_in = is_to_it & door.audiences
            sides[side_of(viewer, self.world), bool(comes_in)][comes_in or is_to_it].append(name)
        return [
            self.next_of(door, names)
            for (_, come_in), kinds in sides.items()
            for kind, names in kinds.items()
            if not any(other < kind if come_in and not self.most else other > kind for other in kinds)
        ]

    def let_in(self, door: Door) -> list[str]:
        """Those of them who come in."""
        return [name for name in self.at(door) if self.comes_in(door, name)]

    def comes_in(self, door: Door, name: str) -> bool:
        return bool(what_is(self.people[name], self.world, door, self.world.partner_id) & door.audiences)

    def next_of(self, door: Door, names: list[str]) -> str:
        turn = (door.method, *names)
        self.knocked[turn] += 1
        return names[self.knocked[turn] % len(names)]


def side_of(viewer: Viewer | None, world: World) -> str:
    """Another partner of the same contract is a side of its own. The two sides of another contract are two:
    its lead's manager, and whoever is of another partner or council."""
    if viewer is None:
        return "nobody"
    if not viewer.organisations:
        return "no organisation"
    if {world.lead_id, world.partner_id, world.commissioner_id} & {*viewer.organisations}:
        return "a party"
    if world.second_partner_id in viewer.organisations:
        return "another partner"
    return "another lead" if viewer.with_role("manager") else "another"


def faults(
    door: Door,
    path: str,
    name: str,
    client: PageClient,
    world: World,
    restore: Callable[[], None],
) -> list[str]:
    viewer = world.people.get(name)
    is_to_it = what_is(viewer, world, door, world.partner_id)
    wanted = expected(viewer, is_to_it, door)
    changes = door.method not in {"GET", "HEAD"}
    cookies = httpx.Cookies(client.cookies)
    try:
        answer = client.ask(door.method, path, **form_of(door, client))
    except AssertionError as fault:
        return [str(fault)]
    got = outcome(answer.status, answer.location)
    if got == "403" and (is_to_it >= BOTH_SIDES or door.path == OF_MANAGERS):
        got = "in"  # may see it, but somebody of the other side, or a manager, has to do it
    found = [] if got == wanted else [f"{wanted} was wanted, {answer.status} {answer.location} came"]
    if wanted != "in" and client.watch.has_recorded:
        found.append("something happened all the same")
    if changes and wanted == "in":
        if client.watch.has_written:
            restore()
        client.http.cookies = cookies
    return found


def form_of(door: Door, client: PageClient) -> dict[str, Any]:
    changes = door.method not in {"GET", "HEAD"}
    return {"data": {"_csrf_token": client.csrf_cookie}} if changes else {}


def leak_at(door: Door, path: str, client: PageClient, hidden: tuple[str, ...]) -> str:
    """Of somebody at an address of others: what came that should not have; empty where nothing did."""
    answer = client.ask(door.method, path, **form_of(door, client))
    is_led_home = door.path in LEADS_HOME and answer.location == "/"
    got = "not-here" if is_led_home else outcome(answer.status, answer.location)
    found = [word for word in hidden if word in answer.source]
    if got not in {"not-here", "sign-in"} or found or client.watch.has_recorded:
        return f"{door}: {answer.status} {answer.location} {found}"
    return ""
