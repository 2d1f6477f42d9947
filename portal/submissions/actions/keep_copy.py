"""A draft that starts from what was sent: the same files and answers, without a new upload."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.references import new_reference
from portal.places.contracts import EngagementPlace
from portal.records import Assessment, AssessmentFinding, Submission, SubmissionFile

ANSWERED = ("from_on", "until_on", "amount", "basis", "details")
"""What is answered without a signature: a statement is signed for each contract."""

SIGNED = ("signed_name", "signed_position")
"""Who put a name to it; the statement itself is confirmed anew."""

STATEMENT = ("statement",)

RECEIVED = ("received_on", "received_way")
"""How it came, where the lead entered it."""


def keep_copy(
    session: Session,
    person_id: uuid.UUID,
    source_id: uuid.UUID,
    target: EngagementPlace,
    key: str,
    part: str,
    columns: Sequence[str] = ANSWERED,
) -> Submission:
    """The row of a draft, in the caller's transaction, with the files of the source and its answers under
    these names."""
    chosen = [getattr(Submission, name) for name in columns]
    answers = session.execute(sa.select(*chosen).where(Submission.id == source_id)).one()
    made = Submission(
        id=uuid.uuid4(),
        reference=new_reference("S"),
        engagement_id=target.engagement_id,
        requirement_key=key,
        part_key=part,
        made_by=person_id,
        made_at=clock.now(),
        **dict(zip(columns, answers, strict=True)),
    )
    session.add(made)
    session.flush()
    rows = session.execute(
        sa.select(SubmissionFile.file_id, SubmissionFile.place).where(
            SubmissionFile.submission_id == source_id
        )
    )
    if copies := [{"submission_id": made.id, "file_id": file_id, "place": place} for file_id, place in rows]:
        session.execute(sa.insert(SubmissionFile), copies)
    return made


def keep_written(session: Session, source_id: uuid.UUID, draft_id: uuid.UUID, **changes: object) -> None:
    """What was written of an assessment, in the caller's transaction; nothing where it was a document."""
    for table, its in ((Assessment, changes), (AssessmentFinding, {})):
        rows = session.execute(sa.select(*table.__table__.columns).where(table.submission_id == source_id))
        for row in rows.mappings().all():
            session.execute(sa.insert(table).values(**{**row, **its, "submission_id": draft_id}))
