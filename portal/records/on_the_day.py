"""What a visit looks at and finds with one partner: a sample, row by row, notes, photos, and who signed."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class RowResult(StrEnum):
    SEEN = "seen"
    NOT_SEEN = "not-seen"
    QUERY = "query"


class NoteAbout(StrEnum):
    OBSERVATION = "observation"
    GOOD_PRACTICE = "good-practice"
    SOFT_OUTCOMES = "soft-outcomes"
    INTERVIEWS = "interviews"


OPEN = sa.text("reopened_at IS NULL")


class VisitSheet(Base):
    """A visit's own paper with one partner. Its sample is drawn once: `pool` has by stratum the keys of all
    that there was to draw from, `sizes` how many of each were asked for, so that `checklists.sampling` draws
    the same again by `seed`."""

    __tablename__ = "visit_sheet"
    __table_args__ = (sa.UniqueConstraint("visit_id", "engagement_id"),)
    id: Mapped[Id]
    visit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit.id"))
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    made_at: Mapped[datetime]
    seed: Mapped[str] = mapped_column(default="")
    pool: Mapped[dict[str, object]] = mapped_column(sa.JSON, default=dict)
    sizes: Mapped[dict[str, object]] = mapped_column(sa.JSON, default=dict)
    drawn_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    drawn_at: Mapped[datetime | None]


class VisitRow(Base):
    """A thing to look at: a requirement by its key, or a worker. Without a `stratum` somebody picked it.
    `result` is empty until it was looked at; one that is not `seen` has its note."""

    __tablename__ = "visit_row"
    __table_args__ = (
        one_of("result", RowResult),
        sa.CheckConstraint("(requirement_key IS NULL) <> (worker_id IS NULL)", name="one"),
        sa.CheckConstraint("result = 'seen' OR result IS NULL OR note <> ''", name="note"),
        sa.UniqueConstraint("sheet_id", "requirement_key"),
        sa.UniqueConstraint("sheet_id", "worker_id"),
    )
    id: Mapped[Id]
    sheet_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit_sheet.id"))
    requirement_key: Mapped[str | None]
    worker_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("worker.id"), index=True)
    stratum: Mapped[str] = mapped_column(default="")
    place: Mapped[int]
    result: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")
    saved_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    saved_at: Mapped[datetime | None]


class VisitNote(Base):
    """What is written down beside the rows: one text for each of NoteAbout."""

    __tablename__ = "visit_note"
    __table_args__ = (one_of("about", NoteAbout),)
    sheet_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit_sheet.id"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    saved_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    saved_at: Mapped[datetime]


class VisitPhoto(Base):
    """A photo that belongs to a row; the same content is there once, however often it is sent."""

    __tablename__ = "visit_photo"
    __table_args__ = (sa.UniqueConstraint("row_id", "sha256"),)
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), primary_key=True)
    row_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit_row.id"))
    sha256: Mapped[str]


class VisitSigning(Base):
    """That a sheet was signed off: from then on nothing on it changes and its partner reads it, until it is
    reopened for a reason."""

    __tablename__ = "visit_signing"
    __table_args__ = (
        sa.CheckConstraint("(reopened_at IS NULL) = (reopened_because = '')", name="reason"),
        sa.Index("uq_visit_signing_open", "sheet_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )
    id: Mapped[Id]
    sheet_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit_sheet.id"), index=True)
    signed_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    signed_at: Mapped[datetime]
    reopened_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    reopened_at: Mapped[datetime | None]
    reopened_because: Mapped[str] = mapped_column(default="")
