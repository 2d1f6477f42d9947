"""Hold somebody's own row, so that whoever changes address or password and whoever is let in by them do it
one after the other."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Person


def lock_person(session: Session, person_id: uuid.UUID, *still: sa.ColumnElement[bool]) -> bool:
    """Until the transaction ends; False where `still` is so no more. Before the person's links, steps and
    sessions, as everywhere."""
    wanted = sa.select(Person.id).where(Person.id == person_id, *still)
    return session.scalar(wanted.with_for_update(key_share=True)) is not None
