"""The register of an engagement: who performs services under it, as the viewer may read it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.kinds.register import person_of
from checklists.periods import read_away
from portal.access import Audience, NotHere
from portal.places.contracts import EngagementPlace
from portal.records import Assignment, DbsCheck, Decision, NamedRow, ShownAs, Submission, Worker

FORGOTTEN = "Somebody who has left"


@dataclass(frozen=True, slots=True)
class CheckOfWorker:
    """The latest check sent for somebody. `decided` is accept or return, None while the lead has it."""

    submission_id: uuid.UUID
    reference: str
    issued_on: date | None
    level: str
    outcome: str | None
    seen_by: str
    seen_on: date | None
    sent_at: datetime
    decided: str | None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """Somebody on the register, with the days under this engagement, of which those are none on which the
    person was `away`. `name` is what the viewer may read: the
    name, or the staff code where the partner chose that the lead sees it."""

    worker_id: uuid.UUID
    name: str
    job: str
    engaged_as: str
    from_on: date
    until_on: date | None
    away: tuple[Span, ...]
    renewal_applied_on: date | None
    check: CheckOfWorker | None


def called(row: NamedRow, is_own: bool) -> str:
    """What a viewer reads of a person: `row` has name, staff_code, shown_as and removed_at; the person's own
    organisation reads the name."""
    if row.removed_at:
        return FORGOTTEN
    if is_own or row.shown_as == ShownAs.NAME:
        return str(row.name or row.staff_code)
    return str(row.staff_code)


NAMING = (Worker.name, Worker.staff_code, Worker.shown_as, Worker.removed_at)
"""The columns that `called` reads."""


def list_register(session: Session, place: EngagementPlace) -> tuple[RegisterLine, ...]:
    """Who performs services under the engagement, by name. Raises NotHere for those who see no names."""
    require_names(place)
    checks = latest_checks(session, place.engagement_id)
    is_own = Audience.PARTNER in place.audiences
    rows = session.execute(
        sa.select(
            Worker.id,
            *NAMING,
            Worker.job,
            Worker.engaged_as,
            Worker.renewal_applied_on,
            Assignment.from_on,
            Assignment.until_on,
            Assignment.away,
        )
        .join(Assignment, Assignment.worker_id == Worker.id)
        .where(Assignment.engagement_id == place.engagement_id)
    )
    lines = [
        RegisterLine(
            row.id,
            called(row, is_own),
            row.job,
            row.engaged_as,
            row.from_on,
            row.until_on,
            read_away(row.away),
            row.renewal_applied_on,
            checks.get(str(row.id)),
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), str(line.worker_id))))


def require_names(place: EngagementPlace) -> None:
    """Raises NotHere for those who see no names."""
    if not place.audiences & {Audience.PARTNER, Audience.REVIEWER}:
        raise NotHere


def latest_checks(session: Session, engagement_id: uuid.UUID) -> dict[str, CheckOfWorker]:
    """By part key, the newest check that was sent, of several of one day the one that was sent last, with
    what stands of the decisions on it."""
    rows = session.execute(
        sa.select(
            Submission.part_key,
            Submission.id.label("submission_id"),
            Submission.reference,
            Submission.from_on.label("issued_on"),
            DbsCheck.level,
            DbsCheck.outcome,
            DbsCheck.seen_by,
            DbsCheck.seen_on,
            Submission.sent_at,
            Decision.outcome.label("decided"),
        )
        .join(DbsCheck, DbsCheck.id == Submission.check_id)
        .outerjoin(Decision, Decision.submission_id == Submission.id)
        .where(
            Submission.engagement_id == engagement_id,
            Submission.sent_at.is_not(None),
            DbsCheck.withdrawn_at.is_(None),
        )
        .order_by(sa.func.coalesce(Submission.from_on, date.min), Submission.sent_at, Decision.made_at)
    )
    return {row.part_key: latest_check(row) for row in rows}


def latest_check(row: NamedRow) -> CheckOfWorker:
    return CheckOfWorker(
        submission_id=row.submission_id,
        reference=row.reference,
        issued_on=row.issued_on,
        level=row.level,
        outcome=row.outcome,
        seen_by=row.seen_by,
        seen_on=row.seen_on,
        sent_at=row.sent_at,
        decided=row.decided,
    )


def find_person_name(session: Session, place: EngagementPlace, part_key: str) -> str | None:
    """Whom a register's part is about, as the viewer may read it; None for any other part."""
    require_names(place)
    try:
        worker_id = uuid.UUID(person_of(part_key))
    except ValueError:
        return None
    theirs = Worker.organisation_id == place.partner_id
    row = session.execute(sa.select(*NAMING).where(Worker.id == worker_id, theirs)).one_or_none()
    return called(row, Audience.PARTNER in place.audiences) if row else None
