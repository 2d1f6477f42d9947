"""What is under way, as submissions and decisions say it: the truth behind the table `under_way`.

A draft is not under way: until it is sent nobody but its partner knows of it.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import Check
from checklists.kinds.register import goes_as_far
from checklists.vocabulary import Outcome, Stage
from portal.clock import local_day
from portal.records import DbsCheck, Decision, Engagement, Submission, Training
from portal.standing.queries.decision_facts import make_check
from portal.standing.queries.evenings import Evenings
from portal.standing.queries.scope import Scope, Shape

Place = tuple[uuid.UUID, str, str]
"""Engagement, requirement and part."""


@dataclass(frozen=True, slots=True)
class Made:
    """A submission that was sent. `is_record` where it puts a person's check or training before the lead,
    which may have been withdrawn since; `check` is what such a check says, but for its outcome. `layer` is
    that of a policy of insurance: one that stands alone is the first, as is anything else."""

    submission_id: uuid.UUID
    contract_id: uuid.UUID
    place: Place
    sent_at: datetime
    from_on: date | None
    is_record: bool
    withdrawn_at: datetime | None
    taken_back_at: datetime | None = None
    layer: int = 1
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision: on a submission, or a waiver without one."""

    place: Place
    submission_id: uuid.UUID | None
    outcome: str
    made_at: datetime


def list_under_way(session: Session, scope: Scope) -> list[dict[str, object]]:
    """A row per submission that is with the reviewer now, or returned and not followed by another of its
    part."""
    made = [each for each in list_made(session, scope) if each.taken_back_at is None]
    return under_way_rows(made, list_verdicts(session, scope))


def told_under_way(session: Session, scope: Scope) -> Iterator[dict[str, object]]:
    """The same with all that was so on any evening, each row with its evenings."""
    made, verdicts = by_slot(list_made(session, scope)), by_slot(list_verdicts(session, scope))
    for slot, its in made.items():
        yield from told_of_slot(its, verdicts[slot])


def told_of_slot(made: Sequence[Made], verdicts: Sequence[Verdict]) -> Iterator[dict[str, object]]:
    told = Evenings()
    for evening in sorted(days_of(made, verdicts)):
        known = [as_known(each, evening) for each in made if is_there(each, evening)]
        told.become(
            under_way_rows(known, [each for each in verdicts if local_day(each.made_at) <= evening]), evening
        )
    yield from told.rows()


def days_of(made: Iterable[Made], verdicts: Iterable[Verdict]) -> set[date]:
    """The days on which something was sent, withdrawn or decided."""
    moments = [each.made_at for each in verdicts]
    for each in made:
        gone = (each.withdrawn_at, each.taken_back_at)
        moments += [each.sent_at, *(moment for moment in gone if moment)]
    return set(map(local_day, moments))


def is_there(made: Made, evening: date) -> bool:
    """Whether it had been sent by that evening, and not taken back."""
    is_gone = made.taken_back_at is not None and local_day(made.taken_back_at) <= evening
    return local_day(made.sent_at) <= evening and not is_gone


def as_known(made: Made, evening: date) -> Made:
    if made.withdrawn_at is None or local_day(made.withdrawn_at) <= evening:
        return made
    return replace(made, withdrawn_at=None)


Item = TypeVar("Item", Made, Verdict)


def by_slot(items: Iterable[Item]) -> defaultdict[tuple[uuid.UUID, str], list[Item]]:
    found: defaultdict[tuple[uuid.UUID, str], list[Item]] = defaultdict(list)
    for each in items:
        engagement_id, requirement_key, _ = each.place
        found[engagement_id, requirement_key].append(each)
    return found


