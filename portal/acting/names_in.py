"""Who is named in words that somebody else is to read."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.naming import Name
from portal.reading_once import reads_once
from portal.records import Membership, Person, Worker

HIDDEN = "Not shown here: it names somebody by now."
"""What the council reads in place of words that named nobody when they were written."""


def names_in(session: Session, partner_id: uuid.UUID, words: str) -> tuple[str, ...]:
    """Of the partner's workers and of those who act for it, whoever is named in full."""
    known = names_of(session, partner_id)
    return tuple(sorted(each for each in known if Name.spelt(each).is_named_in(words)))


@reads_once
def names_of(session: Session, partner_id: uuid.UUID) -> frozenset[str]:
    workers = sa.select(Worker.name).where(Worker.organisation_id == partner_id, Worker.name != "")
    people = sa.select(Person.name).join(Membership, Membership.person_id == Person.id)
    people = people.where(Membership.organisation_id == partner_id)
    return frozenset({*session.scalars(workers), *session.scalars(people)})
