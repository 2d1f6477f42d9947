"""Remove somebody from an organisation, or leave it: from the next request on."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.people.actions.end_sessions import close_ways_in
from portal.people.actions.hand_on import clear_contacts, hand_on_contracts, hand_on_work
from portal.people.actions.lock_people import (
    find_role,
    list_managers,
    lock_around,
    require_manager,
    require_others,
)
from portal.people.queries.hers import whats_hers
from portal.people.queries.people import find_person, list_people
from portal.places.organisations import OrganisationPlace
from portal.records import Membership

NEEDED = "Choose who takes over what is hers or his."


def remove_person(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    person_id: uuid.UUID,
    successor_id: uuid.UUID | None,
) -> bool:
    """She acts for the organisation no more; what she had goes to the successor. Whether she did until now:
    who is gone already is what was wanted. Who has nobody beside her leaves it to nobody.

    The viewer is one of its managers, or leaves by herself. Raises NotHere or CannotDo. Commits.
    """
    organisation_id = place.organisation_id
    lock_around(session, organisation_id, person_id)
    if viewer.person_id != person_id:
        require_manager(session, viewer, organisation_id)
    if find_role(session, organisation_id, person_id) is None:
        return False
    require_others(session, organisation_id, person_id, clock.today())
    counts = hand_on(session, viewer, organisation_id, person_id, successor_id)
    session.execute(sa.delete(Membership).where(*membership_of(organisation_id, person_id)))
    if not belongs_somewhere(session, person_id):
        close_ways_in(session, person_id)
    name = "person-left" if viewer.person_id == person_id else "person-removed"
    data = {"person": str(person_id), "organisation": str(organisation_id), **counts}
    record_event(session, name, viewer.person_id, data=data)
    session.commit()
    return True


def hand_on(
    session: Session,
    viewer: Viewer,
    organisation_id: uuid.UUID,
    person_id: uuid.UUID,
    successor_id: uuid.UUID | None,
) -> dict[str, object]:
    """What the event says of it. Raises CannotDo where somebody has to be named who is not."""
    successor = find_person(session, organisation_id, successor_id) if successor_id else None
    if successor and (successor.person_id == person_id or successor.is_disabled):
        successor = None
    hers = whats_hers(session, organisation_id, person_id, clock.today())
    if successor is None and hers.is_anything and has_colleague(session, organisation_id, person_id):
        raise CannotDo({"successor": NEEDED})
    may_manage = successor is not None and successor.person_id in list_managers(session, organisation_id)
    heir = successor.person_id if successor and may_manage else None
    said: dict[str, object] = {}
    if successor:
        counts = hand_on_work(session, organisation_id, person_id, successor.person_id)
        said = {"successor": str(successor.person_id), **counts}
    hand_on_contracts(session, viewer.person_id, organisation_id, person_id, heir)
    clear_contacts(session, viewer.person_id, organisation_id, person_id)
    return said


def has_colleague(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Somebody else who could take something over."""
    people = list_people(session, organisation_id)
    return any(each.person_id != person_id and not each.is_disabled for each in people)


def membership_of(organisation_id: uuid.UUID, person_id: uuid.UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return Membership.organisation_id == organisation_id, Membership.person_id == person_id


def belongs_somewhere(session: Session, person_id: uuid.UUID) -> bool:
    return (
        session.scalar(sa.select(Membership.id).where(Membership.person_id == person_id).limit(1)) is not None
    )