def under_way_rows(made: Sequence[Made], verdicts: Iterable[Verdict]) -> list[dict[str, object]]:
    """What is left out is done with: accepted, or overtaken by a later submission or a waiver; a policy by
    another of its layer. A person's record is overtaken even before it is decided."""
    decided = decided_by(verdicts)
    overtaken = overtaken_records(made)
    latest_sent = {(each.place, each.layer): each.submission_id for each in made}
    found: list[dict[str, object]] = []
    for each in made:
        stage, since = stage_of(each, decided)
        is_overtaken = stage is Stage.RETURNED and (
            latest_sent[each.place, each.layer] != each.submission_id
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


@cache
def made_within(shape: Shape) -> sa.Select[*tuple[object, ...]]:
    return (
        sa.select(
            Submission.id,
            Engagement.contract_id,
            Submission.engagement_id,
            Submission.requirement_key,
            Submission.part_key,
            Submission.sent_at,
            Submission.from_on,
            sa.func.coalesce(Submission.check_id, Submission.training_id).label("record_id"),
            sa.func.coalesce(DbsCheck.withdrawn_at, Training.withdrawn_at).label("withdrawn_at"),
            Submission.taken_back_at,
            Submission.details["layer"].as_integer().label("layer"),
            DbsCheck.level,
            DbsCheck.adults_list,
            DbsCheck.childrens_list,
        )
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .outerjoin(Training, Training.id == Submission.training_id)
        .where(shape.within(Submission), Submission.sent_at.is_not(None))
        .order_by(Submission.made_at, Submission.id)
    )


def list_made(session: Session, scope: Scope) -> list[Made]:
    """What was sent, in the order in which it was begun."""
    rows = session.execute(made_within(scope.shape), scope.values())
    return [
        Made(
            row.id,
            row.contract_id,
            (row.engagement_id, row.requirement_key, row.part_key),
            row.sent_at,
            row.from_on,
            is_record=row.record_id is not None,
            withdrawn_at=row.withdrawn_at,
            taken_back_at=row.taken_back_at,
            layer=row.layer or 1,
            check=make_check(row.level, row.adults_list, row.childrens_list, None) if row.level else None,
        )
        for row in rows
    ]


@cache
def verdicts_within(shape: Shape) -> sa.Select[*tuple[object, ...]]:
    return (
        sa.select(
            Decision.submission_id,
            Decision.outcome,
            Decision.made_at,
            Decision.engagement_id,
            Decision.requirement_key,
            Decision.part_key,
        )
        .where(shape.within(Decision))
        .order_by(Decision.made_at)
    )


def list_verdicts(session: Session, scope: Scope) -> list[Verdict]:
    """Oldest first."""
    return [
        Verdict(
            (row.engagement_id, row.requirement_key, row.part_key),
            row.submission_id,
            row.outcome,
            row.made_at,
        )
        for row in session.execute(verdicts_within(scope.shape), scope.values())
    ]


@dataclass(frozen=True, slots=True)
class Decided:
    """By submission what was decided on it last and when, and by place when it was waived last."""

    outcomes: dict[uuid.UUID, tuple[str, datetime]]
    waived_at: dict[Place, datetime]


def decided_by(verdicts: Iterable[Verdict]) -> Decided:
    found = Decided({}, {})
    for each in verdicts:
        if each.submission_id:
            found.outcomes[each.submission_id] = each.outcome, each.made_at
        if each.outcome == Outcome.WAIVE:
            found.waived_at[each.place] = each.made_at
    return found


def overtaken_records(made: Sequence[Made]) -> set[uuid.UUID]:
    """Those of people's records that nobody need decide: withdrawn, or followed by one that is no older and
    goes as far."""
    found: set[uuid.UUID] = set()
    newer: defaultdict[Place, list[Made]] = defaultdict(list)
    for each in records_newest_first(made):
        if each.withdrawn_at or any(is_followed(each, one) for one in newer[each.place]):
            found.add(each.submission_id)
        else:
            newer[each.place].append(each)
    return found


def is_followed(made: Made, newer: Made) -> bool:
    if (newer.from_on or date.min) < (made.from_on or date.min):
        return False
    return made.check is None or newer.check is None or goes_as_far(newer.check, made.check)


def records_newest_first(made: Sequence[Made]) -> Iterator[Made]:
    return (each for each in reversed(made) if each.is_record)


def stage_of(made: Made, decided: Decided) -> tuple[Stage, datetime]:
    """What a submission waits for, and since when."""
    if made.submission_id not in decided.outcomes:
        return Stage.WAITING, made.sent_at
    outcome, at = decided.outcomes[made.submission_id]
    return (Stage.RETURNED if outcome == Outcome.RETURN else Stage.NOTHING), at


def is_after(later: datetime | None, earlier: datetime) -> bool:
    return later is not None and later >= earlier
