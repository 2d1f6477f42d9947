"""Put people's checks and training before the leads that ask for them: a submission each, sent at once.

Each lead decides for itself, and none learns for which other contract a record serves.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds.register import registers_in, training_part
from checklists.requirement import Requirement
from checklists.slots import version_on
from checklists.vocabulary import Outcome
from portal import clock
from portal.acting.references import new_reference
from portal.records import Assignment, DbsCheck, Decision, Engagement, Submission, Training
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Record:
    """A check of somebody or, where there is a topic, training in it. `from_on` is the day of issue or
    completion."""

    record_id: uuid.UUID
    worker_id: uuid.UUID
    from_on: date | None
    topic: str = ""

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


Stays = dict[uuid.UUID, list[tuple[uuid.UUID, uuid.UUID]]]
"""By person, engagement and contract of each assignment that is not over."""


def send_records(
    session: Session,
    person_id: uuid.UUID,
    records: Sequence[Record],
    only: uuid.UUID | None = None,
) -> list[SentRecord]:
    """Each record to every engagement (or that one) that asks for it, where the person is assigned and
    neither assignment nor engagement is over; not where it was sent before. In the caller's transaction."""
    today = clock.today()
    stays = stays_of(session, {each.worker_id for each in records}, today, only)
    asked = registers_in_force(session, {contract for each in stays.values() for _, contract in each}, today)
    known = sent_before(session, records)
    sent: list[SentRecord] = []
    rows: list[dict[str, object]] = []
    for record in records:
        for engagement_id, contract_id in stays.get(record.worker_id, ()):
            for key in keys_asking(asked[contract_id], record):
                if (engagement_id, key, record.record_id) in known:
                    continue
                each = SentRecord(
                    uuid.uuid4(), new_reference("S"), contract_id, engagement_id, key, record.part_key
                )
                sent.append(each)
                rows.append(submission_row(each, record, person_id))
    if rows:
        session.execute(sa.insert(Submission), rows)
    return sent


def latest_records(session: Session, worker_id: uuid.UUID) -> list[Record]:
    """The newest check of somebody, and the newest training in each topic."""
    check = session.execute(
        sa.select(DbsCheck.id, DbsCheck.issued_on)
        .where(DbsCheck.worker_id == worker_id, DbsCheck.withdrawn_at.is_(None))
        .order_by(sa.func.coalesce(DbsCheck.issued_on, date.min).desc(), DbsCheck.recorded_at.desc())
        .limit(1)
    ).one_or_none()
    found = [Record(check.id, worker_id, check.issued_on)] if check else []
    training = session.execute(
        sa.select(Training.topic, Training.id, Training.completed_on)
        .where(Training.worker_id == worker_id, Training.withdrawn_at.is_(None))
        .order_by(Training.completed_on, Training.recorded_at)
    )
    newest = {row.topic: row for row in training}
    return found + [Record(row.id, worker_id, row.completed_on, row.topic) for row in newest.values()]


def stays_of(session: Session, worker_ids: set[uuid.UUID], today: date, only: uuid.UUID | None) -> Stays:
    query = (
        sa.select(Assignment.worker_id, Engagement.id, Engagement.contract_id)
        .join(Engagement, Engagement.id == Assignment.engagement_id)
        .where(
            Assignment.worker_id.in_(worker_ids),
            sa.or_(Assignment.until_on.is_(None), Assignment.until_on >= today),
            Engagement.ends_on >= today,
        )
        .order_by(Engagement.sort_name, Engagement.id)
    )
    found: Stays = {}
    for worker_id, engagement_id, contract_id in session.execute(query):
        if only in {None, engagement_id}:
            found.setdefault(worker_id, []).append((engagement_id, contract_id))
    return found


def registers_in_force(
    session: Session, contract_ids: Iterable[uuid.UUID], today: date
) -> defaultdict[uuid.UUID, list[Requirement]]:
    """By contract, the registers that its checklist asks for today; before its first day those of the
    first."""
    found: defaultdict[uuid.UUID, list[Requirement]] = defaultdict(list)
    for contract_id, versions in list_versions(session, contract_ids).items():
        found[contract_id] = registers_in(version_on(versions, today))
    return found


def keys_asking(registers: Iterable[Requirement], record: Record) -> Iterator[str]:
    """The registers that ask for a record of this sort."""
    for requirement in registers:
        topics = {topic.key for topic in requirement.topics}
        if record.topic in topics if record.topic else requirement.level:
            yield requirement.key


def sent_before(session: Session, records: Iterable[Record]) -> set[tuple[uuid.UUID, str, uuid.UUID]]:
    """Engagement, requirement and record of what was sent of these records."""
    ids = {each.record_id for each in records}
    record = sa.func.coalesce(Submission.check_id, Submission.training_id)
    query = sa.select(Submission.engagement_id, Submission.requirement_key, record.label("record_id")).where(
        sa.or_(Submission.check_id.in_(ids), Submission.training_id.in_(ids))
    )
    return {(row.engagement_id, row.requirement_key, row.record_id) for row in session.execute(query)}


def was_returned(shown: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether a lead returned what was sent of a record: it can be recorded again, and is sent anew."""
    decided = sa.select(Submission.id).join(Decision, Decision.submission_id == Submission.id)
    return decided.where(shown, Decision.outcome == Outcome.RETURN).exists()


def submission_row(sent: SentRecord, record: Record, person_id: uuid.UUID) -> dict[str, object]:
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
