"""Isolation by address: every door × everybody answers as the sign on the door says, every door with ids of
another lead's contract, engagement and partner is not there, and nothing that links lead to names others."""

import re
from collections.abc import Iterator

from tests.builders.two_leads import beside
from tests.pages.doors import fill
from tests.pages.knocking import ELSEWHERE, faults, leak_at
from tests.pages.test_places_two_leads import EXAMPLE, OF_NOISE, OF_OURS, OF_PEOPLE
from tests.pages.walking import walk
from trust.gate import Result
from trust.opened import Opened, opened_house

SHOWN = 40
OF_LEADS = {
    "manager": OF_NOISE,
    "reviewer": OF_NOISE,
    "noise_manager": OF_OURS,
    "officer": (*OF_PEOPLE, *OF_NOISE),
}

OF_PACK = re.compile(r"/packs/[^/]+/file$")
"""What was shared with a council: there files have neutral names, and their endings."""


def run() -> Result:
    figures, leaks = [], []
    for engine in ("sqlite", "postgresql"):
        with opened_house(engine) as opened:
            signs = [*at_every_door(opened)]
            others = [*at_doors_of_others(opened)]
            read = [*all_that_is_read(opened)]
        found = [f"{engine}: {each}" for each in (*signs, *others, *read) if each]
        leaks += found
        figures.append(f"{engine} {len(signs) + len(others):,} cells and {len(read):,} pages read")
    print("\n".join(leaks[:SHOWN]))
    return Result(not leaks, f"{', '.join(figures)}, {len(leaks)} leaks")


def at_every_door(opened: Opened) -> Iterator[str]:
    """A cell each: empty where it held."""
    for door in opened.doors:
        path = fill(door, opened.house.values_for(door))
        for name, client in opened.clients.items():
            found = faults(door, path, name, client, opened.world, opened.restore)
            yield f"{door} for {name}: {'; '.join(found)}" if found else ""


def at_doors_of_others(opened: Opened) -> Iterator[str]:
    """Each of ours at the addresses of the noise, and everybody of the noise at ours."""
    world = opened.world
    theirs = {
        "contract_id": world.noise_contract_id,
        "engagement_id": world.noise_engagement_id,
        "organisation_id": world.noise_partner_id,
    }
    for door in (each for each in opened.doors if ELSEWHERE & set(each.names)):
        ours = opened.house.values_for(door)
        for name, client in opened.clients.items():
            is_noise = name.startswith("noise_")
            path = fill(door, ours if is_noise else ours | theirs)
            found = leak_at(door, path, client, OF_OURS if is_noise else OF_NOISE)
            yield f"{name} at {found}" if found else ""


def all_that_is_read(opened: Opened) -> Iterator[str]:
    """Whatever links lead to, where one partner delivers for both leads."""
    beside(opened.world)
    for name, hidden in OF_LEADS.items():
        for path, text in walk(opened.clients[name], ["/"]):
            may = {".pdf"} if OF_PACK.search(path) else set()
            found = [each for each in (*hidden, "Ann Secret") if each in text.replace(EXAMPLE, "")]
            found = [each for each in found if each not in may]
            yield f"{name} reads {found} on {path}" if found else ""
