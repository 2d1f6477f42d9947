"""The live route table: every door, whom its sign admits, and how its address is filled from a world."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from portal.access import Audience, Parties, Viewer, audiences_of
from portal.web.guards import audiences_of_route
from tests.builders.world import World

PARTY = frozenset(
    {Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER, Audience.WRITER}
)
"""The audiences that depend on the contract of the address."""

OF_PARTNERS = frozenset({Audience.PARTNER, Audience.WRITER})
"""Those of them that the partner alone is to what it writes and sends itself."""

OF_A_PARTNER = {"engagement_id", "submission_id", "file_id"}
OF_THE_LEAD = {"draft_id", "checklist_id", "invited_id"}
"""Of an organisation and not of a contract: managers of another do not find them."""

PLACES = {"contract_id", "organisation_id"} | OF_A_PARTNER


@dataclass(frozen=True)
class Door:
    """One route with one of its methods."""

    method: str
    path: str
    names: tuple[str, ...]
    handler: HTTPRouteHandler

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def audiences(self) -> frozenset[Audience]:
        """Raises LookupError where the route does not say."""
        return audiences_of_route(self.handler)

    @property
    def is_partners(self) -> bool:
        """Whether it is for a partner alone."""
        return bool(self.audiences & PARTY) and self.audiences & PARTY <= OF_PARTNERS


def list_doors(app: Litestar) -> list[Door]:
    """Every door but the OPTIONS that Litestar adds by itself."""
    found = []
    for route in app.routes:
        assert isinstance(route, HTTPRoute), f"{route.path} is no HTTP route"
        for handler in route.route_handlers:
            methods = sorted(handler.http_methods - {"OPTIONS"})
            names = tuple(route.path_parameters)
            found += [Door(method, route.path_format, names, handler) for method in methods]
    return sorted(found, key=lambda door: (door.path, door.method))


def fill(door: Door, values: dict[str, Any]) -> str:
    """The door's address; raises KeyError for a parameter that nobody knows."""
    return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), door.path)


def what_is(viewer: Viewer | None, world: World, door: Door, partner_id: uuid.UUID) -> frozenset[Audience]:
    """What somebody is to the parties of the address, by the rules of portal.access alone."""
    if viewer is None:
        return frozenset({Audience.ANYONE})
    found = {Audience.ANYONE, Audience.SIGNED_IN}
    managed = viewer.with_role("manager")
    if world.lead_id in managed or (managed and not OF_THE_LEAD & set(door.names)):
        found.add(Audience.MANAGING)
    if viewer.is_administrator:
        found.add(Audience.ADMINISTRATOR)
    if viewer == world.member:
        found |= {Audience.ASKER, Audience.HOLDER, Audience.INVITED}  # of what stands behind the door
    if "organisation_id" in door.names:
        found |= what_is_to_organisation(viewer, world, organisation_of(door, world, partner_id))
    elif PLACES & set(door.names):
        is_about_partner = bool(OF_A_PARTNER & set(door.names))
        parties = Parties(world.commissioner_id, world.lead_id, partner_id if is_about_partner else None)
        found |= audiences_of(viewer, parties)
        found |= {Audience.WRITER} if Audience.PARTNER in found else set()
    return frozenset(found)


def organisation_of(door: Door, world: World, partner_id: uuid.UUID) -> uuid.UUID:
    """The organisation of an address is the first partner; behind a door for an organisation's own managers
    the lead, since nobody of the partner is one."""
    return world.lead_id if Audience.OWN_MANAGER in door.audiences else partner_id


def what_is_to_organisation(viewer: Viewer, world: World, organisation_id: uuid.UUID) -> set[Audience]:
    own = {Audience.OWN} if organisation_id in viewer.organisations else set()
    if organisation_id in viewer.with_role("manager"):
        own.add(Audience.OWN_MANAGER)
    delivers = organisation_id != world.lead_id
    is_lead = delivers and world.lead_id in viewer.with_role("manager")
    return own | ({Audience.MANAGER} if is_lead else set())


def expected(viewer: Viewer | None, is_to_it: frozenset[Audience], door: Door) -> str:
    """in, sign-in or not-here: nothing else decides but the sign on the door."""
    if door.audiences & is_to_it:
        return "in"
    return "sign-in" if viewer is None else "not-here"


LEADS_HOME = frozenset({"/organisations/{organisation_id}/leave"})
"""Doors that lead home whoever has nothing to do there."""


def outcome(status: int, location: str) -> str:
    """An answer in the same words. Whoever is in may be told that a form lacks something (422)."""
    if status == 303 and location.startswith("/sign-in") and "signed-out" not in location:
        return "sign-in"
    if status in {404, 405}:
        return "not-here"
    return "in" if 200 <= status < 400 or status == 422 else f"{status}"
