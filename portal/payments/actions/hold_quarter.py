"""Hold the account of an engagement, so that nobody else changes it or its figures meanwhile."""

from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer, require
from portal.payments.queries.account import Quarter, find_account
from portal.places.contracts import EngagementPlace
from portal.standing.actions.lock_engagements import lock_engagement

MANAGERS = "Only the lead provider's managers put up and approve what is paid."
OWN = "You belong to the partner too, so somebody else sees to what it is paid."


def hold_quarter(session: Session, viewer: Viewer, place: EngagementPlace, quarter: str) -> Quarter:
    """Raises NotAllowed or NotHere."""
    require(place.audiences, Audience.MANAGER, MANAGERS)
    if place.partner_id in viewer.organisations:
        raise NotAllowed(OWN)
    lock_engagement(session, place.engagement_id)
    account = find_account(session, place, clock.today())
    found = account.find(quarter) if account else None
    if found is None:
        raise NotHere
    return found
