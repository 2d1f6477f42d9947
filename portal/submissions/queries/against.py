"""What the days of a submission are held against, so that what is odd about them is said in time."""

from datetime import date

from sqlalchemy.orm import Session

from checklists.odd_days import Against
from checklists.requirement import Requirement
from portal.places.contracts import SubmissionPlace
from portal.visits.queries.booked import find_next_visit


def days_against(session: Session, place: SubmissionPlace, requirement: Requirement, today: date) -> Against:
    """The requirement as it is worded today, with the next visit to the engagement."""
    engagement = place.engagement
    visit_on = find_next_visit(session, engagement, today)
    return Against(requirement, place.part_key, engagement.span, today, visit_on)
