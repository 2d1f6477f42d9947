"""Tables and migrations."""

from portal.records.assessments import Assessment, AssessmentFinding, Incident, IncidentWithdrawal
from portal.records.base import Base, NamedRow
from portal.records.checklists import ChecklistDraft, OwnChecklist
from portal.records.contracts import (
    ChecklistVersion,
    Contract,
    Engagement,
    EngagementCondition,
    Visit,
    VisitKind,
)
from portal.records.events import Event
from portal.records.imports import DeliveryState, Invitation, KeptSheet, SheetPurpose
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
from portal.records.register import (
    Assignment,
    DbsCheck,
    EngagedAs,
    ShownAs,
    StatusCheck,
    StatusResult,
    Training,
    Worker,
)
from portal.records.standing import EngagementStanding, Standing, UnderWay
from portal.records.submissions import Decision, IssuedDocument, StoredFile, Submission, SubmissionFile

__all__ = [
    "Assessment",
    "AssessmentFinding",
    "Assignment",
    "Base",
    "BrowserSession",
    "ChecklistDraft",
    "ChecklistVersion",
    "Contract",
    "DbsCheck",
    "Decision",
    "DeliveryState",
    "EngagedAs",
    "Engagement",
    "EngagementCondition",
    "EngagementStanding",
    "Event",
    "Incident",
    "IncidentWithdrawal",
    "Invitation",
    "IssuedDocument",
    "KeptSheet",
    "LinkPurpose",
    "Membership",
    "NamedRow",
    "OneTimeLink",
    "Organisation",
    "OwnChecklist",
    "Person",
    "Role",
    "SheetPurpose",
    "ShownAs",
    "SignInAttempt",
    "Standing",
    "StatusCheck",
    "StatusResult",
    "StoredFile",
    "Submission",
    "SubmissionFile",
    "Training",
    "UnderWay",
    "Visit",
    "VisitKind",
    "Worker",
]
