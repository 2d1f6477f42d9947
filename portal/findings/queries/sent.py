"""What a partner has sent, to choose from as what shows that an action is done."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds.register import person_of
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.places.contracts import EngagementPlace
from portal.records import Submission
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.people import list_register
from portal.standing.queries.submissions import list_files

SHOWN = 60


@dataclass(frozen=True, slots=True)
class SentLine:
    """Something that was sent: what for, the names of its files, and whom it is about where it is about
    somebody. There is no requirement where the contract has ceased to ask for it."""

    submission_id: uuid.UUID
    reference: str
    requirement: Requirement | None
    part_key: str
    person: str
    files: tuple[str, ...]
    sent_at: datetime


def list_sent(session: Session, place: EngagementPlace) -> list[SentLine]:
    """Of the engagement, the latest first: as many as can be chosen from, and one more where there is one."""
    query = (
        sa.select(
            Submission.id,
            Submission.reference,
            Submission.requirement_key,
            Submission.part_key,
            Submission.sent_at,
        )
        .where(
            Submission.engagement_id == place.engagement_id,
            Submission.sent_at.is_not(None),
            Submission.taken_back_at.is_(None),
        )
        .order_by(Submission.sent_at.desc(), Submission.id)
        .limit(SHOWN + 1)
    )
    rows = session.execute(query).all()
    if not rows:
        return []
    versions = list_versions(session, [place.contract.contract_id])[place.contract.contract_id]
    asked = {each.key: each for version in versions for each in version.requirements}
    files, names = list_files(session, [row.id for row in rows]), names_of(session, place, asked)
    return [
        SentLine(
            row.id,
            row.reference,
            asked.get(row.requirement_key),
            row.part_key,
            names.get(person_of(row.part_key), ""),
            tuple(each.name for each in files.get(row.id, ())),
            row.sent_at,
        )
        for row in rows
    ]


def names_of(session: Session, place: EngagementPlace, asked: dict[str, Requirement]) -> dict[str, str]:
    """Of those on the register, by the key of their parts."""
    if not any(each.kind is Kind.REGISTER for each in asked.values()):
        return {}
    return {str(each.worker_id): each.name for each in list_register(session, place)}
