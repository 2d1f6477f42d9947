"""Who decides on what a partner sent."""

from portal.access import Audience, NotAllowed, Viewer, require
from portal.places.contracts import EngagementPlace

OWN = "You belong to the partner too, so somebody else decides on what it sent."


def require_reviewer(viewer: Viewer, place: EngagementPlace) -> None:
    """Raises NotAllowed."""
    require(place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers decide on returns.")
    if place.partner_id in viewer.organisations:
        raise NotAllowed(OWN)
