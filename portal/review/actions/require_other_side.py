"""Who decides: never whoever sent it, by organisation and by person."""

from checklists.requirement import Requirement
from portal.access import Audience, NotAllowed, Viewer, require
from portal.places.contracts import EngagementPlace, SubmissionPlace

OWN_ENTRY = "You sent this yourself, so somebody else has to decide."


def require_other_side(viewer: Viewer, place: EngagementPlace) -> None:
    """Reviewers decide, and the submitter's organisation never on its own submission."""
    require(place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers decide.")
    if place.partner_id in viewer.organisations:
        raise NotAllowed("You belong to the organisation that sent this, so somebody else has to decide.")


def require_another(viewer: Viewer, place: SubmissionPlace, requirement: Requirement) -> None:
    """Nobody decides on what they sent themselves: what came by post and they entered, or what they sent
    from where they worked before. What the lead carries out itself it records with its decision."""
    if requirement.is_the_partners and viewer.person_id in place.entered_by:
        raise NotAllowed(OWN_ENTRY)
