"""What a reviewer has asked to be changed, while nothing else was sent for it."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.vocabulary import Outcome, Stage
from portal.places.contracts import EngagementPlace
from portal.records import Decision, StoredFile, Submission, SubmissionFile, UnderWay
from portal.standing.queries.as_known import known_at


@dataclass(frozen=True, slots=True)
class Returned:
    """A submission that came back: `reason` is a key, `words` are the reviewer's."""

    submission_id: uuid.UUID
    sent_by: uuid.UUID | None
    reason: str
    words: str


LATER = aliased(Decision)
RETURNED = (
    sa.select(UnderWay.submission_id, Submission.sent_by, Decision.reason, Decision.words)
    .join(Submission, Submission.id == UnderWay.submission_id)
    .join(Decision, Decision.submission_id == UnderWay.submission_id)
    .where(
        UnderWay.engagement_id == sa.bindparam("engagement_id"),
        UnderWay.requirement_key == sa.bindparam("key"),
        UnderWay.part_key == sa.bindparam("part"),
        UnderWay.stage == Stage.RETURNED.value,
        *known_at(UnderWay, None),
        Decision.outcome == Outcome.RETURN,
        ~sa.exists().where(LATER.corrects_id == Decision.id),
    )
    .order_by(Decision.made_at.desc())
    .limit(1)
)


def find_returned(session: Session, place: EngagementPlace, key: str, part: str) -> Returned | None:
    """Of that part of the slot; None where nothing came back, or something was sent since."""
    asked = {"engagement_id": place.engagement_id, "key": key, "part": part}
    row = session.execute(RETURNED, asked).one_or_none()
    return Returned(**row._asdict()) if row else None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What of a draft is as it was when it came back."""

    files: bool
    answers: bool


COMPARED = (
    Submission.from_on,
    Submission.until_on,
    Submission.amount,
    Submission.basis,
    Submission.statement,
    Submission.signed_name,
    Submission.signed_position,
)


def find_unchanged(session: Session, returned: Returned, draft_id: uuid.UUID) -> Unchanged:
    """Files are the same by their bytes."""
    before, now = returned.submission_id, draft_id
    rows = session.execute(
        sa.select(Submission.id, *COMPARED, Submission.details).where(Submission.id.in_((before, now)))
    )
    answers = {
        row.id: (
            [getattr(row, column.key) for column in COMPARED],
            {name: said for name, said in row.details.items() if name != "also"},
        )
        for row in rows
    }
    files: dict[uuid.UUID, set[str]] = {before: set(), now: set()}
    hashes = session.execute(
        sa.select(SubmissionFile.submission_id, StoredFile.sha256)
        .join(StoredFile, StoredFile.id == SubmissionFile.file_id)
        .where(SubmissionFile.submission_id.in_((before, now)))
    )
    for row in hashes:
        files[row.submission_id].add(row.sha256)
    has_same_files = bool(files[now]) and files[now] == files[before]
    return Unchanged(has_same_files, answers[now] == answers[before])
