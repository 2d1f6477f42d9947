"""The confirmations of one partner that wait for the lead's reviewers: what was signed, and by whom."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.signing import is_same_statement, statement_of
from checklists.vocabulary import Kind, Stage
from portal.access import Audience, NotHere, Viewer
from portal.places.contracts import EngagementPlace
from portal.records import Submission, SubmissionFile, UnderWay
from portal.standing.queries.as_known import known_at


@dataclass(frozen=True, slots=True)
class WaitingConfirmation:
    submission_id: uuid.UUID
    reference: str
    requirement_key: str
    part_key: str
    statement: str
    signed_name: str
    signed_position: str
    sent_at: datetime
    is_opened: bool

    def is_as_asked(self, checklist: Checklist) -> bool:
        """Whether it was signed in the words that the checklist asks for."""
        asked = checklist.find(self.requirement_key)
        return asked is not None and is_same_statement(self.statement, statement_of(asked))


def list_waiting_confirmations(
    session: Session, viewer: Viewer, place: EngagementPlace, checklist: Checklist
) -> tuple[WaitingConfirmation, ...]:
    """Of what the checklist asks, what is a signed statement, has no file and was not sent by the viewer; in
    its order. Raises NotHere for anybody but the reviewers."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    order = [each.key for each in checklist.requirements if each.kind is Kind.CONFIRMATION]
    rows = session.execute(
        sa.select(
            Submission.id.label("submission_id"),
            Submission.reference,
            Submission.requirement_key,
            Submission.part_key,
            Submission.statement,
            Submission.signed_name,
            sa.func.coalesce(Submission.signed_position, "").label("signed_position"),
            Submission.sent_at,
            Submission.opened_at.is_not(None).label("is_opened"),
        )
        .join(UnderWay, UnderWay.submission_id == Submission.id)
        .where(
            UnderWay.engagement_id == place.engagement_id,
            UnderWay.stage == Stage.WAITING.value,
            UnderWay.requirement_key.in_(order),
            *known_at(UnderWay, None),
            Submission.statement.is_not(None),
            Submission.signed_name.is_not(None),
            Submission.sent_by != viewer.person_id,
            Submission.made_by != viewer.person_id,
            ~sa.exists().where(SubmissionFile.submission_id == Submission.id),
        )
    )
    found = [WaitingConfirmation(**row._asdict()) for row in rows]
    return tuple(sorted(found, key=lambda each: (order.index(each.requirement_key), each.reference)))


def list_left_out(
    session: Session, place: EngagementPlace, submission_ids: Collection[uuid.UUID]
) -> tuple[tuple[str, str], ...]:
    """Of this engagement, the key and the reference of each of those that were sent."""
    if not submission_ids:
        return ()
    rows = session.execute(
        sa.select(Submission.requirement_key, Submission.reference)
        .where(
            Submission.id.in_(submission_ids),
            Submission.engagement_id == place.engagement_id,
            Submission.sent_at.is_not(None),
        )
        .order_by(Submission.reference)
    )
    return tuple((row.requirement_key, row.reference) for row in rows)
