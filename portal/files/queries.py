"""Files, for those who may open them."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.records import Contract, Engagement, IssuedDocument, StoredFile, Submission, SubmissionFile


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the viewer comes upon a file: the slot of a submission that was sent, or what the lead issued."""

    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    requirement_key: str


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
    """The file, for members of its owner, for the lead's reviewers to whom it was sent, and, where the lead
    issued it, for the partners of that contract. Raises NotHere."""
    row = session.execute(
        sa.select(
            StoredFile.id,
            StoredFile.key,
            StoredFile.name,
            StoredFile.media_type,
            StoredFile.size,
            StoredFile.organisation_id,
        ).where(StoredFile.id == file_id)
    ).one_or_none()
    if row is None:
        raise NotHere
    owns = row.organisation_id in viewer.organisations
    shown = sent_to(session, viewer, file_id, owns) or issued_to(session, viewer, file_id)
    if not owns and shown is None:
        raise NotHere
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
