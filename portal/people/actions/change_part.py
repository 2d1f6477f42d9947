"""Change what somebody is in an organisation: manager, reviewer or member; from the next request on."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.invitations.queries.parts import NOBODY_REVIEWS, parts_of
from portal.people.actions.hand_on import hand_on_contracts
from portal.people.actions.lock_people import (
    find_role,
    list_managers,
    lock_around,
    require_manager,
    require_other_manager,
)
from portal.records import Membership, Role

CHOOSE = "Choose what the person does."


def change_part(
    session: Session,
    viewer: Viewer | None,
    organisation_id: uuid.UUID,
    person_id: uuid.UUID,
    role: str,
    successor_id: uuid.UUID | None = None,
    *,
    reason: str = "",
) -> bool:
    """Whether anything is new. A manager who is none any more has no contract: the successor has hers, where
    one of the managers is named.

    Without a viewer it is whoever runs the portal, who gives a reason. Raises NotHere or CannotDo. Commits.
    """
    lock_around(session, organisation_id, person_id)
    if viewer:
        require_manager(session, viewer, organisation_id)
    before = find_role(session, organisation_id, person_id)
    if before is None:
        raise NotHere
    if before == role:
        return False
    check_part(session, organisation_id, role)
    by = viewer.person_id if viewer else None
    if before == Role.MANAGER:
        require_other_manager(session, organisation_id, person_id)
        managers = set(list_managers(session, organisation_id)) - {person_id}
        heir = successor_id if successor_id in managers else None
        hand_on_contracts(session, by, organisation_id, person_id, heir)
    session.execute(
        sa.update(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.person_id == person_id)
        .values(role=role)
    )
    data = {"person": str(person_id), "organisation": str(organisation_id), "from": before, "to": role}
    record_event(session, "part-changed", by, data=data | ({"reason": reason} if reason else {}))
    session.commit()
    return True


def check_part(session: Session, organisation_id: uuid.UUID, role: str) -> None:
    """Raises CannotDo for a part that the organisation does not have."""
    if role not in set(Role):
        raise CannotDo({"role": CHOOSE})
    if role not in parts_of(session, organisation_id):
        raise CannotDo({"role": NOBODY_REVIEWS})
