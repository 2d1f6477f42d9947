"""Change what one is called."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.record_event import record_event
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.records import Person


def change_name(session: Session, person_id: uuid.UUID, name: str) -> None:
    """The same name again changes nothing. Raises CannotDo. Commits."""
    name = one_line(name)
    refuse_problems(check_length("name", name, "Enter your name."))
    changing = sa.update(Person).where(Person.id == person_id, Person.name != name).values(name=name)
    if session.scalar(changing.returning(Person.id)):
        record_event(session, "name-changed", person_id)
    session.commit()
