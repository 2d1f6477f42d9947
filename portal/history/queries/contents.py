"""What there is of a contract: its rows, its files, by kind of thing."""

import uuid
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.giving import Act
from portal.acting.sealed import SEALED
from portal.acting.sealing import Told, told_rows
from portal.history.queries.gone import GONE_NAME
from portal.history.queries.of_commitments import (
    files_of_commitments,
    rows_of_commitments,
    words_of_commitments,
)
from portal.history.queries.of_contract import OfContract
from portal.records import (
    Action,
    ActionStep,
    Assessment,
    AssessmentFinding,
    ChecklistVersion,
    Contact,
    Contract,
    ContractManager,
    ContractNotices,
    CouncilLayout,
    Decision,
    Engagement,
    EngagementCondition,
    EngagementTerms,
    Event,
    FeedbackAnswer,
    FeedbackRound,
    Finding,
    FindingFile,
    FindingWord,
    Hold,
    Incident,
    IncidentWithdrawal,
    IssuedDocument,
    MeetingsAsked,
    Minute,
    Notice,
    Occurrence,
    OccurrenceStep,
    OccurrenceVersion,
    Organisation,
    OutcomeComment,
    OutcomeDraft,
    OutcomeRating,
    OutcomeReview,
    OutcomeVersion,
    Pack,
    PackShare,
    PartnerLetter,
    PartnerNote,
    PaymentAnswer,
    PaymentFee,
    PaymentStatement,
    PeriodNote,
    PeriodReturn,
    Person,
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
    StoodIn,
    StoredFile,
    Submission,
    SubmissionFile,
    Visit,
    VisitMove,
    VisitNote,
    VisitPhoto,
    VisitRow,
    VisitSheet,
    VisitSigning,
)

INNER_ACTS = (Act.PUT_UP, Act.HANDED_BACK)
"""Between who writes a return and who signs it: no lead reads what they said to each other."""


