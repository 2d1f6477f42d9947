"""What was sent, as a decision on it needs it: the facts, without files and names."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from portal.clock import local_day
from portal.details import with_signed
from portal.places.contracts import SubmissionPlace
from portal.records import DbsCheck, Decision, Submission, Training
from portal.standing.queries.decision_facts import make_check


@dataclass(frozen=True, slots=True)
class SentFacts:
    """`amount` is in whole pounds. `sent_on` is the local day of sending. `is_taken_back` where the partner
    withdrew the record of a person; `is_replaced` where it took the submission back, or put another in its
    place."""

    from_on: date | None
    until_on: date | None
    amount: int | None
    basis: str | None
    details: Mapping[str, object]
    check: facts.Check | None
    is_taken_back: bool
    is_replaced: bool
    sent_on: date


SENT = (
    sa.select(
        Submission.from_on,
        Submission.until_on,
        Submission.amount,
        Submission.basis,
        Submission.details,
        Submission.statement,
        Submission.sent_at,
        DbsCheck.level,
        DbsCheck.adults_list,
        DbsCheck.childrens_list,
        DbsCheck.outcome,
        sa.func.coalesce(DbsCheck.withdrawn_at, Training.withdrawn_at).label("withdrawn_at"),
        Submission.taken_back_at,
    )
    .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
    .outerjoin(Training, Training.id == Submission.training_id)
    .where(Submission.id == sa.bindparam("submission_id"))
)


def get_sent_facts(session: Session, place: SubmissionPlace) -> SentFacts:
    """Of the submission of the place, which is sent."""
    row = session.execute(SENT, {"submission_id": place.submission_id}).one()
    check = make_check(row.level, row.adults_list, row.childrens_list, row.outcome) if row.level else None
    return SentFacts(
        row.from_on,
        row.until_on,
        row.amount,
        row.basis,
        with_signed(row.details, row.statement),
        check,
        is_taken_back=row.withdrawn_at is not None,
        is_replaced=row.taken_back_at is not None,
        sent_on=local_day(row.sent_at),
    )


def is_latest(session: Session, place: SubmissionPlace, decision_id: uuid.UUID) -> bool:
    """Whether nothing was decided on it after that."""
    latest = session.scalar(
        sa.select(Decision.id)
        .where(Decision.submission_id == place.submission_id)
        .order_by(Decision.made_at.desc())
        .limit(1)
    )
    return latest == decision_id
