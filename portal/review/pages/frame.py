"""Who decides: a reviewer who has come to a submission, or to a slot, of somebody else's organisation."""

from sqlalchemy.orm import Session

from evidence.store import Store
from portal.access import Audience, Viewer
from portal.places.contracts import EngagementPlace
from portal.review.actions.require_other_side import require_other_side
from portal.submissions.actions.keep_received import require_entering
from portal.web.addresses import QUEUE, RECEIPT
from portal.web.at import AtEngagement, AtSubmission, GoTo, at_engagement, at_submission, family
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.http import Request


class AtReview(AtSubmission):
    """A reviewer who has come to a submission that others have sent."""

    @property
    def engagement(self) -> EngagementPlace:
        return self.place.engagement

    @property
    def store(self) -> Store:
        store: Store = self.request.app.state.store
        return store

    def frame(self) -> dict[str, object]:
        contract = self.engagement.contract
        queue = {"text": "To review", "href": QUEUE(contract.contract_id)}
        return {
            "place": contract,
            "engagement": self.engagement,
            "tab": "queue",
            "breadcrumbs": contract_crumbs(contract, queue),
        }


def at_review(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtReview:
    """Raises NotHere, NotAllowed for whoever belongs to the organisation that has sent it, and GoTo for
    whoever has entered it for the partner: its receipt says who decides."""
    at = at_submission(request, session, viewer, as_at)
    require_other_side(viewer, at.place.engagement)
    if at.place.is_received and viewer.person_id in at.place.entered_by:
        raise GoTo(RECEIPT(at.place.submission_id))
    return AtReview(request, session, viewer, as_at, at.place)


def at_waiving(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtEngagement:
    """The same for a slot of which something is waived."""
    at = at_engagement(request, session, viewer, as_at)
    require_other_side(viewer, at.place)
    return at


def at_receiving(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtEngagement:
    """The same for a slot for which something came by post."""
    at = at_engagement(request, session, viewer, as_at)
    require_entering(viewer, at.place)
    return at


OF_REVIEW = family(at_review, Audience.REVIEWER, Audience.MANAGER)
OF_WAIVING = family(at_waiving, Audience.REVIEWER, Audience.MANAGER)
OF_RECEIVING = family(at_receiving, Audience.REVIEWER, Audience.MANAGER)
