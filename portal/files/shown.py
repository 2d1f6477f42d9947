"""Where a viewer comes upon a file: what opens it to others than its owner."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.records import (
    Action,
    Commitment,
    CommitmentFile,
    Contract,
    Engagement,
    Finding,
    FindingFile,
    IssuedDocument,
    PeriodReturn,
    ReturnFile,
    StoredFile,
    Submission,
    SubmissionFile,
    VisitPhoto,
    VisitRow,
    VisitSheet,
    VisitSigning,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the viewer comes upon a file: the slot of a submission that was sent, or what the lead issued.
    Of what was put to a finding or an action, given of a commitment, or seen on a visit, the key is that of
    its requirement, or empty."""

    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    requirement_key: str | None


def find_shown(session: Session, viewer: Viewer, file_id: uuid.UUID, owns: bool) -> Shown | None:
    """The first of the ways to it; None where there is none."""
    return (
        sent_to(session, viewer, file_id, owns)
        or issued_to(session, viewer, file_id)
        or sent_in_return(session, viewer, file_id)
        or put_to(session, viewer, file_id)
        or given_of_commitment(session, viewer, file_id)
        or seen_on_visit(session, viewer, file_id)
    )


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


def sent_in_return(session: Session, viewer: Viewer, file_id: uuid.UUID) -> Shown | None:
    """The engagement in a return of which it was sent, where the viewer reviews that."""
    row = session.execute(
        sa.select(
            Engagement.contract_id,
            Engagement.id.label("engagement_id"),
            PeriodReturn.return_key.label("requirement_key"),
        )
        .join(PeriodReturn, PeriodReturn.engagement_id == Engagement.id)
        .join(ReturnFile, ReturnFile.return_id == PeriodReturn.id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(
            ReturnFile.file_id == file_id,
            ReturnFile.is_sent,
            Contract.lead_id.in_(viewer.with_role("manager", "reviewer")),
        )
        .limit(1)
    ).one_or_none()
    return Shown(**row._asdict()) if row else None


def put_to(session: Session, viewer: Viewer, file_id: uuid.UUID) -> Shown | None:
    """The finding or action to which the partner put it, where the viewer reviews it or belongs to the
    partner."""
    reviews = Contract.lead_id.in_(viewer.with_role("manager", "reviewer"))
    row = session.execute(
        sa.select(
            Engagement.contract_id,
            Engagement.id.label("engagement_id"),
            sa.func.coalesce(Finding.requirement_key, "").label("requirement_key"),
        )
        .select_from(FindingFile)
        .outerjoin(Action, Action.id == FindingFile.action_id)
        .outerjoin(Finding, Finding.id == sa.func.coalesce(FindingFile.finding_id, Action.finding_id))
        .join(Engagement, Engagement.id == sa.func.coalesce(Finding.engagement_id, Action.engagement_id))
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(FindingFile.file_id == file_id)
        .where(sa.or_(reviews, Engagement.partner_id.in_(viewer.organisations)))
    ).one_or_none()
    return Shown(**row._asdict()) if row else None


def given_of_commitment(session: Session, viewer: Viewer, file_id: uuid.UUID) -> Shown | None:
    """The commitment with a year's figure of which it was given, where the viewer reviews that or belongs to
    the partner."""
    reviews = Contract.lead_id.in_(viewer.with_role("manager", "reviewer"))
    row = session.execute(
        sa.select(Commitment.contract_id, Commitment.engagement_id)
        .add_columns(sa.literal("").label("requirement_key"))
        .join(CommitmentFile, CommitmentFile.commitment_id == Commitment.id)
        .join(Contract, Contract.id == Commitment.contract_id)
        .outerjoin(Engagement, Engagement.id == Commitment.engagement_id)
        .where(CommitmentFile.file_id == file_id)
        .where(sa.or_(reviews, Engagement.partner_id.in_(viewer.organisations)))
    ).one_or_none()
    return Shown(**row._asdict()) if row else None


def is_being_entered() -> sa.ColumnElement[bool]:
    """Of StoredFile: it lies in what a lead received for a partner and has not given to it, or has taken
    back. Such a file is for the lead's reviewers alone."""
    return (
        sa.exists()
        .where(
            SubmissionFile.file_id == StoredFile.id,
            Submission.id == SubmissionFile.submission_id,
            Submission.received_way.is_not(None),
            Engagement.id == Submission.engagement_id,
            Contract.id == Engagement.contract_id,
            Contract.lead_id == StoredFile.organisation_id,
        )
        .correlate(StoredFile)
    )


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
