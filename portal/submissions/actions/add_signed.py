"""What is sent with a signature and nothing else: a statement, and who puts a name to it."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import WHOLE
from portal import clock
from portal.access import Viewer
from portal.acting.references import new_reference
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.places.contracts import EngagementPlace
from portal.records import Submission
from portal.submissions.actions.keep_draft import Answers


def check_signature(name: str, position: str) -> tuple[str, str]:
    """Both as they are kept. Raises CannotDo."""
    name, position = one_line(name), one_line(position)
    refuse_problems(
        check_length("signed_name", name, "Enter your name.")
        | check_length("signed_position", position, "Enter your position.")
    )
    return name, position


def add_signed(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    *,
    statement: str | None,
    name: str,
    position: str,
    from_on: date | None = None,
    details: Answers | None = None,
) -> tuple[uuid.UUID, str]:
    """The row of a submission that is sent already, in the caller's transaction; its id and reference."""
    submission_id, reference, now = uuid.uuid4(), new_reference("S"), clock.now()
    session.execute(
        sa.insert(Submission).values(
            id=submission_id,
            reference=reference,
            engagement_id=place.engagement_id,
            requirement_key=requirement_key,
            part_key=WHOLE,
            from_on=from_on,
            statement=statement,
            signed_name=name,
            signed_position=position,
            details=details or {},
            made_by=viewer.person_id,
            made_at=now,
            sent_by=viewer.person_id,
            sent_at=now,
        )
    )
    return submission_id, reference
