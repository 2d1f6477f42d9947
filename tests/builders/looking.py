"""What a visit looks at with a partner, made by the real actions."""

import uuid
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.files.actions.require_room import Limits
from portal.on_the_day.actions.add_photo import add_photo
from portal.on_the_day.actions.sign_sheet import reopen_sheet, sign_sheet
from portal.on_the_day.actions.take_sample import take_by_choice, take_sample
from portal.on_the_day.actions.write_row import write_note, write_row
from portal.on_the_day.queries.sheets import Row, Sheet, SheetPlace, find_sheet, get_sheet_place
from portal.places.contracts import ContractPlace, get_contract_place
from portal.visits.actions.book_visit import book_visit
from tests.builders.sending import kept_file
from tests.builders.world import World

BOTH = (Audience.REVIEWER, Audience.MANAGER)
SOME = {"in-order": 1, "not-in-order": 2, "staff": 1}
SAID = ("Nobody had the key.", "Two of them sing in the choir.", "A row was mistyped.")
"""What was written on the day: of a row, of interviews, and why it was reopened."""

AMPLE = Limits(10**9, 10**9, 10**9)


def a_visit(world: World, on: date | None = None, *, as_well: bool = False) -> uuid.UUID:
    """With the world's first partner, today unless said otherwise; `as_well` where there is one that day."""
    with world.database.writing() as session:
        place, those = world.contract_place(session), [world.engagement_id]
        return book_visit(
            session, world.manager, place, "audit-visit", on or world.today, those, as_well=as_well
        )


def places(
    world: World, session: Session, visit_id: uuid.UUID, by: Viewer
) -> tuple[ContractPlace, SheetPlace]:
    place = get_contract_place(session, by, world.contract_id, BOTH)
    return place, get_sheet_place(session, place, visit_id, world.engagement_id)


def drawn(world: World, visit_id: uuid.UUID, by: Viewer | None = None, seed: str = "7") -> None:
    viewer = by or world.manager
    with world.database.writing() as session:
        take_sample(session, viewer, *places(world, session, visit_id, viewer), SOME, seed)


def picked(world: World, visit_id: uuid.UUID, key: str) -> None:
    with world.database.writing() as session:
        take_by_choice(session, world.manager, *places(world, session, visit_id, world.manager), key)


def saved(
    world: World,
    visit_id: uuid.UUID,
    row_id: uuid.UUID,
    result: str,
    note: str = "",
    by: Viewer | None = None,
) -> None:
    viewer = by or world.manager
    with world.database.writing() as session:
        write_row(session, viewer, *places(world, session, visit_id, viewer), row_id, result, note)


def noted(world: World, visit_id: uuid.UUID, about: str, words: str) -> None:
    with world.database.writing() as session:
        write_note(session, world.manager, *places(world, session, visit_id, world.manager), about, words)


def photographed(world: World, visit_id: uuid.UUID, row_id: uuid.UUID, content: bytes = b"Photo.") -> bool:
    kept = replace(kept_file(world, "hall.jpg", content, "unscanned"), media_type="image/jpeg")
    with world.database.writing() as session:
        where = places(world, session, visit_id, world.manager)
        return add_photo(session, world.manager, *where, row_id, kept, AMPLE)


def signed(world: World, visit_id: uuid.UUID, by: Viewer | None = None) -> None:
    viewer = by or world.manager
    with world.database.writing() as session:
        sign_sheet(session, viewer, *places(world, session, visit_id, viewer))


def reopened(world: World, visit_id: uuid.UUID, reason: str) -> None:
    with world.database.writing() as session:
        reopen_sheet(session, world.manager, *places(world, session, visit_id, world.manager), reason)


def sheet(world: World, visit_id: uuid.UUID) -> Sheet:
    with world.database.reading() as session:
        return find_sheet(session, places(world, session, visit_id, world.manager)[1])


def rows(world: World, visit_id: uuid.UUID) -> tuple[Row, ...]:
    return sheet(world, visit_id).rows


def looked_at(world: World, visit_id: uuid.UUID) -> None:
    """Every row was seen."""
    for each in rows(world, visit_id):
        saved(world, visit_id, each.row_id, "seen")


def reported(world: World) -> uuid.UUID:
    """A visit of today with a row that was not seen, a photo and a note; signed off, reopened and signed off
    again."""
    visit_id = a_visit(world, as_well=True)
    drawn(world, visit_id)
    looked_at(world, visit_id)
    first = rows(world, visit_id)[0].row_id
    saved(world, visit_id, first, "not-seen", SAID[0])
    noted(world, visit_id, "interviews", SAID[1])
    photographed(world, visit_id, first)
    signed(world, visit_id)
    reopened(world, visit_id, SAID[2])
    signed(world, visit_id)
    return visit_id
