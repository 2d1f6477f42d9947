"""Tables and migrations."""

from portal.records.base import Base
from portal.records.contracts import (
    Assignment,
    ChecklistVersion,
    Contract,
    Engagement,
    Incident,
    Visit,
    VisitKind,
    Worker,
)
from portal.records.events import Event
from portal.records.parties import (
    BrowserSession,
    LinkPurpose,
    Membership,
    OneTimeLink,
    Organisation,
    Person,
    Role,
    SignInAttempt,
)
from portal.records.standing import EngagementStanding, Standing, UnderWay
from portal.records.submissions import (
    DbsCheck,
    Decision,
    IssuedDocument,
    StoredFile,
    Submission,
    SubmissionFile,
)

__all__ = [
    "Assignment",
    "Base",
    "BrowserSession",
    "ChecklistVersion",
    "Contract",
    "DbsCheck",
    "Decision",
    "Engagement",
    "EngagementStanding",
    "Event",
    "Incident",
    "IssuedDocument",
    "LinkPurpose",
    "Membership",
    "OneTimeLink",
    "Organisation",
    "Person",
    "Role",
    "SignInAttempt",
    "Standing",
    "StoredFile",
    "Submission",
    "SubmissionFile",
    "UnderWay",
    "Visit",
    "VisitKind",
    "Worker",
]
