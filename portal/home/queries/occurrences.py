"""What somebody has to tell, or to forward, by its day."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.access import Viewer
from portal.occurrences.queries.occurrences import list_asked_of, list_to_forward
from portal.occurrences.queries.told import Line
from portal.places.mine import MyEngagement
from portal.records import Contract


def list_my_occurrences(
    session: Session, viewer: Viewer, engagements: Sequence[MyEngagement], days: Span
) -> list[Line]:
    """What partners that the viewer belongs to were asked to tell, and what she has to forward as one of the
    lead, where it is due on one of the days."""
    leads = viewer.with_role("manager", "reviewer")
    found = list_asked_of(session, [each.engagement_id for each in engagements])
    if leads:
        found += list_to_forward(session, Contract.lead_id.in_(leads))
    return [each for each in found if (due_on := each.tell_by or each.forward_by) and due_on in days]
