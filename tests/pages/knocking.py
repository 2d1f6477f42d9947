"""Somebody at a door: what came, against what the sign on the door says."""

from collections.abc import Callable
from typing import Any

import httpx

from portal.access import Audience
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import LEADS_HOME, Door, expected, outcome, what_is
from tests.pages.furnished import House

OF_MANAGERS = "/organisations/{organisation_id}/change"
BOTH_SIDES = {Audience.PARTNER, Audience.REVIEWER}
ELSEWHERE = {"contract_id", "engagement_id", "organisation_id"}
"""Gaps that another lead and its partner have something for."""


def faults(
    door: Door,
    path: str,
    name: str,
    client: PageClient,
    world: World,
    house: House,
    restore: Callable[[], None],
) -> list[str]:
    viewer = world.people.get(name)
    is_to_it = what_is(viewer, world, door, world.partner_id)
    wanted = expected(viewer, is_to_it, door)
    changes = door.method not in {"GET", "HEAD"}
    before = house.events() if wanted != "in" else 0
    cookies = httpx.Cookies(client.cookies)
    try:
        answer = client.ask(door.method, path, **form_of(door, client))
    except AssertionError as fault:
        return [str(fault)]
    got = outcome(answer.status, answer.location)
    if got == "403" and (is_to_it >= BOTH_SIDES or door.path == OF_MANAGERS):
        got = "in"  # may see it, but somebody of the other side, or a manager, has to do it
    found = [] if got == wanted else [f"{wanted} was wanted, {answer.status} {answer.location} came"]
    if wanted != "in" and house.events() != before:
        found.append("something happened all the same")
    if changes and wanted == "in":
        restore()
        client.http.cookies = cookies
    return found


def form_of(door: Door, client: PageClient) -> dict[str, Any]:
    changes = door.method not in {"GET", "HEAD"}
    return {"data": {"_csrf_token": client.csrf_cookie}} if changes else {}


def leak_at(door: Door, path: str, client: PageClient, house: House, hidden: tuple[str, ...]) -> str:
    """Of somebody at an address of others: what came that should not have; empty where nothing did."""
    before = house.events()
    answer = client.ask(door.method, path, **form_of(door, client))
    is_led_home = door.path in LEADS_HOME and answer.location == "/"
    got = "not-here" if is_led_home else outcome(answer.status, answer.location)
    found = [word for word in hidden if word in answer.source]
    if got not in {"not-here", "sign-in"} or found or house.events() != before:
        return f"{door}: {answer.status} {answer.location} {found}"
    return ""
