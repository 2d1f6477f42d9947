"""Packs: the state of a contract or of one partner on a day, frozen in a file; who else may open one; and
the templates of organisations that they are made with."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id

UNFINISHED = sa.text("finished_at IS NULL")
OPEN = sa.text("ended_at IS NULL")


class Pack(Base):
    """What is on paper for a visit or meeting, or for any day. Without an engagement it is of the whole
    contract, or of the `engagement_ids` that a visit is with. It is asked for first; from `finished_at` on it
    is what it is, and never changes.

    `owner_id` is the organisation whose people asked for it: they alone see it, unless it is shared.
    `occasion` is a word of VisitKind, or empty for a day without a visit. `sought` says the same in one key:
    of what is the same, one is open at a time. `known_at` is the moment up to which everything recorded is in
    it, `key` where the store keeps it, or the last try was to. `files` of `files_asked` are in it; `unread`
    says of the others why not, a sentence each. `template_sha256` is of the owner's own template that it was
    made with; where it has one that could not be used, `template_why` says why.
    """

    __tablename__ = "pack"
    __table_args__ = (
        sa.CheckConstraint("files <= files_asked", name="files"),
        sa.CheckConstraint("(finished_at IS NULL) = (sha256 IS NULL)", name="finished"),
        sa.Index(None, "contract_id", "asked_at"),
        sa.Index("uq_pack_open", "sought", unique=True, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
    )
    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    engagement_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    visit_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("visit.id"), index=True)
    owner_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    occasion: Mapped[str]
    on_date: Mapped[date]
    without_names: Mapped[bool]
    sought: Mapped[str]
    asked_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    known_at: Mapped[datetime | None]
    checklist_version_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("checklist_version.id"))
    key: Mapped[str | None] = mapped_column(unique=True)
    size: Mapped[int | None] = mapped_column(sa.BigInteger)
    sha256: Mapped[str | None]
    files: Mapped[int] = mapped_column(default=0)
    files_asked: Mapped[int] = mapped_column(default=0)
    unread: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    finished_at: Mapped[datetime | None]
    template_sha256: Mapped[str | None]
    template_why: Mapped[str | None]
    engagement_ids: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))


class PackTemplate(Base):
    """A Word document that an organisation's packs are made with, until `ended_at`: another took its place,
    or it was taken away. Its file stays, since a pack may be in the making."""

    __tablename__ = "pack_template"
    __table_args__ = (
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
        sa.Index(
            "uq_pack_template_open", "organisation_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN
        ),
    )
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), unique=True)
    put_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    put_at: Mapped[datetime]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class PackShare(Base):
    """That the contract's commissioner may open a pack, from a day to a day, both inside; until `ended_at`
    where that is sooner."""

    __tablename__ = "pack_share"
    __table_args__ = (sa.CheckConstraint("until_on >= from_on", name="days"),)
    id: Mapped[Id]
    pack_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("pack.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    shared_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    shared_at: Mapped[datetime]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
