"""What is under way, as submissions and decisions say it: the truth behind the table `under_way`."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome, Stage
from portal.records import DbsCheck, Decision, Engagement, Submission, Training
from portal.standing.queries.scope import Scope

Place = tuple[uuid.UUID, str, str]
"""Engagement, requirement and part."""


@dataclass(frozen=True, slots=True)
class Made:
    """A submission, or a draft where `sent_at` is None. `is_record` where it puts a person's check or
    training before the lead, `is_withdrawn` where that was taken back."""

    submission_id: uuid.UUID
    contract_id: uuid.UUID
    place: Place
    made_at: datetime
    sent_at: datetime | None
    from_on: date | None
    is_record: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """By submission what was decided on it last and when, and by place when it was waived last."""

    outcomes: dict[uuid.UUID, tuple[str, datetime]]
    waived_at: dict[Place, datetime]


def under_way_rows(session: Session, scope: Scope) -> list[dict[str, object]]:
    """A row per submission that is a draft, with the reviewer, or returned and not followed by another of
    its part.

    What is done with is left out: accepted, or overtaken by a later submission or a waiver. A person's record
    is overtaken even before it is decided.
    """
    made, decided = list_made(session, scope), find_decided(session, scope)
    overtaken = overtaken_records(made)
    latest_sent = {each.place: each.submission_id for each in made if each.sent_at}
    found: list[dict[str, object]] = []
    for each in made:
        stage, since = stage_of(each, decided)
        is_overtaken = stage is Stage.RETURNED and (
            latest_sent[each.place] != each.submission_id
            or is_after(decided.waived_at.get(each.place), since)
        )
        if stage is not Stage.NOTHING and not is_overtaken and each.submission_id not in overtaken:
            found.append(as_row(each, stage, since))
    return found


def as_row(made: Made, stage: Stage, since: datetime) -> dict[str, object]:
    engagement_id, requirement_key, part_key = made.place
    return {
        "submission_id": made.submission_id,
        "contract_id": made.contract_id,
        "engagement_id": engagement_id,
        "requirement_key": requirement_key,
        "part_key": part_key,
        "stage": stage.value,
        "since": since,
    }


def list_made(session: Session, scope: Scope) -> list[Made]:
    """Oldest first."""
    rows = session.execute(
        sa.select(
            Submission.id,
            Engagement.contract_id,
            Submission.engagement_id,
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
        .where(scope.within(Submission))
        .order_by(Submission.made_at, Submission.id)
    )
    return [
        Made(
            row.id,
            row.contract_id,
            (row.engagement_id, row.requirement_key, row.part_key),
            row.made_at,
            row.sent_at,
            row.from_on,
            is_record=row.record_id is not None,
            is_withdrawn=row.withdrawn_at is not None,
        )
        for row in rows
    ]


def find_decided(session: Session, scope: Scope) -> Decided:
    found = Decided({}, {})
    query = (
        sa.select(
            Decision.submission_id,
            Decision.outcome,
            Decision.made_at,
            Decision.engagement_id,
            Decision.requirement_key,
            Decision.part_key,
        )
        .where(scope.within(Decision))
        .order_by(Decision.made_at)
    )
    for row in session.execute(query):
        if row.submission_id:
            found.outcomes[row.submission_id] = row.outcome, row.made_at
        if row.outcome == Outcome.WAIVE:
            found.waived_at[row.engagement_id, row.requirement_key, row.part_key] = row.made_at
    return found


def overtaken_records(made: Sequence[Made]) -> set[uuid.UUID]:
    """Those of people's records that nobody need decide: withdrawn, or followed by one that is no older."""
    found: set[uuid.UUID] = set()
    newest: dict[Place, date] = {}
    for each in records_newest_first(made):
        from_on = each.from_on or date.min
        if each.is_withdrawn or (each.place in newest and newest[each.place] >= from_on):
            found.add(each.submission_id)
        else:
            newest[each.place] = from_on
    return found


def records_newest_first(made: Sequence[Made]) -> Iterator[Made]:
    return (each for each in reversed(made) if each.is_record)


def stage_of(made: Made, decided: Decided) -> tuple[Stage, datetime]:
    """What a submission waits for, and since when."""
    if made.sent_at is None:
        return Stage.DRAFT, made.made_at
    if made.submission_id not in decided.outcomes:
        return Stage.WAITING, made.sent_at
    outcome, at = decided.outcomes[made.submission_id]
    return (Stage.RETURNED if outcome == Outcome.RETURN else Stage.NOTHING), at


def is_after(later: datetime | None, earlier: datetime) -> bool:
    return later is not None and later >= earlier
