"""Put people's checks and training before the leads that ask for them: a submission each, sent at once.

Each lead decides for itself, and none learns for which other contract a record serves.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.facts import Check
from checklists.kinds.register import goes_as_far, training_part
from checklists.requirement import Requirement
from checklists.vocabulary import Outcome
from portal import clock
from portal.acting.references import new_reference
from portal.records import Assignment, DbsCheck, Decision, Engagement, Submission, Training
from portal.register.queries.asked import registers_asked
from portal.standing.queries.decision_facts import make_check
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Record:
    """A check of somebody or, where there is a topic, training in it. `from_on` is the day of issue or
    completion. `recorded_by` is said where it may be sent in that name."""

    record_id: uuid.UUID
    worker_id: uuid.UUID
    from_on: date | None
    topic: str = ""
    recorded_by: uuid.UUID | None = None

    @property
    def part_key(self) -> str:
        return training_part(str(self.worker_id), self.topic) if self.topic else str(self.worker_id)


@dataclass(frozen=True, slots=True)
class SentRecord:
    """A submission that was sent for a record."""

    submission_id: uuid.UUID
    reference: str
    contract_id: uuid.UUID
    engagement_id: uuid.UUID
    requirement_key: str
    part_key: str


@dataclass(frozen=True, slots=True)
class Engaged:
    """An engagement that somebody is assigned to, and its first day."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    starts_on: date


Stays = dict[uuid.UUID, list[Engaged]]
"""By person, the engagements of the assignments that are not over."""


def send_records(
    session: Session,
    person_id: uuid.UUID | None,
    records: Sequence[Record],
    only: uuid.UUID | None = None,
) -> list[SentRecord]:
    """Each record to every engagement (or that one) that asks for it, where the person is assigned and
    neither assignment nor engagement is over; not where it was sent before, or training that says the same
    and was not returned there. Without a `person_id` it is sent
    in the name of whoever recorded it. In the caller's transaction."""
    today = clock.today()
    stays = stays_of(session, {each.worker_id for each in records}, today, only)
    asked = registers_by_engagement(session, stays, today)
    known = sent_before(session, records) | taken_before(session, records)
    sent: list[SentRecord] = []
    rows: list[dict[str, object]] = []
    for record in records:
        for at in stays.get(record.worker_id, ()):
            for key in keys_asking(asked[at.engagement_id], record):
                if (at.engagement_id, key, record.record_id) in known:
                    continue
                place = (at.contract_id, at.engagement_id, key, record.part_key)
                each = SentRecord(uuid.uuid4(), new_reference("S"), *place)
                sent.append(each)
                rows.append(submission_row(each, record, person_id or record.recorded_by))
    if rows:
        session.execute(sa.insert(Submission), rows)
    return sent


def latest_records(session: Session, worker_ids: Collection[uuid.UUID]) -> list[Record]:
    """Of each person the newest check, older ones of which no newer one goes as far, as one lead asks for
    less than another, and the newest training in each topic. The newest is sent last."""
    checks = session.execute(
        sa.select(
            DbsCheck.worker_id,
            DbsCheck.id,
            DbsCheck.issued_on,
            DbsCheck.recorded_by,
            DbsCheck.level,
            DbsCheck.adults_list,
            DbsCheck.childrens_list,
        )
        .where(DbsCheck.worker_id.in_(worker_ids), DbsCheck.withdrawn_at.is_(None))
        .order_by(sa.func.coalesce(DbsCheck.issued_on, date.min).desc(), DbsCheck.recorded_at.desc())
    )
    found: list[Record] = []
    newer: defaultdict[uuid.UUID, list[Check]] = defaultdict(list)
    for row in checks:
        check = make_check(row.level, row.adults_list, row.childrens_list, None)
        if not any(goes_as_far(each, check) for each in newer[row.worker_id]):
            newer[row.worker_id].append(check)
            found.append(Record(row.id, row.worker_id, row.issued_on, recorded_by=row.recorded_by))
    training = session.execute(
        sa.select(
            Training.worker_id, Training.topic, Training.id, Training.completed_on, Training.recorded_by
        )
        .where(Training.worker_id.in_(worker_ids), Training.withdrawn_at.is_(None))
        .order_by(Training.completed_on, Training.recorded_at)
    )
    newest = {(row.worker_id, row.topic): row for row in training}
    return found[::-1] + [
        Record(row.id, row.worker_id, row.completed_on, row.topic, row.recorded_by) for row in newest.values()
    ]


