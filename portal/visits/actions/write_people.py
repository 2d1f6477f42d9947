"""Write down who of the lead and the council takes part in a visit."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import VisitPerson


def write_people(session: Session, visit_id: uuid.UUID, people: Iterable[uuid.UUID]) -> None:
    """In place of those who did. In the caller's transaction."""
    session.execute(sa.delete(VisitPerson).where(VisitPerson.visit_id == visit_id))
    if rows := [{"visit_id": visit_id, "person_id": each} for each in sorted(people)]:
        session.execute(sa.insert(VisitPerson), rows)
