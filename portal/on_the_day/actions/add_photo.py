"""Add a photo to a row."""

import uuid
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room
from portal.on_the_day.actions.hold_sheet import hold_sheet, require_the_day
from portal.on_the_day.actions.take_sample import record
from portal.on_the_day.actions.write_row import get_row
from portal.on_the_day.queries.sheets import SheetPlace
from portal.places.contracts import ContractPlace
from portal.records import VisitPhoto, VisitRow

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/heic": "heic"}
"""Kinds of photos, with how their names end."""

ONLY_PHOTOS = (
    "Only photos are taken here: JPEG, PNG or HEIC. Papers are sent with a requirement or a finding."
)


def require_photo(media_type: str) -> None:
    """Raises CannotDo about the field `file`."""
    if media_type not in ENDINGS:
        raise CannotDo({"file": ONLY_PHOTOS})


def add_photo(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    where: SheetPlace,
    row_id: uuid.UUID,
    kept: KeptFile,
    limits: Limits,
) -> bool:
    """The row of a file whose bytes the store keeps already; False where the same is there, and nothing was
    done. It is called by its number: whatever a phone or somebody called it, nobody is named in that. Raises
    NotAllowed, NotHere or CannotDo. Commits."""
    require_photo(kept.media_type)
    sheet_id = hold_sheet(session, place, where)
    require_the_day(where.visit.on_date, clock.today())
    get_row(session, sheet_id, row_id)
    same = sa.exists().where(VisitPhoto.row_id == row_id, VisitPhoto.sha256 == kept.sha256)
    if session.scalar(sa.select(same)):
        return False
    lock_room(session, place.lead_id)
    require_room(session, limits, place.lead_id, kept.size)
    named = replace(kept, name=name_of_next(session, sheet_id, kept.media_type))
    file_id = add_stored_file(session, named, place.lead_id, viewer.person_id)
    session.execute(sa.insert(VisitPhoto).values(file_id=file_id, row_id=row_id, sha256=kept.sha256))
    data = {"visit": str(where.visit.visit_id), "row": str(row_id), **uploaded_data(file_id, kept)}
    record(session, "visit-photo-added", viewer, place, where, data)
    session.commit()
    return True


def name_of_next(session: Session, sheet_id: uuid.UUID, media_type: str) -> str:
    """Such as photo-3.jpg for the third of the sheet."""
    mine = sa.select(VisitRow.id).where(VisitRow.sheet_id == sheet_id)
    many = session.scalar(sa.select(sa.func.count()).where(VisitPhoto.row_id.in_(mine))) or 0
    return f"photo-{many + 1}.{ENDINGS[media_type]}"
