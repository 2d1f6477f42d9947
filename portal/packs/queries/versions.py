"""The version of a checklist that a pack was made by."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import ChecklistVersion
from portal.standing.queries.in_force import read_checklists


@dataclass(frozen=True, slots=True)
class VersionLine:
    """`published_at` says which of several from the same day it is."""

    title: str
    in_force_from: date
    published_at: datetime


def find_version(session: Session, version_id: uuid.UUID | None) -> VersionLine | None:
    """None as long as a pack is not made."""
    if version_id is None:
        return None
    checklist = next(iter(read_checklists(session, [version_id])))
    published = session.scalars(
        sa.select(ChecklistVersion.created_at).where(ChecklistVersion.id == version_id)
    ).one()
    return VersionLine(checklist.title, checklist.in_force_from, published)
