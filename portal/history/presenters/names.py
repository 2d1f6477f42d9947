"""Places where somebody may still be named, in words."""

from dataclasses import dataclass
from uuid import UUID

from portal.history.queries.names_left import LeftPlace
from portal.web.addresses import NAME_LEFT

WHERE = {
    "assessment": "An assessment",
    "assessment_finding": "What an assessment found",
    "dbs_check": "What is recorded of a check",
    "decision": "What you wrote in a decision",
    "engagement_terms": "Why an engagement ended early",
    "hold": "Why reminders are held",
    "incident": "An incident",
    "incident_withdrawal": "Why an incident was withdrawn",
    "stored_file": "The name of a file",
    "visit": "A visit or meeting",
    "visit_move": "Why a visit was moved",
    "submission": "What was sent, or is a draft",
    "worker": "The role of somebody on the register",
}
"""By table."""


@dataclass(frozen=True, slots=True)
class LeftView:
    field: str
    where: str
    text: str
    href: str
    is_long: bool


def left_view(organisation_id: UUID, left: LeftPlace) -> LeftView:
    where = WHERE.get(left.table, "Something written")
    return LeftView(
        f"words-{left.left_id}",
        where,
        left.text,
        NAME_LEFT(organisation_id, left.left_id),
        left.table != "stored_file",
    )
