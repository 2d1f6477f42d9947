"""Write an assessment in the portal, a page at a time; or say that an own document is given instead."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.assessing import Finding, Way, findings_asked
from checklists.requirement import Requirement
from portal.access import NotHere
from portal.places.contracts import SubmissionPlace
from portal.records import Assessment, AssessmentFinding, Submission
from portal.submissions.actions.keep_draft import require_draft
from portal.submissions.queries.assessments import PlannedAction, find_earlier

NOTHING: dict[str, object] = {"about": "", "took_part": "", "actions": [], "actions_looked_at": False}


def choose_way(session: Session, place: SubmissionPlace, way: Way) -> None:
    """How the assessment is given. Whatever was written stays, should the partner change its mind again.

    Raises NotHere or CannotDo, as all of these do.
    """
    require_draft(session, place)
    changed = sa.update(Assessment).where(Assessment.submission_id == place.submission_id)
    if session.execute(changed.values(way=way)).rowcount == 0:  # type: ignore[attr-defined]  # a CursorResult
        session.execute(sa.insert(Assessment).values(submission_id=place.submission_id, way=way, **NOTHING))
    session.commit()


def start_from_earlier(session: Session, place: SubmissionPlace) -> None:
    """Copy what was written in the last one that was sent, but for its dates and its signature.

    Raises NotHere where there is none.
    """
    require_draft(session, place)
    earlier = find_earlier(session, place)
    if earlier is None:
        raise NotHere
    for table in (AssessmentFinding, Assessment):
        session.execute(sa.delete(table).where(table.submission_id == place.submission_id))
    copy(session, Assessment, earlier.submission_id, place, copied_from=earlier.submission_id)
    copy(session, AssessmentFinding, earlier.submission_id, place)
    session.commit()


def copy(
    session: Session,
    table: type[Assessment] | type[AssessmentFinding],
    source_id: object,
    place: SubmissionPlace,
    **changes: object,
) -> None:
    rows = session.execute(sa.select(*table.__table__.columns).where(table.submission_id == source_id))
    anew: dict[str, object] = {"submission_id": place.submission_id, **changes}
    if table is Assessment:
        anew |= {"signed_on": None, "actions_looked_at": False}
    for row in rows.mappings().all():
        session.execute(sa.insert(table).values(**{**row, **anew}))


def keep_about(
    session: Session, place: SubmissionPlace, about: str, took_part: str, completed_on: date | None
) -> None:
    """What is assessed, who took part, and the day on which it was completed."""
    change(session, place, about=about, took_part=took_part)
    answer(session, place, from_on=completed_on)
    session.commit()


def keep_finding(
    session: Session, place: SubmissionPlace, requirement: Requirement, finding: Finding
) -> None:
    """In place of what was written about the same before; raises NotHere for what is not asked."""
    asked = findings_asked(requirement)
    if finding.name not in asked:
        raise NotHere
    change(session, place)
    session.execute(
        sa.delete(AssessmentFinding).where(
            AssessmentFinding.submission_id == place.submission_id, AssessmentFinding.name == finding.name
        )
    )
    session.execute(
        sa.insert(AssessmentFinding).values(
            submission_id=place.submission_id,
            name=finding.name,
            place=asked.index(finding.name) + 1,
            impact=finding.impact,
            words=finding.words,
            evidence=finding.evidence,
            mitigation=finding.mitigation,
        )
    )
    session.commit()


def keep_actions(
    session: Session, place: SubmissionPlace, actions: Sequence[PlannedAction], *, looked_at: bool
) -> None:
    """All that is to be done; `looked_at` where that may be nothing."""
    kept = [
        {"what": each.what, "who": each.who, "by": each.by_on.isoformat() if each.by_on else ""}
        for each in actions
    ]
    change(session, place, actions=kept, actions_looked_at=looked_at)
    session.commit()


def keep_signature(
    session: Session, place: SubmissionPlace, name: str, position: str, signed_on: date | None
) -> None:
    """Who signs it, as what, and when."""
    change(session, place, signed_on=signed_on)
    answer(session, place, signed_name=name, signed_position=position)
    session.commit()


def change(session: Session, place: SubmissionPlace, **values: object) -> None:
    """In the draft's assessment; raises NotHere where nobody has chosen to write one."""
    require_draft(session, place)
    of_draft = Assessment.submission_id == place.submission_id
    if session.scalar(sa.select(Assessment.way).where(of_draft)) != Way.FORM:
        raise NotHere
    if values:
        session.execute(sa.update(Assessment).where(of_draft).values(**values))


def answer(session: Session, place: SubmissionPlace, **values: object) -> None:
    session.execute(sa.update(Submission).where(Submission.id == place.submission_id).values(**values))
