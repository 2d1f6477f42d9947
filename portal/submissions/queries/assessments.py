"""Assessments as they are written in the portal."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.assessing import Finding, Impact, Way
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.records import Assessment, AssessmentFinding, Submission, SubmissionFile


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What is to be done by whom by when; a draft may lack each of them."""

    what: str
    who: str
    by_on: date | None


@dataclass(frozen=True, slots=True)
class WrittenAssessment:
    """What was written. `copied_from` says the day of the assessment that it was started from."""

    way: Way
    about: str
    took_part: str
    findings: tuple[Finding, ...]
    actions: tuple[PlannedAction, ...]
    actions_looked_at: bool
    signed_on: date | None
    copied_from_on: date | None

    @property
    def is_form(self) -> bool:
        return self.way is Way.FORM

    def finding(self, name: str) -> Finding:
        """What was found about that; an empty one where nothing was written yet."""
        return next((each for each in self.findings if each.name == name), Finding(name))


@dataclass(frozen=True, slots=True)
class EarlierAssessment:
    """One that was sent before, from which another can be started."""

    submission_id: uuid.UUID
    reference: str
    completed_on: date | None


def find_assessment(session: Session, place: SubmissionPlace) -> WrittenAssessment | None:
    """The assessment of the submission; None while nobody has chosen how to give it."""
    earlier = aliased(Submission)
    row = session.execute(
        sa.select(
            Assessment.way,
            Assessment.about,
            Assessment.took_part,
            Assessment.actions,
            Assessment.actions_looked_at,
            Assessment.signed_on,
            earlier.from_on.label("copied_from_on"),
        )
        .outerjoin(earlier, earlier.id == Assessment.copied_from)
        .where(Assessment.submission_id == place.submission_id)
    ).one_or_none()
    if row is None:
        return None
    return WrittenAssessment(
        way=Way(row.way),
        about=row.about,
        took_part=row.took_part,
        findings=list_findings(session, place.submission_id),
        actions=tuple(as_action(each) for each in row.actions),
        actions_looked_at=row.actions_looked_at,
        signed_on=row.signed_on,
        copied_from_on=row.copied_from_on,
    )


def is_own_document(session: Session, place: SubmissionPlace) -> bool:
    """Whether the partner chose to give a document of its own, or brought one before choosing."""
    way = session.scalar(sa.select(Assessment.way).where(Assessment.submission_id == place.submission_id))
    if way is not None:
        return way == Way.DOCUMENT
    files = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == place.submission_id)
    return session.scalars(files).first() is not None


def list_findings(session: Session, submission_id: uuid.UUID) -> tuple[Finding, ...]:
    """In the order of the form."""
    rows = session.execute(
        sa.select(
            AssessmentFinding.name,
            AssessmentFinding.impact,
            AssessmentFinding.words,
            AssessmentFinding.evidence,
            AssessmentFinding.mitigation,
        )
        .where(AssessmentFinding.submission_id == submission_id)
        .order_by(AssessmentFinding.place)
    )
    return tuple(
        Finding(
            name=row.name,
            impact=Impact(row.impact) if row.impact else None,
            words=row.words,
            evidence=row.evidence,
            mitigation=row.mitigation,
        )
        for row in rows
    )


def as_action(kept: dict[str, Any]) -> PlannedAction:
    return PlannedAction(kept["what"], kept["who"], date.fromisoformat(kept["by"]) if kept["by"] else None)


def find_earlier(session: Session, place: SubmissionPlace) -> EarlierAssessment | None:
    """The last one that was written in the portal and sent for this requirement of this engagement."""
    row = session.execute(
        sa.select(
            Submission.id.label("submission_id"),
            Submission.reference,
            Submission.from_on.label("completed_on"),
        )
        .join(Assessment, Assessment.submission_id == Submission.id)
        .where(
            Submission.engagement_id == place.engagement.engagement_id,
            Submission.requirement_key == place.requirement_key,
            Submission.sent_at.is_not(None),
            Assessment.way == Way.FORM,
        )
        .order_by(Submission.sent_at.desc())
        .limit(1)
    ).one_or_none()
    return EarlierAssessment(**row._asdict()) if row else None


def list_written(session: Session, place: EngagementPlace, key: str) -> dict[str, uuid.UUID]:
    """By reference, the submissions for a requirement that were written in the portal and sent."""
    rows = session.execute(
        sa.select(Submission.reference, Submission.id)
        .join(Assessment, Assessment.submission_id == Submission.id)
        .where(
            Submission.engagement_id == place.engagement_id,
            Submission.requirement_key == key,
            Submission.sent_at.is_not(None),
            Assessment.way == Way.FORM,
        )
    )
    return {row.reference: row.id for row in rows}
