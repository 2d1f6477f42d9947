"""A submission as people and rules see it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.places.contracts import SubmissionPlace
from portal.records import DbsCheck, NamedRow, Person, Scan, StoredFile, Submission, SubmissionFile
from portal.standing.queries.people import find_person_name

OPEN, HARMFUL = frozenset({Scan.UNSCANNED.value, Scan.CLEAN.value}), Scan.FOUND.value
"""How a file may stand with the virus scanner where it is opened; and where it never is."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a submission; `size` is in bytes."""

    file_id: uuid.UUID
    name: str
    media_type: str
    size: int
    scan: str

    @property
    def is_open(self) -> bool:
        """Whether it may be opened at all: not before a virus scanner has answered, where there is one."""
        return self.scan in OPEN

    @property
    def is_harmful(self) -> bool:
        return self.scan == HARMFUL


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What a DBS certificate says, as it was entered."""

    level: str
    adults_list: bool
    childrens_list: bool
    outcome: str | None
    seen_by: str
    seen_on: date | None
    certificate_number: str
    update_service: bool | None
    risk_decided_by: str
    risk_decided_on: date | None
    risk_reason: str


CHECK_LINE = (
    DbsCheck.level,
    DbsCheck.adults_list,
    DbsCheck.childrens_list,
    DbsCheck.outcome,
    DbsCheck.seen_by,
    DbsCheck.seen_on,
    DbsCheck.certificate_number,
    DbsCheck.update_service,
    DbsCheck.risk_decided_by,
    DbsCheck.risk_decided_on,
    DbsCheck.risk_reason,
)
"""The columns of a CheckLine."""


def check_line(row: NamedRow) -> CheckLine:
    """Out of a row that has the columns CHECK_LINE."""
    return CheckLine(**{column.key: getattr(row, column.key) for column in CHECK_LINE})


@dataclass(frozen=True, slots=True)
class SubmissionAnswers:
    """Everything that was answered and attached. `amount` is in whole pounds; `worker` is a name or a
    staff code."""

    submission_id: uuid.UUID
    reference: str
    requirement_key: str
    part_key: str
    from_on: date | None
    until_on: date | None
    amount: int | None
    basis: str | None
    statement: str | None
    signed_name: str | None
    signed_position: str | None
    details: Mapping[str, Any]
    made_by: str
    made_at: datetime
    sent_by: str | None
    sent_at: datetime | None
    opened_at: datetime | None
    taken_back_at: datetime | None
    received_on: date | None
    received_way: str | None
    files: tuple[FileLine, ...]
    check: CheckLine | None
    worker: str | None


MAKER, SENDER = aliased(Person), aliased(Person)
ANSWERS = (
    sa.select(
        Submission.id.label("submission_id"),
        Submission.reference,
        Submission.requirement_key,
        Submission.part_key,
        Submission.from_on,
        Submission.until_on,
        Submission.amount,
        Submission.basis,
        Submission.statement,
        Submission.signed_name,
        Submission.signed_position,
        Submission.details,
        MAKER.name.label("made_by"),
        Submission.made_at,
        SENDER.name.label("sent_by"),
        Submission.sent_at,
        Submission.opened_at,
        Submission.taken_back_at,
        Submission.received_on,
        Submission.received_way,
    )
    .join(MAKER, MAKER.id == Submission.made_by)
    .outerjoin(SENDER, SENDER.id == Submission.sent_by)
    .where(Submission.id == sa.bindparam("submission_id"))
)


def get_submission(session: Session, place: SubmissionPlace) -> SubmissionAnswers:
    """The submission of the place."""
    row = session.execute(ANSWERS, {"submission_id": place.submission_id}).one()
    return SubmissionAnswers(
        **row._asdict(),
        files=list_files(session, [place.submission_id]).get(place.submission_id, ()),
        check=find_check(session, place.submission_id),
        worker=find_person_name(session, place.engagement, place.part_key),
    )


FILES = (
    sa.select(
        SubmissionFile.submission_id,
        StoredFile.id.label("file_id"),
        StoredFile.name,
        StoredFile.media_type,
        StoredFile.size,
        StoredFile.scan,
    )
    .join(StoredFile, StoredFile.id == SubmissionFile.file_id)
    .where(SubmissionFile.submission_id.in_(sa.bindparam("submission_ids", expanding=True)))
    .order_by(SubmissionFile.place)
)


def list_files(session: Session, submission_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[FileLine, ...]]:
    """By submission, its files in the order in which they were added."""
    found: dict[uuid.UUID, tuple[FileLine, ...]] = {}
    rows = session.execute(FILES, {"submission_ids": submission_ids})
    for row in rows:
        line = FileLine(row.file_id, row.name, row.media_type, row.size, row.scan)
        found[row.submission_id] = (*found.get(row.submission_id, ()), line)
    return found


CHECK = (
    sa.select(*CHECK_LINE)
    .join(Submission, Submission.check_id == DbsCheck.id)
    .where(Submission.id == sa.bindparam("submission_id"))
)


def find_check(session: Session, submission_id: uuid.UUID) -> CheckLine | None:
    row = session.execute(CHECK, {"submission_id": submission_id}).one_or_none()
    return check_line(row) if row else None
