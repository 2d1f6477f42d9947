"""What may be sent and decided for: a requirement that is asked, and a part of it that there is."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds.accounts import is_day
from checklists.requirement import WHOLE, Checklist, Requirement
from checklists.vocabulary import Kind
from portal.access import NotHere
from portal.places.contracts import EngagementPlace
from portal.records import Assignment
from portal.standing.queries.in_force import get_checklist


def get_checklist_of(session: Session, place: EngagementPlace, on: date) -> Checklist:
    """What is asked of the engagement on the day, or where it has not begun by then, on its first day: what
    is prepared for that is signed and decided as it reads then. Raises NotHere."""
    return get_checklist(session, place.contract.contract_id, place.asked_on(on))


def get_requirement(session: Session, place: EngagementPlace, key: str, on: date) -> Requirement:
    """One requirement of these, as it is worded there; raises NotHere."""
    return worded_in(get_checklist_of(session, place, on), key)


def worded_in(checklist: Checklist, key: str) -> Requirement:
    """The requirement of that key; raises NotHere."""
    try:
        return checklist.requirement(key)
    except KeyError:
        raise NotHere from None


def require_part(session: Session, place: EngagementPlace, key: str, part: str, on: date) -> Requirement:
    """The requirement, where it has that part for the engagement; raises NotHere. All have the whole."""
    requirement = get_requirement(session, place, key, on)
    check_part(session, place, requirement, part)
    return requirement


def check_part(session: Session, place: EngagementPlace, requirement: Requirement, part: str) -> None:
    """Raises NotHere where the requirement has no such part for the engagement."""
    if part == WHOLE:
        return
    match requirement.kind:
        case Kind.COVER:
            found = part in {cover.key for cover in requirement.parts}
        case Kind.ACCOUNTS:
            found = is_day(part)
        case Kind.REGISTER:
            found = is_on_register(session, place.engagement_id, part)
        case _:
            found = False
    if not found:
        raise NotHere


def is_on_register(session: Session, engagement_id: uuid.UUID, part: str) -> bool:
    try:
        worker_id = uuid.UUID(part)
    except ValueError:
        return False
    query = sa.select(Assignment.worker_id).where(
        Assignment.engagement_id == engagement_id, Assignment.worker_id == worker_id
    )
    return str(worker_id) == part and session.scalar(query) is not None
