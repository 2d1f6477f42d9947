"""The telephone number that somebody has given."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Person


def find_telephone(session: Session, person_id: uuid.UUID) -> str:
    """Empty where there is none."""
    return session.scalar(sa.select(Person.telephone).where(Person.id == person_id)) or ""
