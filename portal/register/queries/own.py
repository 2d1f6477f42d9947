"""An organisation's own register: its people, with their checks, their training and their contracts."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.periods import back_on, read_away
from portal.access import Audience, NotHere
from portal.places.organisations import OrganisationPlace
from portal.records import Assignment, DbsCheck, NamedRow, Person, StatusCheck, Training, Worker, table_of


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """Somebody as the organisation entered them; `away` are the days between two periods."""

    worker_id: uuid.UUID
    name: str
    staff_code: str
    shown_as: str
    job: str
    engaged_as: str
    eligibility: str
    started_on: date
    left_on: date | None
    renewal_applied_on: date | None
    away: tuple[Span, ...]

    @property
    def called(self) -> str:
        return self.name or self.staff_code

    @property
    def came_back(self) -> date | None:
        """The first day of the last period of somebody who left before."""
        return back_on(self.away)

    def is_here(self, today: date) -> bool:
        return self.left_on is None or self.left_on >= today


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What the Update Service said on a day."""

    on_date: date
    result: str


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A check on somebody's record, with its status checks, newest first."""

    check_id: uuid.UUID
    worker_id: uuid.UUID
    level: str
    adults_list: bool
    childrens_list: bool
    certificate_number: str
    issued_on: date | None
    seen_by: str
    seen_on: date | None
    update_service: bool | None
    outcome: str | None
    risk_decided_by: str
    risk_decided_on: date | None
    risk_reason: str
    recorded_by: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    status: tuple[StatusLine, ...]


@dataclass(frozen=True, slots=True)
class OwnTraining:
    training_id: uuid.UUID
    worker_id: uuid.UUID
    topic: str
    completed_on: date
    recorded_by: str
    recorded_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Stay:
    """The days of somebody under an engagement."""

    engagement_id: uuid.UUID
    from_on: date
    until_on: date | None
    away: tuple[Span, ...]

    def is_open(self, today: date) -> bool:
        return self.until_on is None or self.until_on >= today


PERSON = (
    Worker.id.label("worker_id"),
    Worker.name,
    Worker.staff_code,
    Worker.shown_as,
    Worker.job,
    Worker.engaged_as,
    Worker.eligibility,
    Worker.started_on,
    Worker.left_on,
    Worker.renewal_applied_on,
    Worker.away,
)


def own_person(row: NamedRow) -> OwnPerson:
    return OwnPerson(**row._asdict() | {"away": read_away(row.away)})


def list_own_people(session: Session, place: OrganisationPlace) -> tuple[OwnPerson, ...]:
    """Everybody who is not forgotten, by name. Raises NotHere for anybody else."""
    require_own(place)
    rows = session.execute(
        sa.select(*PERSON).where(Worker.organisation_id == place.organisation_id, Worker.removed_at.is_(None))
    )
    people = [own_person(row) for row in rows]
    return tuple(sorted(people, key=lambda each: (each.called.casefold(), str(each.worker_id))))


def get_own_person(session: Session, place: OrganisationPlace, worker_id: uuid.UUID) -> OwnPerson:
    """Raises NotHere for anybody else's people, and for who has been forgotten."""
    require_own(place)
    row = session.execute(
        sa.select(*PERSON).where(
            Worker.id == worker_id,
            Worker.organisation_id == place.organisation_id,
            Worker.removed_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotHere
    return own_person(row)


def require_own(place: OrganisationPlace) -> None:
    if Audience.OWN not in place.audiences:
        raise NotHere


def checks_of(session: Session, worker_ids: Collection[uuid.UUID]) -> defaultdict[uuid.UUID, list[OwnCheck]]:
    """By person, newest first; those that were taken back too."""
    status: defaultdict[uuid.UUID, list[StatusLine]] = defaultdict(list)
    said = (
        sa.select(StatusCheck.check_id, StatusCheck.on_date, StatusCheck.result)
        .join(DbsCheck, DbsCheck.id == StatusCheck.check_id)
        .where(DbsCheck.worker_id.in_(worker_ids))
        .order_by(StatusCheck.on_date.desc(), StatusCheck.recorded_at.desc())
    )
    for check_id, on_date, result in session.execute(said):
        status[check_id].append(StatusLine(on_date, result))
    query = (
        sa.select(
            DbsCheck.id.label("check_id"),
            DbsCheck.worker_id,
            DbsCheck.level,
            DbsCheck.adults_list,
            DbsCheck.childrens_list,
            DbsCheck.certificate_number,
            DbsCheck.issued_on,
            DbsCheck.seen_by,
            DbsCheck.seen_on,
            DbsCheck.update_service,
            DbsCheck.outcome,
            DbsCheck.risk_decided_by,
            DbsCheck.risk_decided_on,
            DbsCheck.risk_reason,
            Person.name.label("recorded_by"),
            DbsCheck.recorded_at,
            DbsCheck.withdrawn_at,
        )
        .join(Person, Person.id == DbsCheck.recorded_by)
        .where(DbsCheck.worker_id.in_(worker_ids))
        .order_by(sa.func.coalesce(DbsCheck.issued_on, date.min).desc(), DbsCheck.recorded_at.desc())
    )
    found: defaultdict[uuid.UUID, list[OwnCheck]] = defaultdict(list)
    for row in session.execute(query):
        found[row.worker_id].append(OwnCheck(**row._asdict(), status=tuple(status[row.check_id])))
    return found


def training_of(
    session: Session, worker_ids: Collection[uuid.UUID]
) -> defaultdict[uuid.UUID, list[OwnTraining]]:
    """By person, newest first; what was taken back too."""
    query = (
        sa.select(
            Training.id.label("training_id"),
            Training.worker_id,
            Training.topic,
            Training.completed_on,
            Person.name.label("recorded_by"),
            Training.recorded_at,
            Training.withdrawn_at,
        )
        .join(Person, Person.id == Training.recorded_by)
        .where(Training.worker_id.in_(worker_ids))
        .order_by(Training.completed_on.desc(), Training.recorded_at.desc())
    )
    found: defaultdict[uuid.UUID, list[OwnTraining]] = defaultdict(list)
    for row in session.execute(query):
        found[row.worker_id].append(OwnTraining(**row._asdict()))
    return found


def stays_of(session: Session, worker_ids: Collection[uuid.UUID]) -> defaultdict[uuid.UUID, list[Stay]]:
    """By person, the engagements under which each is or was."""
    found: defaultdict[uuid.UUID, list[Stay]] = defaultdict(list)
    query = sa.select(*table_of(Assignment).columns).where(Assignment.worker_id.in_(worker_ids))
    for row in session.execute(query.order_by(Assignment.from_on)):
        stay = Stay(row.engagement_id, row.from_on, row.until_on, read_away(row.away))
        found[row.worker_id].append(stay)
    return found