class Contents(OfContract):
    """Its rows and files, by kind of thing."""

    @property
    def written(self) -> sa.CompoundSelect[int]:
        """A row for each thing in which the lead or a partner wrote freely."""
        where = (
            (Decision.words != "", Decision.engagement_id.in_(self.engagements)),
            (Submission.statement.is_not(None), Submission.id.in_(self.sent)),
            (Assessment.about != "", Assessment.submission_id.in_(self.sent)),
            (AssessmentFinding.words != "", AssessmentFinding.submission_id.in_(self.sent)),
            (Incident.words != "", Incident.engagement_id.in_(self.engagements)),
            (IncidentWithdrawal.words != "", IncidentWithdrawal.incident_id.in_(self.incidents)),
            (EngagementTerms.words != "", EngagementTerms.engagement_id.in_(self.engagements)),
            (Hold.reason != "", Hold.engagement_id.in_(self.engagements)),
            (Finding.words != "", Finding.contract_id == self.contract_id),
            (FindingWord.words != "", FindingWord.finding_id.in_(self.findings)),
            (Action.what != "", Action.contract_id == self.contract_id),
            (ActionStep.words != "", ActionStep.action_id.in_(self.actions)),
            (Minute.words != "", Minute.visit_id.in_(self.visits)),
            (VisitRow.note.not_in(("", GONE_NAME)), VisitRow.sheet_id.in_(self.sheets)),
            (VisitNote.words != "", VisitNote.sheet_id.in_(self.sheets)),
            (VisitSigning.reopened_because.not_in(("", GONE_NAME)), VisitSigning.sheet_id.in_(self.sheets)),
            (Visit.also != "", Visit.id.in_(self.visits)),
            (Visit.cancelled_because != "", Visit.id.in_(self.visits)),
            (VisitMove.reason != "", VisitMove.visit_id.in_(self.visits)),
            (PartnerNote.words != "", PartnerNote.engagement_id.in_(self.engagements)),
            (PartnerLetter.words != "", PartnerLetter.engagement_id.in_(self.engagements)),
            (ReturnAct.words != "", ReturnAct.return_id.in_(self.returns)),
            (ReturnRequest.wanted != "", ReturnRequest.engagement_id.in_(self.engagements)),
            *((where,) for _, where, _ in words_of_commitments(self.contract_id)),
            (FeedbackAnswer.words != "", FeedbackAnswer.round_id.in_(self.feedback)),
            (PaymentAnswer.words != "", PaymentAnswer.statement_id.in_(self.statements)),
            (OccurrenceVersion.words != "", OccurrenceVersion.occurrence_id.in_(self.occurrences)),
            (OccurrenceStep.words != "", OccurrenceStep.occurrence_id.in_(self.occurrences)),
            (OutcomeDraft.because != "", OutcomeDraft.review_id.in_(self.outcomes)),
            (OutcomeRating.because != "", OutcomeRating.review_id.in_(self.outcomes)),
            (OutcomeVersion.because.not_in(("", GONE_NAME)), OutcomeVersion.review_id.in_(self.outcomes)),
            (OutcomeComment.words != "", OutcomeComment.review_id.in_(self.outcomes)),
            (SiteLook.words != "", SiteLook.site_id.in_(self.sites)),
            (SiteFault.what != "", SiteFault.site_id.in_(self.sites)),
            (SiteFaultStep.words != "", SiteFaultStep.fault_id.in_(self.faults)),
            (PeriodNote.words != "", PeriodNote.contract_id == self.contract_id),
            (IssuedDocument.words.is_not(None), IssuedDocument.contract_id == self.contract_id),
        )
        return sa.union_all(*(sa.select(sa.literal(1).label("one")).where(*each) for each in where))

    @property
    def files(self) -> sa.ColumnElement[bool]:
        """Which stored files: those that were sent or issued, with a return, to a finding or of a commitment
        too, photos of visits."""
        return self.files_with(self.sent)

    @property
    def given_files(self) -> sa.ColumnElement[bool]:
        """Those of them that the lead may open."""
        return self.files_with(self.given)

    def files_with(self, submissions: sa.Select[uuid.UUID]) -> sa.ColumnElement[bool]:
        sent = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id.in_(submissions))
        issued = sa.select(IssuedDocument.file_id).where(IssuedDocument.contract_id == self.contract_id)
        returned = sa.select(ReturnFile.file_id).where(
            ReturnFile.return_id.in_(self.returns), ReturnFile.is_sent
        )
        said = sa.select(FindingFile.file_id).where(FindingFile.finding_id.in_(self.findings))
        done = sa.select(FindingFile.file_id).where(FindingFile.action_id.in_(self.actions))
        photos = sa.select(VisitPhoto.file_id).where(VisitPhoto.row_id.in_(self.sheet_rows))
        laid_out = sa.select(CouncilLayout.file_id).where(CouncilLayout.contract_id == self.contract_id)
        promised = files_of_commitments(self.contract_id)
        given = sa.union(sent, issued, returned, said, done, photos, laid_out, promised).cte()
        return sa.and_(StoredFile.id.in_(sa.select(given.c.file_id)), StoredFile.removed_at.is_(None))

    @property
    def files_of_it_alone(self) -> sa.ColumnElement[bool]:
        """Those that serve no other contract."""
        elsewhere = (
            sa.select(SubmissionFile.file_id)
            .join(Submission, Submission.id == SubmissionFile.submission_id)
            .join(Engagement, Engagement.id == Submission.engagement_id)
            .where(SubmissionFile.file_id == StoredFile.id, Engagement.contract_id != self.contract_id)
        )
        issued = sa.select(IssuedDocument.file_id).where(
            IssuedDocument.file_id == StoredFile.id, IssuedDocument.contract_id != self.contract_id
        )
        return sa.and_(self.files, ~elsewhere.exists(), ~issued.exists())

    @property
    def finding_files(self) -> sa.ColumnElement[bool]:
        """Which evidence belongs to what was said of a finding or an action."""
        return sa.or_(FindingFile.finding_id.in_(self.findings), FindingFile.action_id.in_(self.actions))

    def rows(self) -> dict[str, sa.ColumnElement[bool]]:
        """By table, which of its rows are the lead's to keep: the register's are the partners'."""
        people = sa.select(Event.person_id).where(Event.contract_id == self.contract_id)
        partners = sa.select(Engagement.partner_id).where(Engagement.contract_id == self.contract_id)
        sides = sa.select(Contract.lead_id).where(Contract.id == self.contract_id)
        council = sa.select(Contract.commissioner_id).where(Contract.id == self.contract_id)
        return {
            "organisation": Organisation.id.in_(partners.union(sides, council)),
            "person": Person.id.in_(people),
            "contract": Contract.id == self.contract_id,
            "checklist_version": ChecklistVersion.contract_id == self.contract_id,
            "engagement": Engagement.contract_id == self.contract_id,
            "engagement_terms": EngagementTerms.engagement_id.in_(self.engagements),
            "engagement_condition": EngagementCondition.engagement_id.in_(self.engagements),
            "visit": Visit.contract_id == self.contract_id,
            "incident": Incident.engagement_id.in_(self.engagements),
            "incident_withdrawal": IncidentWithdrawal.incident_id.in_(self.incidents),
            "issued_document": IssuedDocument.contract_id == self.contract_id,
            "submission": Submission.id.in_(self.given),
            "contract_manager": ContractManager.contract_id == self.contract_id,
            "contact": Contact.engagement_id.in_(self.engagements),
            "hold": Hold.engagement_id.in_(self.engagements),
            "decision": Decision.engagement_id.in_(self.engagements),
            "stored_file": self.given_files,
            "finding": Finding.contract_id == self.contract_id,
            "finding_file": self.finding_files,
            "finding_word": FindingWord.finding_id.in_(self.findings),
            "action": Action.contract_id == self.contract_id,
            "action_step": ActionStep.action_id.in_(self.actions),
            "minute": Minute.visit_id.in_(self.visits),
            "visit_move": VisitMove.visit_id.in_(self.visits),
            "visit_sheet": VisitSheet.id.in_(self.sheets),
            "visit_row": VisitRow.sheet_id.in_(self.sheets),
            "visit_note": VisitNote.sheet_id.in_(self.sheets),
            "visit_photo": VisitPhoto.row_id.in_(self.sheet_rows),
            "visit_signing": VisitSigning.sheet_id.in_(self.sheets),
            "partner_note": PartnerNote.engagement_id.in_(self.engagements),
            "partner_letter": PartnerLetter.engagement_id.in_(self.engagements),
            "period_return": PeriodReturn.engagement_id.in_(self.engagements),
            "return_file": sa.and_(ReturnFile.return_id.in_(self.returns), ReturnFile.is_sent),
            "return_act": sa.and_(ReturnAct.return_id.in_(self.returns), ReturnAct.act.not_in(INNER_ACTS)),
            "return_request": ReturnRequest.engagement_id.in_(self.engagements),
            "return_sent": ReturnSent.act_id.in_(self.return_acts),
            **rows_of_commitments(self.contract_id),
            "feedback_round": FeedbackRound.engagement_id.in_(self.engagements),
            "payment_fee": PaymentFee.engagement_id.in_(self.engagements),
            "payment_statement": PaymentStatement.engagement_id.in_(self.engagements),
            "payment_answer": PaymentAnswer.statement_id.in_(self.statements),
            "occurrence": Occurrence.engagement_id.in_(self.engagements),
            "occurrence_version": OccurrenceVersion.occurrence_id.in_(self.occurrences),
            "occurrence_step": OccurrenceStep.occurrence_id.in_(self.occurrences),
            "outcome_review": OutcomeReview.engagement_id.in_(self.engagements),
            "outcome_version": OutcomeVersion.review_id.in_(self.outcomes),
            "outcome_rating": OutcomeRating.review_id.in_(self.outcomes),
            "outcome_comment": OutcomeComment.review_id.in_(self.outcomes),
            "site": Site.engagement_id.in_(self.engagements),
            "site_look": SiteLook.site_id.in_(self.sites),
            "site_fault": SiteFault.site_id.in_(self.sites),
            "site_fault_step": SiteFaultStep.fault_id.in_(self.faults),
            "small_numbers": SmallNumbers.contract_id == self.contract_id,
            "period_note": PeriodNote.contract_id == self.contract_id,
            "roll_up": RollUp.contract_id == self.contract_id,
            "council_layout": CouncilLayout.contract_id == self.contract_id,
            "returns_begin": ReturnsBegin.contract_id == self.contract_id,
            "meetings_asked": MeetingsAsked.contract_id == self.contract_id,
            "contract_notices": ContractNotices.contract_id == self.contract_id,
            "stood_in": StoodIn.engagement_id.in_(self.engagements),
            "pack": Pack.contract_id == self.contract_id,
            "pack_share": PackShare.pack_id.in_(self.packs),
        }

    def told(self, session: Session) -> Iterator[tuple[str, str, Told]]:
        """Table, key and what it says, of every row."""
        for name, where in self.rows().items():
            yield from ((name, key, told) for key, told in told_rows(session, SEALED[name], where))

    def count(self, session: Session, kind: str) -> int:
        """How many there are of a kind of thing that is kept (portal.settings.KEEP_YEARS)."""
        queries = {
            "files": sa.select(sa.func.count()).select_from(StoredFile).where(self.files_of_it_alone),
            "words": sa.select(sa.func.count()).select_from(self.written.subquery()),
            "drafts": sa.select(sa.func.count()).select_from(self.drafts.subquery()),
            "messages": sa.select(sa.func.count())
            .select_from(Notice)
            .where(Notice.contract_id == self.contract_id),
        }
        return session.scalar(queries[kind]) or 0
