"""What the pages of one occurrence share: all about it, and the way back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.occurrences.actions.check_telling import is_lead
from portal.occurrences.queries.occurrences import get_occurrence
from portal.occurrences.queries.told import Line
from portal.web.addresses import OCCURRENCES
from portal.web.at import AtEngagement, at_engagement, family, gap
from portal.web.crumbs import Crumb
from portal.web.dependencies import AsAt
from portal.web.http import Request

BOTH_SIDES = (Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


def all_of_them(at: AtEngagement) -> Crumb:
    return {"text": "What happened", "href": OCCURRENCES(at.place.engagement_id)}


@dataclass(frozen=True)
class AtOccurrence(AtEngagement):
    """Somebody at something that happened."""

    line: Line

    @property
    def gaps(self) -> tuple[object, object]:
        return self.place.engagement_id, self.line.occurrence_id

    @property
    def is_lead(self) -> bool:
        """Whether the viewer acts for the lead, and not for the partner too."""
        return is_lead(self.place)

    def frame(self) -> dict[str, object]:
        return {
            **AtEngagement.frame(self),
            "breadcrumbs": self.way(all_of_them(self)),
            "event": self.line.event,
            "line": self.line,
            "is_lead": self.is_lead,
        }


def at_occurrence(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtOccurrence:
    """Raises NotHere where the engagement has no such."""
    place = at_engagement(request, session, viewer, as_at).place
    line = get_occurrence(session, place, gap(request, "occurrence_id"))
    return AtOccurrence(request, session, viewer, as_at, place, line)


OF_OCCURRENCE = family(at_occurrence, *BOTH_SIDES)
OF_FORWARDING = family(at_occurrence, Audience.REVIEWER, Audience.MANAGER)
