"""What partners send, and what reviewers decide."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.vocabulary import Basis, Outcome
from portal.records.base import Base, Id, one_of


class Scan(StrEnum):
    """How a file stands with the virus scanner: there is none, it has not answered, it found nothing, or
    something. Only what is `unscanned` or `clean` is ever opened."""

    UNSCANNED = "unscanned"
    CHECKING = "checking"
    CLEAN = "clean"
    FOUND = "found"


class ReceivedWay(StrEnum):
    """How the lead came by evidence that it entered for a partner."""

    POST = "post"
    EMAIL = "e-mail"
    HAND = "by-hand"


class StoredFile(Base):
    """A file on its owner's shelf. The row is written after the bytes; `key` is where the store keeps
    them.

    `signatures` are those by which it was scanned last, `found` is what they call it. At `removed_at` its
    bytes went: of what was found, or of what was kept long enough.
    """

    __tablename__ = "stored_file"
    __table_args__ = (one_of("scan", Scan), sa.Index(None, "scan"))
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    sha256: Mapped[str]
    uploaded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    scan: Mapped[str] = mapped_column(default=Scan.UNSCANNED.value)
    scanned_at: Mapped[datetime | None]
    signatures: Mapped[str] = mapped_column(default="")
    found: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]


class Submission(Base):
    """What a partner sends for a part of a slot; a draft until `sent_at`. `amount` is whole pounds. Until a
    reviewer opens it (`opened_at`) it may be taken back; from `taken_back_at` on nobody decides on it.

    `details` are answers that only its kind of evidence has, by the names that `portal.details` gives.
    `check_id` or `training_id` is the person's record that a register's submission puts before the lead.
    What has a `received_way` came to the lead otherwise on that day, and was entered by its own people: their
    draft, and then sent in the partner's name.
    """

    __tablename__ = "submission"
    __table_args__ = (
        one_of("basis", Basis),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("until_on >= from_on", name="dates"),
        sa.CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name="sent"),
        sa.CheckConstraint("check_id IS NULL OR training_id IS NULL", name="one_record"),
        one_of("received_way", ReceivedWay),
        sa.CheckConstraint("(received_on IS NULL) = (received_way IS NULL)", name="received"),
        sa.Index(None, "engagement_id", "requirement_key", "sent_at"),
        sa.Index(None, "sent_by"),
        sa.Index(None, "made_by", "engagement_id"),
    )
    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    requirement_key: Mapped[str]
    part_key: Mapped[str]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    amount: Mapped[int | None] = mapped_column(sa.BigInteger)
    basis: Mapped[str | None]
    statement: Mapped[str | None]
    signed_name: Mapped[str | None]
    signed_position: Mapped[str | None]
    details: Mapped[dict[str, object]] = mapped_column(sa.JSON, default=dict)
    check_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("dbs_check.id"), index=True)
    training_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("training.id"), index=True)
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    sent_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    sent_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    opened_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    received_on: Mapped[date | None]
    received_way: Mapped[str | None]


class SubmissionFile(Base):
    """Which files a submission is made of; one file may serve several submissions."""

    __tablename__ = "submission_file"
    submission_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), primary_key=True, index=True)
    place: Mapped[int]


class Decision(Base):
    """A reviewer's decision: appended, never changed. Without `made_by` it follows by rule from what the
    lead issued.

    A submission is decided once; a later decision may correct an earlier one, and each is corrected once.
    """

    __tablename__ = "decision"
    __table_args__ = (
        one_of("outcome", Outcome),
        one_of("basis", Basis),
        sa.CheckConstraint("outcome = 'waive' OR submission_id IS NOT NULL", name="about_submission"),
        sa.Index(None, "engagement_id", "requirement_key", "made_at", "outcome"),
        sa.Index(
            "uq_decision_first",
            "submission_id",
            unique=True,
            sqlite_where=sa.text("corrects_id IS NULL"),
            postgresql_where=sa.text("corrects_id IS NULL"),
        ),
    )
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    requirement_key: Mapped[str]
    part_key: Mapped[str]
    submission_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("submission.id"), index=True)
    outcome: Mapped[str]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    amount: Mapped[int | None] = mapped_column(sa.BigInteger)
    basis: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    reason: Mapped[str]
    words: Mapped[str]
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("decision.id"), unique=True)
    made_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    made_on: Mapped[date]


class IssuedDocument(Base):
    """What the lead gives to all partners of a contract: the first edition, which has no number, and others
    after it, each once. Of those `title` is what the edition is called and `words` what changed; it counts
    `from_on`, and is to be acknowledged by `by_on` where that is given."""

    __tablename__ = "issued_document"
    __table_args__ = (
        sa.UniqueConstraint("contract_id", "requirement_key", "edition"),
        sa.Index(
            "uq_issued_document_first",
            "contract_id",
            "requirement_key",
            unique=True,
            sqlite_where=sa.text("edition IS NULL"),
            postgresql_where=sa.text("edition IS NULL"),
        ),
        sa.CheckConstraint("edition >= 2", name="edition"),
        sa.CheckConstraint("by_on >= from_on", name="dates"),
        sa.CheckConstraint("(edition IS NULL) = (from_on IS NULL)", name="first"),
    )
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    requirement_key: Mapped[str]
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), index=True)
    issued_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    issued_at: Mapped[datetime]
    edition: Mapped[int | None]
    title: Mapped[str | None]
    words: Mapped[str | None]
    from_on: Mapped[date | None]
    by_on: Mapped[date | None]
