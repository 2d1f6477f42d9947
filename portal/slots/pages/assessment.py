"""What the slot of an assessment shows beside the usual: what was written in the portal, and incidents."""

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.assessments.presenters.incident import standing_days
from portal.assessments.queries import list_incidents
from portal.submissions.queries.assessments import list_written
from portal.web.assessment_addresses import READ_ASSESSMENT
from portal.web.at import AtEngagement

NOTHING: dict[str, object] = {"written": {}, "incident_days": ()}


def assessment_notes(at: AtEngagement, requirement: Requirement) -> dict[str, object]:
    """By reference, where each can be read; and the days of incidents, where it is done again after one."""
    if requirement.kind is not Kind.ASSESSMENT:
        return NOTHING
    written = list_written(at.session, at.place, requirement.key)
    incidents = list_incidents(at.session, at.place) if requirement.after_incident else ()
    return {
        "written": {reference: READ_ASSESSMENT(key) for reference, key in written.items()},
        "incident_days": standing_days(incidents, at.as_at.on, at.as_at.known),
    }
