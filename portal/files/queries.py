"""Files, for those who may open them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import (
    Contract,
    Engagement,
    IssuedDocument,
    Scan,
    StoredFile,
    Submission,
    SubmissionFile,
    VisitPhoto,
    VisitRow,
    VisitSheet,
    VisitSigning,
)

HELD = {
    Scan.CHECKING.value: "This file is still being checked for viruses. Nobody can open it before that is"
    " done: load the page again in a minute.",
    Scan.FOUND.value: "A virus scanner found this file to be harmful, so nobody can open it. Ask for a clean"
    " copy.",
}
"""Why a file is opened by nobody."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the viewer comes upon a file: the slot of a submission that was sent, what the lead issued, or a
    row of a visit, which may be about no requirement."""

    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    requirement_key: str | None


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that the viewer may open. `size` is in bytes; without `shown` it was never sent."""

    file_id: uuid.UUID
    key: str
    name: str
    media_type: str
    size: int
    shown: Shown | None


def get_file(session: Session, viewer: Viewer, file_id: uuid.UUID) -> OpenFile:
    """The file, for members of its owner, for the lead's reviewers to whom it was sent, where the lead issued
    it for the partners of that contract, and a photo of a visit for its reviewers and, once that is signed
    off, for its partner. Raises NotHere, and CannotDo for one that nobody opens:
    it is not scanned yet, or was found to be harmful."""
    row = session.execute(
        sa.select(
            StoredFile.id,
            StoredFile.key,
            StoredFile.name,
            StoredFile.media_type,
            StoredFile.size,
            StoredFile.organisation_id,
            StoredFile.scan,
        ).where(StoredFile.id == file_id)
    ).one_or_none()
    if row is None:
        raise NotHere
    owns = row.organisation_id in viewer.organisations and not is_of_visit(session, file_id)
    shown = (
        sent_to(session, viewer, file_id, owns)
        or issued_to(session, viewer, file_id)
        or seen_on_visit(session, viewer, file_id)
    )
    if not owns and shown is None:
        raise NotHere
    if row.scan in HELD:
        raise CannotDo({"": HELD[row.scan]})
    return OpenFile(row.id, row.key, row.name, row.media_type, row.size, shown)


