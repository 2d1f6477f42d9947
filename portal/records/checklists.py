"""Checklists that a lead makes for itself, and drafts of them and of a contract's next version."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id

OPEN = sa.text("finished_at IS NULL")


class ChecklistDraft(Base):
    """A checklist while somebody writes it: of a contract the next version, without one the lead's own.

    `definition` holds its rows (`portal.authoring.queries.drafts.read_rows`), which may still lack something.
    `sources` is by row and field the sentence that the value was read from, and what was left out. `base_id`
    is the version published last when it was begun, `copied_id` the one that it began as, `replaces_id` the
    one whose place it is to take. A contract has one open draft; a finished one stays, as the record of who
    wrote it.
    """

    __tablename__ = "checklist_draft"
    __table_args__ = (
        sa.Index(
            "uq_checklist_draft_open", "contract_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN
        ),
    )
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    contract_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contract.id"))
    base_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("checklist_version.id"))
    copied_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("checklist_version.id"))
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("checklist_version.id"))
    title: Mapped[str]
    in_force_from: Mapped[date | None]
    definition: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    sources: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    file_name: Mapped[str | None]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class OwnChecklist(Base):
    """A checklist of a lead's own, beside the built-in ones. `definition` is what
    `checklists.library.as_data` gives; a contract made from it has a copy."""

    __tablename__ = "own_checklist"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "key"),)
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"))
    key: Mapped[str]
    title: Mapped[str]
    definition: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
