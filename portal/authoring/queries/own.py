"""The checklists of a lead's own, for its managers."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.library import from_data
from checklists.requirement import Checklist
from portal.access import NotHere, Viewer
from portal.records import NamedRow, Organisation, OwnChecklist, Person


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A checklist of a lead's own. `key` is unique among that lead's."""

    checklist_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    key: str
    title: str
    made_by: str
    made_at: datetime
    checklist: Checklist


def list_own_checklists(session: Session, organisation_ids: Iterable[uuid.UUID]) -> list[OwnLine]:
    """By organisation and title."""
    own = OwnChecklist
    rows = session.execute(
        sa.select(
            own.id.label("checklist_id"),
            own.organisation_id,
            Organisation.name.label("organisation"),
            own.key,
            own.title,
            Person.name.label("made_by"),
            own.made_at,
            own.definition,
        )
        .join(Organisation, Organisation.id == own.organisation_id)
        .join(Person, Person.id == own.made_by)
        .where(own.organisation_id.in_(tuple(organisation_ids)))
        .order_by(Organisation.name, own.title, own.id)
    )
    return [own_line(row) for row in rows]


def own_line(row: NamedRow) -> OwnLine:
    return OwnLine(
        checklist_id=row.checklist_id,
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        key=row.key,
        title=row.title,
        made_by=row.made_by,
        made_at=row.made_at,
        checklist=from_data(row.definition, f"own checklist {row.checklist_id}"),
    )


def get_own_checklist(session: Session, viewer: Viewer, checklist_id: uuid.UUID) -> OwnLine:
    """For a manager of the organisation whose it is; raises NotHere for anybody else."""
    for line in list_own_checklists(session, viewer.with_role("manager")):
        if line.checklist_id == checklist_id:
            return line
    raise NotHere


def find_own_checklist(session: Session, organisation_id: uuid.UUID, key: str) -> Checklist | None:
    """The organisation's checklist of that key."""
    own = OwnChecklist
    definition = session.scalar(
        sa.select(own.definition).where(own.organisation_id == organisation_id, own.key == key)
    )
    return from_data(definition, f"own checklist {key}") if definition else None