def sent_to(session: Session, viewer: Viewer, file_id: uuid.UUID, owns: bool) -> Shown | None:
    """The slot in which it was sent last: to the viewer as a reviewer, or by the viewer as its owner."""
    reviews = Contract.lead_id.in_(viewer.with_role("manager", "reviewer"))
    row = session.execute(
        sa.select(Engagement.contract_id, Engagement.id.label("engagement_id"), Submission.requirement_key)
        .join(SubmissionFile, SubmissionFile.submission_id == Submission.id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(SubmissionFile.file_id == file_id, Submission.sent_at.is_not(None))
        .where(sa.or_(Submission.taken_back_at.is_(None), Submission.opened_at.is_not(None)))
        .where(sa.or_(reviews, Engagement.partner_id.in_(viewer.organisations)) if owns else reviews)
        .order_by(Submission.sent_at.desc())
        .limit(1)
    ).one_or_none()
    return Shown(**row._asdict()) if row else None


def issued_to(session: Session, viewer: Viewer, file_id: uuid.UUID) -> Shown | None:
    """The contract under which it was issued, where the viewer reviews it or belongs to a partner."""
    reviews = Contract.lead_id.in_(viewer.with_role("manager", "reviewer"))
    is_partner = Engagement.partner_id.in_(viewer.organisations)
    row = session.execute(
        sa.select(
            Contract.id.label("contract_id"),
            sa.case((is_partner, Engagement.id)).label("engagement_id"),
            IssuedDocument.requirement_key,
        )
        .join(Contract, Contract.id == IssuedDocument.contract_id)
        .outerjoin(Engagement, sa.and_(Engagement.contract_id == Contract.id, is_partner))
        .where(IssuedDocument.file_id == file_id, sa.or_(reviews, is_partner))
        .limit(1)
    ).one_or_none()
    return Shown(**row._asdict()) if row else None


def is_of_visit(session: Session, file_id: uuid.UUID) -> bool:
    """Whether it is a photo of a visit, which is not for everybody who belongs to its owner."""
    return session.scalar(sa.select(VisitPhoto.file_id).where(VisitPhoto.file_id == file_id)) is not None


def seen_on_visit(session: Session, viewer: Viewer, file_id: uuid.UUID) -> Shown | None:
    """The row of a visit that it belongs to, for reviewers, and for the partner once it is signed off."""
    signed = sa.exists().where(VisitSigning.sheet_id == VisitSheet.id, VisitSigning.reopened_at.is_(None))
    row = session.execute(
        sa.select(Contract.id.label("contract_id"), Engagement.id.label("engagement_id"))
        .add_columns(VisitRow.requirement_key)
        .select_from(VisitPhoto)
        .join(VisitRow, VisitRow.id == VisitPhoto.row_id)
        .join(VisitSheet, VisitSheet.id == VisitRow.sheet_id)
        .join(Engagement, Engagement.id == VisitSheet.engagement_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(
            VisitPhoto.file_id == file_id,
            sa.or_(
                Contract.lead_id.in_(viewer.with_role("manager", "reviewer")),
                sa.and_(signed, Engagement.partner_id.in_(viewer.organisations)),
            ),
        )
    ).one_or_none()
    return Shown(**row._asdict()) if row else None


def find_same_file(session: Session, submission_id: uuid.UUID, name: str, sha256: str) -> uuid.UUID | None:
    """The file of the submission with that name and content: sent twice, it is kept once."""
    return session.scalar(
        sa.select(StoredFile.id)
        .join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
        .where(
            SubmissionFile.submission_id == submission_id,
            StoredFile.sha256 == sha256,
            StoredFile.name == name,
        )
    )


@dataclass(frozen=True, slots=True)
class ToScan:
    """A stored file as a scanner is asked about it."""

    file_id: uuid.UUID
    key: str


def find_to_scan(session: Session, file_id: uuid.UUID) -> ToScan | None:
    """None where it is gone, or was found to be harmful before."""
    query = sa.select(StoredFile.id, StoredFile.key).where(
        StoredFile.id == file_id, StoredFile.scan != Scan.FOUND.value
    )
    row = session.execute(query).one_or_none()
    return ToScan(row.id, row.key) if row else None


def list_scanned_otherwise(session: Session, signatures: str) -> tuple[ToScan, ...]:
    """What was found clean by other signatures than these, the oldest answer first."""
    rows = session.execute(
        sa.select(StoredFile.id, StoredFile.key)
        .where(StoredFile.scan == Scan.CLEAN.value, StoredFile.signatures != signatures)
        .order_by(StoredFile.scanned_at, StoredFile.id)
    )
    return tuple(ToScan(row.id, row.key) for row in rows)


def has_held_files(session: Session, submission_id: uuid.UUID) -> bool:
    """Whether the submission has a file that nobody can open: not scanned yet, or found to be harmful."""
    held = sa.select(StoredFile.id).join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
    query = held.where(SubmissionFile.submission_id == submission_id, StoredFile.scan.in_(HELD)).limit(1)
    return session.scalar(query) is not None


def is_given_away(session: Session, file_id: uuid.UUID) -> bool:
    """Whether the file was sent or issued, wherever it was, or is a photo of a visit."""
    sent = (
        sa.select(SubmissionFile.file_id)
        .join(Submission, Submission.id == SubmissionFile.submission_id)
        .where(SubmissionFile.file_id == file_id, Submission.sent_at.is_not(None))
    )
    issued = sa.select(IssuedDocument.file_id).where(IssuedDocument.file_id == file_id)
    photo = sa.select(VisitPhoto.file_id).where(VisitPhoto.file_id == file_id)
    return bool(session.scalar(sa.select(sa.or_(sent.exists(), issued.exists(), photo.exists()))))


@dataclass(frozen=True, slots=True)
class Unsent:
    """A file that was never sent or issued. `size` is in bytes; `is_in_draft` says that it lies in a
    draft."""

    file_id: uuid.UUID
    name: str
    size: int
    scan: str
    uploaded_at: datetime
    is_in_draft: bool

    @property
    def is_open(self) -> bool:
        return self.scan not in HELD

    @property
    def is_harmful(self) -> bool:
        return self.scan == Scan.FOUND.value


def list_unsent(
    session: Session, organisation_id: uuid.UUID, file_id: uuid.UUID | None = None
) -> tuple[Unsent, ...]:
    """Of the organisation, newest first; or that file alone."""
    used = sa.select(SubmissionFile.file_id).where(SubmissionFile.file_id == StoredFile.id).exists()
    sent = (
        sa.select(SubmissionFile.file_id)
        .join(Submission, Submission.id == SubmissionFile.submission_id)
        .where(SubmissionFile.file_id == StoredFile.id, Submission.sent_at.is_not(None))
        .exists()
    )
    issued = sa.select(IssuedDocument.id).where(IssuedDocument.file_id == StoredFile.id).exists()
    photo = sa.select(VisitPhoto.file_id).where(VisitPhoto.file_id == StoredFile.id).exists()
    query = (
        sa.select(
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.size,
            StoredFile.scan,
            StoredFile.uploaded_at,
            used.label("is_in_draft"),
        )
        .where(StoredFile.organisation_id == organisation_id, ~sent, ~issued, ~photo)
        .order_by(StoredFile.uploaded_at.desc(), StoredFile.id)
    )
    if file_id:
        query = query.where(StoredFile.id == file_id)
    return tuple(Unsent(**row._asdict()) for row in session.execute(query))
