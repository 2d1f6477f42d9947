"""What was sent for a slot, and what was decided on it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists import facts
from portal.places.contracts import EngagementPlace
from portal.records import DbsCheck, Decision, NamedRow, Person, StatusCheck, Submission
from portal.standing.queries.decision_facts import (
    FACT_COLUMNS,
    add_fact,
    note_sent,
    with_checks,
)
from portal.standing.queries.submissions import CHECK_LINE, CheckLine, FileLine, check_line, list_files
from portal.standing.queries.unclear_checks import told_of, unclear_by_place


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission, or a draft where `sent_at` is None. `amount` is whole pounds. Nobody decides on it any
    more from `taken_back_at` on; until `opened_at` it can be taken back."""

    submission_id: uuid.UUID
    reference: str
    part_key: str
    from_on: date | None
    until_on: date | None
    amount: int | None
    basis: str | None
    statement: str | None
    signed_name: str | None
    signed_position: str | None
    details: Mapping[str, object]
    made_at: datetime
    sent_by: str | None
    sent_at: datetime | None
    opened_at: datetime | None
    taken_back_at: datetime | None
    received_on: date | None
    received_way: str | None
    check: CheckLine | None
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it is shown, and as the rules take it. `made_by` is None where it follows by rule."""

    decision_id: uuid.UUID
    submission_id: uuid.UUID | None
    reason: str
    words: str
    made_by: str | None
    made_at: datetime
    fact: facts.Decision


SENT = (
    Submission.id.label("submission_id"),
    Submission.reference,
    Submission.part_key,
    Submission.from_on,
    Submission.until_on,
    Submission.amount,
    Submission.basis,
    Submission.statement,
    Submission.signed_name,
    Submission.signed_position,
    Submission.details,
    Submission.made_at,
    Submission.sent_at,
    Submission.opened_at,
    Submission.taken_back_at,
    Submission.received_on,
    Submission.received_way,
)
"""What a submission says of itself."""


def list_sent(session: Session, place: EngagementPlace, key: str, *, drafts: bool) -> tuple[Sent, ...]:
    """What was sent for the slot, newest first; the partner's drafts only for the partner."""
    sender = aliased(Person)
    query = (
        sa.select(
            *SENT,
            sender.name.label("sent_by"),
            *CHECK_LINE,
        )
        .outerjoin(sender, sender.id == Submission.sent_by)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .where(Submission.engagement_id == place.engagement_id, Submission.requirement_key == key)
        .order_by(Submission.made_at.desc())
    )
    sent_at, way = Submission.sent_at, Submission.received_way
    shown = sa.or_(sent_at.is_not(None), way.is_(None)) if drafts else sent_at.is_not(None)
    rows = session.execute(query.where(shown)).all()
    files = list_files(session, [row.submission_id for row in rows]) if rows else {}
    return tuple(sent_of(row, files.get(row.submission_id, ())) for row in rows)


def sent_of(row: NamedRow, files: tuple[FileLine, ...]) -> Sent:
    own = {column.key: getattr(row, column.key) for column in SENT}
    return Sent(**own, sent_by=row.sent_by, check=check_line(row) if row.level else None, files=files)


def list_decided(session: Session, place: EngagementPlace, key: str) -> tuple[Decided, ...]:
    """What was decided on the slot, oldest first, corrected decisions too."""
    query = (
        sa.select(
            Decision.submission_id,
            Decision.made_at,
            Decision.reason,
            Decision.words,
            Person.name.label("made_by"),
            *FACT_COLUMNS,
        )
        .outerjoin(Person, Person.id == Decision.made_by)
        .where(Decision.engagement_id == place.engagement_id, Decision.requirement_key == key)
        .order_by(Decision.made_at, Decision.id, StatusCheck.on_date)
    )
    said: dict[uuid.UUID, NamedRow] = {}
    made: list[facts.Decision] = []
    sent: dict[str, datetime] = {}
    for row in session.execute(with_checks(query)):
        said[row.id] = row
        add_fact(made, row)
        note_sent(sent, row)
    if sent:
        unclear = unclear_by_place(session, [place.engagement_id], [key])
        made = told_of(made, (place.engagement_id, key), sent, unclear)
    return tuple(
        Decided(row.id, row.submission_id, row.reason, row.words, row.made_by, row.made_at, fact)
        for row, fact in zip(said.values(), made, strict=True)
    )
