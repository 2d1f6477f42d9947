"""Take back a check or training that was entered by mistake, as long as no lead has accepted it."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.exc import StaleDataError

from checklists.vocabulary import Outcome
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import DbsCheck, Decision, Submission, Training
from portal.register.actions.check_entries import NOT_YOURS
from portal.register.actions.write_rows import engagements_of, finish, lock_people
from portal.standing.actions.rewrite_standing import lock_engagements

TOO_LATE = "A lead provider has accepted this already. Ask it to correct its decision."


def withdraw_record(
    session: Session, viewer: Viewer, place: OrganisationPlace, worker_id: uuid.UUID, record_id: uuid.UUID
) -> None:
    """It is shown no more, and nobody has to decide on it. One that is taken back already is what was wanted.
    Raises NotAllowed, NotHere or CannotDo, and StaleDataError where it is sent somewhere at the same moment:
    done anew it is taken back there too."""
    require(place.audiences, Audience.OWN, NOT_YOURS)
    shown = sa.or_(Submission.check_id == record_id, Submission.training_id == record_id)
    engagements = shown_to(session, shown)
    lock_engagements(session, sorted({*engagements, *engagements_of(session, [worker_id])}))
    lock_people(session, place, [worker_id])
    if shown_to(session, shown) != engagements:
        raise StaleDataError("it was sent for another contract a moment ago")
    if is_accepted(session, shown):
        raise CannotDo({"": TOO_LATE})
    table = find_table(session, worker_id, record_id)
    gone = sa.update(table).where(table.id == record_id, table.withdrawn_at.is_(None))
    if session.scalars(gone.values(withdrawn_at=clock.now()).returning(table.id)).one_or_none() is None:
        return
    data: dict[str, object] = {"organisation": str(place.organisation_id), "record": str(record_id)}
    finish(session, viewer.person_id, "record-withdrawn", data, engagements)


def shown_to(session: Session, shown: sa.ColumnElement[bool]) -> set[uuid.UUID]:
    """The engagements to which it was sent."""
    return set(session.scalars(sa.select(Submission.engagement_id).where(shown)))


def is_accepted(session: Session, shown: sa.ColumnElement[bool]) -> bool:
    """Whether an acceptance stands that no other decision has corrected."""
    correction = aliased(Decision)
    accepted = (
        sa.select(Decision.id)
        .join(Submission, Submission.id == Decision.submission_id)
        .outerjoin(correction, correction.corrects_id == Decision.id)
        .where(shown, Decision.outcome == Outcome.ACCEPT, correction.id.is_(None))
    )
    return session.scalars(accepted).first() is not None


def find_table(
    session: Session, worker_id: uuid.UUID, record_id: uuid.UUID
) -> type[DbsCheck] | type[Training]:
    """Which of the two it is; raises NotHere where the person has no such record."""
    if session.scalar(
        sa.select(DbsCheck.id).where(DbsCheck.id == record_id, DbsCheck.worker_id == worker_id)
    ):
        return DbsCheck
    if session.scalar(
        sa.select(Training.id).where(Training.id == record_id, Training.worker_id == worker_id)
    ):
        return Training
    raise NotHere
