"""Record what somebody's DBS certificate says, once for all contracts. No copy of it is kept."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.wording import refuse_problems
from portal.places.organisations import OrganisationPlace
from portal.records import DbsCheck, Submission
from portal.register.actions.check_entries import NOT_YOURS, CheckEntry, problems_of_check
from portal.register.actions.send_records import Record, SentRecord, send_records, was_returned
from portal.register.actions.write_rows import finish, finish_all, insert_checks, lock_people


@dataclass(frozen=True, slots=True)
class Recorded:
    """The check or the training, whether it was recorded before, and what was sent of it now."""

    record_id: uuid.UUID
    sent: tuple[SentRecord, ...]
    was_known: bool = False


def record_check(
    session: Session, viewer: Viewer, place: OrganisationPlace, worker_id: uuid.UUID, entry: CheckEntry
) -> Recorded:
    """The check is on the person's record, and goes to every lead that asks for it. What is known of it
    already is not recorded twice, and goes to those that have not had it. Raises NotAllowed, NotHere or
    CannotDo."""
    require(place.audiences, Audience.OWN, NOT_YOURS)
    entry = entry.tidied()
    refuse_check(entry, clock.today())
    lock_people(session, place, [worker_id])
    if known := find_same(session, worker_id, entry):
        return send_known(session, viewer.person_id, Record(known, worker_id, entry.issued_on))
    records = insert_checks(session, viewer.person_id, [(worker_id, entry)])
    sent = send_records(session, viewer.person_id, records)
    check_id = records[0].record_id
    data = {
        "organisation": str(place.organisation_id),
        "worker": str(worker_id),
        "check": str(check_id),
    }
    finish(session, viewer.person_id, "check-recorded", data, sent=sent)
    return Recorded(check_id, tuple(sent))


def send_known(session: Session, person_id: uuid.UUID, record: Record) -> Recorded:
    """What was recorded before goes to whatever asks for it since. Commits."""
    sent = send_records(session, person_id, [record])
    finish_all(session, person_id, (), sent=sent)
    return Recorded(record.record_id, tuple(sent), was_known=True)


def refuse_check(entry: CheckEntry, today: date) -> None:
    """Raises CannotDo where it cannot be recorded as it was typed."""
    refuse_problems(problems_of_check(entry.tidied(), today))


def find_same(session: Session, worker_id: uuid.UUID, entry: CheckEntry) -> uuid.UUID | None:
    """A check of the person that says just that, unless a lead returned it: then it is sent anew."""
    said = [getattr(DbsCheck, name).is_not_distinct_from(value) for name, value in asdict(entry).items()]
    query = sa.select(DbsCheck.id).where(
        DbsCheck.worker_id == worker_id,
        DbsCheck.withdrawn_at.is_(None),
        *said,
        ~was_returned(Submission.check_id == DbsCheck.id),
    )
    return session.scalars(query.limit(1)).first()
