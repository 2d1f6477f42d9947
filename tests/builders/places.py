"""Changing Places toilets of a world, by the real actions."""

import uuid
from datetime import date

from checklists.year.changing_places import FaultStep, OnMap
from portal.access import Viewer
from portal.sites.actions.tell_site import MapLook, add_site, end_site, look_up, report_fault, tell_step
from portal.sites.queries.sites import SiteLine, get_site
from tests.builders.world import World


def added(world: World, name: str = "Harbour Hall", who: Viewer | None = None) -> uuid.UUID:
    viewer = who or world.member
    with world.database.writing() as session:
        return add_site(session, viewer, world.place(session, viewer), name, "Quay Street, Tidewater")


def looked(
    world: World,
    site_id: uuid.UUID,
    on_map: OnMap = OnMap.ON_MAP,
    on: date | None = None,
    since: date | None = None,
    words: str = "",
    who: Viewer | None = None,
) -> None:
    viewer, look = who or world.member, MapLook(on_map, on or world.today, since, words)
    with world.database.writing() as session:
        look_up(session, viewer, world.place(session, viewer), site_id, look)


def reported(
    world: World, site_id: uuid.UUID, what: str = "The hoist sticks.", on: date | None = None
) -> uuid.UUID:
    with world.database.writing() as session:
        place = world.place(session)
        return report_fault(session, world.member, place, site_id, what, on or world.today)


def told(
    world: World,
    site_id: uuid.UUID,
    fault_id: uuid.UUID,
    kind: FaultStep,
    words: str = "To the owner.",
    on: date | None = None,
    who: Viewer | None = None,
) -> None:
    viewer = who or world.member
    with world.database.writing() as session:
        place = world.place(session, viewer)
        tell_step(session, viewer, place, site_id, fault_id, kind, on or world.today, words)


def ended(world: World, site_id: uuid.UUID, on: date | None = None) -> None:
    with world.database.writing() as session:
        end_site(session, world.member, world.place(session), site_id, on or world.today)


def site(world: World, site_id: uuid.UUID, on: date | None = None, known: date | None = None) -> SiteLine:
    with world.database.reading() as session:
        return get_site(session, world.place(session), site_id, on or world.today, known)
