"""Checklists that are being written, for the managers of the lead whose they are."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow
from checklists.plain_data import year_apart, year_as_data
from checklists.year.drafting import Sort, YearDraft
from checklists.year.rows import NO_YEAR
from portal.access import Audience, NotHere, Viewer
from portal.authoring.queries.versions import get_versions
from portal.places.contracts import ContractPlace, get_contract_place
from portal.records import ChecklistDraft, Organisation, Person

Sources = dict[str, dict[str, Any]]
"""By row and field what it was read from: {"sentence": …, "check": …, "question": …, "read_as": …}; `check`
where to look again, `question` what to ask then, `read_as` what it reads like where another kind was kept."""

LEFT_OUT = "left-out"
"""The place among the sources of what was left out of a document: by where it stands {"sentence": …,
"why": …}."""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A draft as its lead's manager finds it; without a contract it becomes a checklist of the lead's own."""

    draft_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    contract: ContractPlace | None
    base_id: uuid.UUID | None
    copied_id: uuid.UUID | None
    replaces_id: uuid.UUID | None
    title: str
    in_force_from: date | None
    rows: tuple[DraftRow, ...]
    sources: Sources
    file_name: str | None
    is_finished: bool
    year: YearDraft

    def row(self, name: str) -> DraftRow:
        """The row of that name; raises NotHere."""
        for row in self.rows:
            if row.row == name:
                return row
        raise NotHere


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An open draft in a list."""

    draft_id: uuid.UUID
    title: str
    organisation: str
    file_name: str | None
    made_by: str
    made_at: datetime


def get_draft_place(session: Session, viewer: Viewer, draft_id: uuid.UUID) -> DraftPlace:
    """For a manager of the lead; raises NotHere for anybody else."""
    draft, columns = ChecklistDraft, ChecklistDraft.__table__.c
    row = session.execute(
        sa.select(*columns, Organisation.name)
        .join(Organisation, Organisation.id == draft.organisation_id)
        .where(draft.id == draft_id, draft.organisation_id.in_(viewer.with_role("manager")))
    ).one_or_none()
    if row is None:
        raise NotHere
    contract = None
    if row.contract_id:
        contract = get_contract_place(session, viewer, row.contract_id, [Audience.MANAGER])
    return DraftPlace(
        row.id,
        row.organisation_id,
        row.name,
        contract,
        row.base_id,
        row.copied_id,
        row.replaces_id,
        row.title,
        row.in_force_from,
        tuple(read_rows(row.definition)),
        row.sources,
        row.file_name,
        row.finished_at is not None,
        year_of(session, row.definition, row.contract_id),
    )


def read_rows(definition: dict[str, Any]) -> list[DraftRow]:
    return [DraftRow(**(each | {"answered": tuple(each.get("answered", ()))})) for each in definition["rows"]]


def year_of(session: Session, definition: dict[str, Any], contract_id: uuid.UUID | None) -> YearDraft:
    """What the draft asks for through the year; where it was begun before drafts had any, that of the
    contract's last version."""
    if "year" in definition:
        return read_year(definition)
    return YearDraft(get_versions(session, contract_id).checklists[-1].year if contract_id else NO_YEAR)


def read_year(definition: dict[str, Any]) -> YearDraft:
    removed = frozenset((Sort(sort), key) for sort, key in definition.get("year_removed", ()))
    return YearDraft(year_apart(definition["year"], "draft"), removed)


def year_as_definition(year: YearDraft) -> dict[str, Any]:
    """As it is kept, beside the rows."""
    removed = sorted([sort.value, key] for sort, key in year.removed)
    return {"year": year_as_data(year.rows), "year_removed": removed}


def as_definition(rows: Sequence[DraftRow]) -> dict[str, object]:
    """The rows as they are kept."""
    return {"rows": [asdict(each) for each in rows]}


def fingerprint(place: DraftPlace) -> str:
    """What tells a draft from itself after a change, so that nobody publishes what they have not seen."""
    written = {**as_definition(place.rows), **year_as_definition(place.year)}
    parts = (place.title, str(place.in_force_from), str(place.replaces_id), written)
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def find_open_draft(session: Session, place: ContractPlace) -> uuid.UUID | None:
    """The draft of the contract's next version, where there is one. For managers; raises NotHere."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    return session.scalar(
        sa.select(ChecklistDraft.id).where(
            ChecklistDraft.contract_id == place.contract_id, ChecklistDraft.finished_at.is_(None)
        )
    )


def list_open_drafts(session: Session, viewer: Viewer) -> list[DraftLine]:
    """Open drafts of own checklists of the organisations that the viewer manages, newest first."""
    draft = ChecklistDraft
    rows = session.execute(
        sa.select(
            draft.id.label("draft_id"),
            draft.title,
            Organisation.name.label("organisation"),
            draft.file_name,
            Person.name.label("made_by"),
            draft.made_at,
        )
        .join(Organisation, Organisation.id == draft.organisation_id)
        .join(Person, Person.id == draft.made_by)
        .where(
            draft.organisation_id.in_(viewer.with_role("manager")),
            draft.contract_id.is_(None),
            draft.finished_at.is_(None),
        )
        .order_by(draft.made_at.desc(), draft.id)
    )
    return [DraftLine(**row._asdict()) for row in rows]
