"""What is under way, as submissions and decisions say it: the truth behind the table `under_way`."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome, Stage
from portal.records import DbsCheck, Decision, Engagement, NamedRow, Submission, Training


def under_way_rows(session: Session, engagement_ids: Sequence[uuid.UUID]) -> list[dict[str, Any]]:
    """A row per submission that is a draft, with the reviewer, or returned and not followed by another of
    its part.

    What is done with is left out: accepted, or overtaken by a later submission or a waiver. A person's record
    is overtaken even before it is decided.
    """
    submissions = session.execute(
        sa.select(
            Submission.id,
            Submission.engagement_id,
            Engagement.contract_id,
            Submission.requirement_key,
            Submission.part_key,
            Submission.made_at,
            Submission.sent_at,
            Submission.from_on,
            sa.func.coalesce(Submission.check_id, Submission.training_id).label("record_id"),
            sa.func.coalesce(DbsCheck.withdrawn_at, Training.withdrawn_at).label("withdrawn_at"),
        )
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .outerjoin(Training, Training.id == Submission.training_id)
        .where(Submission.engagement_id.in_(engagement_ids))
        .order_by(Submission.made_at, Submission.id)
    ).all()
    decided = last_decisions(session, engagement_ids)
    latest_sent = {
        (row.engagement_id, row.requirement_key, row.part_key): row.id for row in submissions if row.sent_at
    }
    waived = waived_at(session, engagement_ids)
    overtaken = overtaken_records(submissions)
    found: list[dict[str, Any]] = []
    for row in submissions:
        outcome, at = decided.get(row.id, (None, None))
        place = (row.engagement_id, row.requirement_key, row.part_key)
        stage, since = stage_of(row, outcome, at)
        if row.id in overtaken:
            continue
        if stage is Stage.RETURNED and (latest_sent[place] != row.id or is_after(waived.get(place), at)):
            continue
        if stage is not Stage.NOTHING:
            found.append(
                {
                    "submission_id": row.id,
                    "contract_id": row.contract_id,
                    "engagement_id": row.engagement_id,
                    "requirement_key": row.requirement_key,
                    "part_key": row.part_key,
                    "stage": stage.value,
                    "since": since,
                }
            )
    return found


def overtaken_records(submissions: Sequence[NamedRow]) -> set[uuid.UUID]:
    """Those of people's records that nobody need decide: withdrawn, or followed by one that is no older."""
    found: set[uuid.UUID] = set()
    newest: dict[tuple[uuid.UUID, str, str], date] = {}
    for row in reversed(submissions):
        if row.record_id is None:
            continue
        place, from_on = (row.engagement_id, row.requirement_key, row.part_key), row.from_on or date.min
        if row.withdrawn_at or (place in newest and newest[place] >= from_on):
            found.add(row.id)
        else:
            newest[place] = from_on
    return found


def stage_of(row: NamedRow, outcome: str | None, at: datetime | None) -> tuple[Stage, datetime | None]:
    if row.sent_at is None:
        return Stage.DRAFT, row.made_at
    if outcome is None:
        return Stage.WAITING, row.sent_at
    return (Stage.RETURNED, at) if outcome == Outcome.RETURN else (Stage.NOTHING, at)


def is_after(later: datetime | None, earlier: datetime | None) -> bool:
    return later is not None and earlier is not None and later >= earlier


def last_decisions(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[str, datetime]]:
    """By submission, the outcome that stands and when it was decided."""
    query = (
        sa.select(Decision.submission_id, Decision.outcome, Decision.made_at)
        .where(Decision.engagement_id.in_(engagement_ids), Decision.submission_id.is_not(None))
        .order_by(Decision.made_at)
    )
    return {row.submission_id: (row.outcome, row.made_at) for row in session.execute(query)}


def waived_at(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> dict[tuple[uuid.UUID, str, str], datetime]:
    """By part of a slot, when it was last waived."""
    query = (
        sa.select(Decision.engagement_id, Decision.requirement_key, Decision.part_key, Decision.made_at)
        .where(Decision.engagement_id.in_(engagement_ids), Decision.outcome == Outcome.WAIVE)
        .order_by(Decision.made_at)
    )
    return {
        (row.engagement_id, row.requirement_key, row.part_key): row.made_at for row in session.execute(query)
    }
