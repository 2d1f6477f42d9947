"""person: what whoever runs the portal does about somebody who signs in, each with a reason."""

import uuid
from argparse import Namespace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere
from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.people.actions.change_address import correct_address
from portal.people.actions.change_part import change_part
from portal.people.actions.disable_person import (
    disable_person,
    enable_person,
    end_all_sessions,
    find_person,
    said_reason,
)
from portal.records import Membership, Organisation

NOT_HERS = "{} does not act for {}"


def disable(chosen: Namespace) -> int:
    with opened() as database, database.writing() as session:
        is_new = disable_person(session, chosen.email, chosen.reason)
    already = "" if is_new else " That was so already."
    print(f"{chosen.email} cannot sign in any more, and no session is left.{already}")
    return 0


def enable(chosen: Namespace) -> int:
    with opened() as database, database.writing() as session:
        is_new = enable_person(session, chosen.email, chosen.reason)
    print(f"{chosen.email} can sign in{' again' if is_new else ': that was so already'}.")
    return 0


def give_role(chosen: Namespace) -> int:
    with opened() as database, database.writing() as session:
        person_id = find_person(session, chosen.email)
        organisation_id = get_organisation(session, person_id, chosen)
        reason = said_reason(chosen.reason)
        try:
            change_part(session, None, organisation_id, person_id, chosen.role, reason=reason)
        except NotHere:
            raise Failed(NOT_HERS.format(chosen.email, chosen.organisation)) from None
    print(f"{chosen.email} is {chosen.role} at {chosen.organisation}.")
    return 0


def get_organisation(session: Session, person_id: uuid.UUID, chosen: Namespace) -> uuid.UUID:
    """The one of that name that the person acts for: others may be called so too. Raises Failed."""
    called = sa.select(Organisation.id).where(Organisation.name == chosen.organisation)
    hers = called.join(Membership, Membership.organisation_id == Organisation.id)
    found = session.scalars(hers.where(Membership.person_id == person_id)).all()
    if len(found) > 1:
        raise Failed(f"{chosen.email} acts for several organisations called {chosen.organisation}")
    if not found and session.scalar(called.limit(1)) is None:
        raise Failed(f"there is no organisation {chosen.organisation}")
    if not found:
        raise Failed(NOT_HERS.format(chosen.email, chosen.organisation))
    return found[0]


def end_sessions(chosen: Namespace) -> int:
    with opened() as database, database.writing() as session:
        count = end_all_sessions(session, chosen.email, chosen.reason)
    print(f"Ended {count} {'session' if count == 1 else 'sessions'} of {chosen.email}.")
    return 0


def change_address(chosen: Namespace) -> int:
    with opened() as database, database.writing() as session:
        correct_address(session, chosen.email, chosen.new, chosen.reason)
    print(f"{chosen.new} signs in in place of {chosen.email}. All sessions have ended.")
    return 0
