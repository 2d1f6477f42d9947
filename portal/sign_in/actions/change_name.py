"""Change what one is called."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.record_event import record_event
from portal.acting.wording import check_length, one_line, refuse_problems, too_long
from portal.records import Person

LONGEST = 40
"""Characters of a telephone number, with its extension."""


def change_name(session: Session, person_id: uuid.UUID, name: str, telephone: str | None = None) -> None:
    """The same name again changes nothing; without a telephone number the one that there is stays. Raises
    CannotDo. Commits."""
    name = one_line(name)
    problems = check_length("name", name, "Enter your name.")
    if telephone is not None and len(one_line(telephone)) > LONGEST:
        problems["telephone"] = too_long("Your telephone number", LONGEST)
    refuse_problems(problems)
    if telephone is not None:
        said = sa.update(Person).where(Person.id == person_id)
        session.execute(said.values(telephone=one_line(telephone) or None))
    changing = sa.update(Person).where(Person.id == person_id, Person.name != name).values(name=name)
    if session.scalar(changing.returning(Person.id)):
        record_event(session, "name-changed", person_id)
    session.commit()
