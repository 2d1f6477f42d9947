"""Commitments of a tender, by the real actions."""

import uuid
from decimal import Decimal
from typing import Any

from checklists.calendar import Span
from checklists.year.promised import PromisedYear
from portal.access import Viewer
from portal.commitments.actions.give_year import Deciding, YearGiven, decide, give, give_own
from portal.commitments.actions.write_promise import Promise, promise, strike
from portal.commitments.queries.promised import Promised, get_promised, years_of
from portal.files.actions.keep_brought import Brought
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.require_room import Limits
from tests.builders.world import World

TITLE, SHOWS = "Work placements for people who use the service", "The placement book."
ROOM = Limits(10**9, 10**9, 10**9)


def years(world: World) -> tuple[PromisedYear, ...]:
    """Those of the contract."""
    with world.database.reading() as session:
        place = world.contract_place(session)
        return years_of(session, place, Span(place.starts_on, place.ends_on))


def current(world: World) -> PromisedYear:
    return next(each for each in years(world) if world.today in each.span)


def said(world: World, **said: Any) -> Promise:
    """Twelve people a year by the first partner, unless said otherwise."""
    usual: dict[str, Any] = {
        "engagement_id": world.engagement_id,
        "title": TITLE,
        "unit": "people",
        "clause": "11.4",
        "source": "Method statement 7, page 12.",
        "targets": {each.year: Decimal(12) for each in years(world)},
    }
    return Promise(**usual | said)


def promised(world: World, by: Viewer | None = None, **terms: Any) -> uuid.UUID:
    made = said(world, **terms)
    with world.database.writing() as session:
        return promise(session, by or world.manager, world.contract_place(session, by), made)


def own(world: World, **terms: Any) -> uuid.UUID:
    """The lead's."""
    return promised(world, engagement_id=None, **terms)


def given(
    world: World,
    commitment_id: uuid.UUID,
    figure: str,
    words: str = SHOWS,
    *files: KeptFile,
    by: Viewer | None = None,
    year: int | None = None,
    room: Limits = ROOM,
) -> bool:
    """Of the current year, by the first partner, unless said otherwise."""
    gave = YearGiven(year or current(world).year, Decimal(figure), words, Brought(files, room))
    with world.database.writing() as session:
        return give(session, by or world.member, world.place(session, by), commitment_id, gave)


def given_own(
    world: World, commitment_id: uuid.UUID, figure: str, by: Viewer, year: int | None = None
) -> bool:
    gave = YearGiven(year or current(world).year, Decimal(figure), SHOWS)
    with world.database.writing() as session:
        return give_own(session, by, world.contract_place(session, by), commitment_id, gave)


def decided(
    world: World,
    commitment_id: uuid.UUID,
    accepts: bool = True,
    words: str = "",
    *,
    number: int = 1,
    by: Viewer | None = None,
) -> None:
    viewer, deciding = by or world.reviewer, Deciding(current(world).year, number, accepts, words)
    with world.database.writing() as session:
        decide(session, viewer, world.contract_place(session, viewer), commitment_id, deciding)


def struck(
    world: World, commitment_id: uuid.UUID, because: str = "It was withdrawn.", by: Viewer | None = None
) -> None:
    viewer = by or world.manager
    with world.database.writing() as session:
        strike(session, viewer, world.contract_place(session, viewer), commitment_id, because)


def found(world: World, commitment_id: uuid.UUID) -> Promised:
    with world.database.reading() as session:
        return get_promised(session, world.contract_place(session), commitment_id)
