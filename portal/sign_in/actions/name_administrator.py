"""Name who looks after the installation, from the command line."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import Administrator, Person


def name_administrator(session: Session, email: str) -> None:
    """From now on that person sees what work has failed; named twice is once. Raises CannotDo."""
    person_id = find_person(session, email)
    if session.get(Administrator, person_id) is None:
        session.add(Administrator(person_id=person_id, since_at=clock.now()))
        record_event(session, "administrator-named", None, data={"person": str(person_id)})
    session.commit()


def end_administrator(session: Session, email: str) -> None:
    """No longer; where it was not so, nothing changes. Raises CannotDo."""
    person_id = find_person(session, email)
    was = (
        sa.delete(Administrator)
        .where(Administrator.person_id == person_id)
        .returning(Administrator.person_id)
    )
    if session.scalar(was):
        record_event(session, "administrator-ended", None, data={"person": str(person_id)})
    session.commit()


def find_person(session: Session, email: str) -> uuid.UUID:
    """Locked, so that two who name the same person do it one after the other."""
    wanted = sa.select(Person.id).where(Person.email == email.strip().lower()).with_for_update(key_share=True)
    person_id = session.scalar(wanted)
    if person_id is None:
        raise CannotDo({"email": f"Nobody signs in with {email}."})
    return person_id
