"""Who comes in here, of all who were ever asked to."""

import sqlalchemy as sa

from portal.records import Invitation, Person, ProviderIdentity


def has_way_in() -> sa.ColumnElement[bool]:
    """Of a person: whether there is a password, or an organisation that has vouched for them. Whoever has
    neither was invited and has not come."""
    is_vouched_for = sa.exists().where(ProviderIdentity.person_id == Person.id).correlate(Person)
    return sa.or_(Person.password_hash.is_not(None), is_vouched_for)


def is_unanswered() -> sa.ColumnElement[bool]:
    """Of an invitation. Said so that the index of all open ones does not serve: it is found by its id, its
    organisation or its lead, and never among everybody's."""
    return sa.func.coalesce(Invitation.answer, "") == ""