def stays_of(session: Session, worker_ids: set[uuid.UUID], today: date, only: uuid.UUID | None) -> Stays:
    query = (
        sa.select(Assignment.worker_id, Engagement.id, Engagement.contract_id, Engagement.starts_on)
        .join(Engagement, Engagement.id == Assignment.engagement_id)
        .where(
            Assignment.worker_id.in_(worker_ids),
            sa.or_(Assignment.until_on.is_(None), Assignment.until_on >= today),
            Engagement.ends_on >= today,
        )
        .order_by(Engagement.sort_name, Engagement.id)
    )
    found: Stays = {}
    for row in session.execute(query):
        if only in {None, row.id}:
            at = Engaged(row.id, row.contract_id, row.starts_on)
            found.setdefault(row.worker_id, []).append(at)
    return found


def registers_by_engagement(
    session: Session, stays: Stays, today: date
) -> dict[uuid.UUID, tuple[Requirement, ...]]:
    """The registers that each asks for now."""
    engaged = {each for some in stays.values() for each in some}
    versions = list_versions(session, {each.contract_id for each in engaged})
    return {
        each.engagement_id: registers_asked(versions[each.contract_id], each.starts_on, today)
        for each in engaged
    }


def keys_asking(registers: Iterable[Requirement], record: Record) -> Iterator[str]:
    """The registers that ask for a record of this sort."""
    for requirement in registers:
        topics = {topic.key for topic in requirement.topics}
        if record.topic in topics if record.topic else requirement.level:
            yield requirement.key


def sent_before(session: Session, records: Iterable[Record]) -> set[tuple[uuid.UUID, str, uuid.UUID]]:
    """Engagement, requirement and record of what was sent of these records."""
    known = list(records)
    checks = {each.record_id for each in known if not each.topic}
    training = {each.record_id for each in known if each.topic}
    record = sa.func.coalesce(Submission.check_id, Submission.training_id)
    query = sa.select(Submission.engagement_id, Submission.requirement_key, record.label("record_id")).where(
        sa.or_(Submission.check_id.in_(checks), Submission.training_id.in_(training))
    )
    return {(row.engagement_id, row.requirement_key, row.record_id) for row in session.execute(query)}


def taken_before(session: Session, records: Iterable[Record]) -> set[tuple[uuid.UUID, str, uuid.UUID]]:
    """Engagement, requirement and record of training that was recorded again since a lead returned it: where
    the same was sent before and accepted, or waits, nothing is new, and nobody decides once more. A check is
    sent all the same, since what the Update Service says is noted of one certificate alone."""
    training = [each.record_id for each in records if each.topic]
    if not training:
        return set()
    again, before = aliased(Training), aliased(Training)
    is_alike = sa.and_(
        before.worker_id == again.worker_id,
        before.topic == again.topic,
        before.completed_on == again.completed_on,
        before.withdrawn_at.is_(None),
        before.id != again.id,
    )
    query = (
        sa.select(Submission.engagement_id, Submission.requirement_key, again.id.label("record_id"))
        .select_from(again)
        .join(before, is_alike)
        .join(Submission, Submission.training_id == before.id)
        .where(again.id.in_(training), ~stands_returned())
    )
    return {(row.engagement_id, row.requirement_key, row.record_id) for row in session.execute(query)}


def stands_returned() -> sa.ColumnElement[bool]:
    """Of a submission: whether it was returned, and no other decision has corrected that."""
    correction = aliased(Decision)
    is_corrected = sa.exists().where(correction.corrects_id == Decision.id)
    return sa.exists().where(
        Decision.submission_id == Submission.id, Decision.outcome == Outcome.RETURN, ~is_corrected
    )


def was_returned(shown: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether a lead returned what was sent of a record: it can be recorded again, and is sent anew there."""
    decided = sa.select(Submission.id).join(Decision, Decision.submission_id == Submission.id)
    return decided.where(shown, Decision.outcome == Outcome.RETURN).exists()


def submission_row(sent: SentRecord, record: Record, person_id: uuid.UUID | None) -> dict[str, object]:
    now = clock.now()
    return {
        "id": sent.submission_id,
        "reference": sent.reference,
        "engagement_id": sent.engagement_id,
        "requirement_key": sent.requirement_key,
        "part_key": sent.part_key,
        "from_on": record.from_on,
        "check_id": None if record.topic else record.record_id,
        "training_id": record.record_id if record.topic else None,
        "made_by": person_id,
        "made_at": now,
        "sent_by": person_id,
        "sent_at": now,
    }
