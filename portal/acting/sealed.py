"""Which tables are sealed: the digest of each of their rows is in the event with which it was written.

Every table of the portal is either here or in NOT_SEALED with its reason. One that was released unsealed
stays so, or its migration makes it anew under another name: to `portal migrate` rows that no event tells of
are forged.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from portal.records import (
    Action,
    ActionStep,
    Administrator,
    Assessment,
    AssessmentFinding,
    Assignment,
    AssignmentDays,
    Base,
    ChecklistVersion,
    Commitment,
    CommitmentAnswer,
    CommitmentFile,
    CommitmentGiven,
    Contact,
    Contract,
    ContractArchive,
    ContractManager,
    ContractNotices,
    CouncilLayout,
    DbsCheck,
    Decision,
    Engagement,
    EngagementCondition,
    EngagementTerms,
    FeedbackRound,
    Finding,
    FindingFile,
    FindingWord,
    Going,
    Hold,
    Incident,
    IncidentWithdrawal,
    Invitation,
    IssuedDocument,
    MeetingsAsked,
    Membership,
    Minute,
    Occurrence,
    OccurrenceStep,
    OccurrenceVersion,
    Organisation,
    OrganisationFact,
    OrganisationName,
    OutcomeComment,
    OutcomeRating,
    OutcomeReview,
    OutcomeVersion,
    OwnChecklist,
    Pack,
    PackShare,
    PackTemplate,
    PartnerLetter,
    PartnerNote,
    PaymentAnswer,
    PaymentFee,
    PaymentStatement,
    PeriodNote,
    PeriodReturn,
    Person,
    RenewalApplied,
    ReturnAct,
    ReturnFile,
    ReturnRequest,
    ReturnsBegin,
    ReturnSent,
    RollUp,
    Site,
    SiteFault,
    SiteFaultStep,
    SiteLook,
    SmallNumbers,
    StatusCheck,
    StoodIn,
    StoredFile,
    Submission,
    SubmissionFile,
    Training,
    Visit,
    VisitEngagement,
    VisitMove,
    VisitNote,
    VisitPerson,
    VisitPhoto,
    VisitRow,
    VisitSheet,
    VisitSigning,
    Worker,
    table_of,
)


@dataclass(frozen=True, slots=True)
class Sealing:
    """How the rows of a table are sealed: without the columns of `but`, only where the column `once` says
    something, and with the rows of `parts`, whose first column names the row that they are a part of."""

    table: sa.Table
    but: frozenset[str] = frozenset()
    once: str = ""
    parts: tuple[sa.Table, ...] = ()

    @property
    def keys(self) -> tuple[sa.Column[object], ...]:
        return tuple(self.table.primary_key.columns)


def sealing(
    model: type[Base], but: frozenset[str] = frozenset(), once: str = "", parts: tuple[type[Base], ...] = ()
) -> Sealing:
    return Sealing(table_of(model), but, once, tuple(map(table_of, parts)))


PLAIN: tuple[type[Base], ...] = (
    Action,
    ActionStep,
    Administrator,
    Assignment,
    AssignmentDays,
    ChecklistVersion,
    Commitment,
    CommitmentAnswer,
    CommitmentFile,
    CommitmentGiven,
    Contact,
    ContractArchive,
    ContractManager,
    ContractNotices,
    CouncilLayout,
    DbsCheck,
    Decision,
    Engagement,
    EngagementCondition,
    EngagementTerms,
    FeedbackRound,
    Finding,
    FindingFile,
    FindingWord,
    Going,
    Hold,
    Incident,
    IncidentWithdrawal,
    IssuedDocument,
    MeetingsAsked,
    Membership,
    Minute,
    Occurrence,
    OccurrenceStep,
    OccurrenceVersion,
    OutcomeComment,
    OutcomeRating,
    OutcomeReview,
    OutcomeVersion,
    Site,
    SiteFault,
    SiteFaultStep,
    SiteLook,
    Organisation,
    OrganisationFact,
    OrganisationName,
    OwnChecklist,
    PackShare,
    PartnerLetter,
    PartnerNote,
    PackTemplate,
    PaymentAnswer,
    PaymentFee,
    PaymentStatement,
    PeriodNote,
    PeriodReturn,
    RenewalApplied,
    ReturnAct,
    ReturnFile,
    ReturnRequest,
    ReturnSent,
    ReturnsBegin,
    RollUp,
    SmallNumbers,
    StatusCheck,
    StoodIn,
    Training,
    VisitMove,
    VisitNote,
    VisitPhoto,
    VisitRow,
    VisitSheet,
    VisitSigning,
    Worker,
)

SEALED: Mapping[str, Sealing] = {
    each.table.name: each
    for each in (
        *map(sealing, PLAIN),
        sealing(Contract, frozenset({"engagements", "partners"})),
        sealing(Person, frozenset({"password_hash", "last_seen_at"})),
        sealing(StoredFile, frozenset({"scanned_at", "signatures"})),
        sealing(Invitation, frozenset({"asked_at", "good_until", "message_id", "state", "problem"})),
        sealing(Pack, once="finished_at"),
        sealing(Visit, parts=(VisitEngagement, VisitPerson)),
        sealing(Submission, once="sent_at", parts=(SubmissionFile, Assessment, AssessmentFinding)),
    )
}
"""By the name of the table. A submission is sealed once it was sent, with its files and its assessment; a
pack once it was made."""

PARTS: Mapping[str, str] = {part.name: name for name, each in SEALED.items() for part in each.parts}
"""By the name of a table whose rows are sealed as parts of others, the name of that other."""

NOT_SEALED: Mapping[str, str] = {
    "address_change": "is good once, for some days; that an address was changed is an event",
    "browser_session": "lets a browser in for some hours",
    "calendar_address": "lets a calendar program read one person's calendar",
    "checklist_draft": "is written until it is published, and what was published is sealed",
    "column_match": "is how one organisation's lists are read",
    "digest": "says that a mail was made",
    "engagement_standing": "is compared with the rules",
    "event": "is chained and sealed by itself",
    "feedback_answer": "is of nobody known, and its seal would say when it was given",
    "feedback_code": "says that it was used, and nothing else",
    "file_word": "follows from the name of a file",
    "installation": "says whose store it is, and the store says the same",
    "kept_form": "is what somebody typed and has not sent, for some days",
    "known_browser": "lets nobody in",
    "level_share": "is compared with the rules",
    "log_head": "is sealed by itself",
    "message": "is what was told of what is sealed",
    "name_left": "says where somebody has to look",
    "name_word": "follows from the name of an organisation",
    "notice": "is what was told of what is sealed",
    "notice_preference": "is how one person wishes to be told",
    "one_time_link": "is good once, for some days",
    "open_review": "says for some minutes what somebody looks at",
    "outcome_draft": "is written until it is finished, and what was finished is sealed",
    "passkey": "lets somebody in; that it was added or taken away is an event",
    "proposal": "is kept for a day",
    "provider_identity": "lets somebody in whom somebody else vouches for",
    "recovery_code": "lets somebody in, once; that it did is an event",
    "reminded": "says who was reminded",
    "return_section": "is written until it is sent, and what was sent is sealed",
    "review_given": "says who looks at it; that it was given to somebody is an event",
    "second_factor": "lets somebody in; that it was added or taken away is an event",
    "sent_form": "says for some days that a form was sent once; what it made is sealed",
    "sign_in_attempt": "is kept for a quarter of an hour",
    "sign_in_step": "is good once, for some minutes",
    "standing": "is compared with the rules",
    "told": "says how far people were told",
    "under_way": "is compared with the rules",
    "work": "says what is left to do",
}
"""By the name of a table, why its rows are not."""
