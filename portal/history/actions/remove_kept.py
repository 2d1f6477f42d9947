"""Remove what has been kept long enough after its contract's end; what is to go is shown a month before."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import NotStored, Store
from portal import clock
from portal.acting.keep_words import forget_file_words
from portal.acting.record_event import record_event
from portal.database import Database
from portal.history.queries.contents import Contents
from portal.history.queries.gone import GONE_NAME
from portal.history.queries.keeping import DAYS_AHEAD, due_soon, list_told
from portal.history.queries.of_commitments import words_of_commitments
from portal.records import (
    Action,
    ActionStep,
    Assessment,
    AssessmentFinding,
    Base,
    Contract,
    Decision,
    EngagementTerms,
    FeedbackAnswer,
    Finding,
    FindingWord,
    Going,
    Hold,
    Incident,
    IncidentWithdrawal,
    IssuedDocument,
    Message,
    Minute,
    Notice,
    OccurrenceStep,
    OccurrenceVersion,
    OutcomeComment,
    OutcomeDraft,
    OutcomeRating,
    OutcomeVersion,
    PartnerLetter,
    PartnerNote,
    PaymentAnswer,
    PeriodNote,
    ReturnAct,
    ReturnRequest,
    ReturnSection,
    ReturnSent,
    RollUp,
    SiteFault,
    SiteFaultStep,
    SiteLook,
    StoredFile,
    Submission,
    SubmissionFile,
    Visit,
    VisitMove,
    VisitNote,
    VisitRow,
    VisitSigning,
)
from portal.settings import Settings
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements

UNTOLD: Mapping[str, object] = {
    "others": [],
    "their_reference": "",
    "words": "",
    "follows": "",
    "because": "",
}
"""What is left of the words about something that happened."""


UNSAID: Mapping[str, object] = {"words": "", "to_whom": ""}


def remove_kept(settings: Settings, database: Database, store: Store, today: date) -> int:
    """How many things went. What nobody was shown yet is shown from now on, and goes no sooner than in a
    month."""
    years = settings.keep_years
    with database.writing() as session:
        for contract_id, kind, on in due_soon(session, years, today):
            goes_on = max(on, today + timedelta(days=DAYS_AHEAD))
            told = {"contract_id": contract_id, "kind": kind, "goes_on": goes_on, "shown_at": clock.now()}
            session.execute(sa.delete(Going).where(is_of(contract_id, kind)))
            session.execute(sa.insert(Going).values(told))
        session.commit()
    with database.reading() as session:
        due = [each for each in list_told(session, years) if each.goes_on <= today or not each.still_goes]
    return sum(remove(database, store, years, each.contract_id, each.kind) for each in due)


def is_of(contract_id: uuid.UUID, kind: str) -> sa.ColumnElement[bool]:
    return sa.and_(Going.contract_id == contract_id, Going.kind == kind)


def remove(
    database: Database, store: Store, years: Mapping[str, int], contract_id: uuid.UUID, kind: str
) -> int:
    """All of one kind of a contract, in one transaction, with the event that says so; bytes after it. Nothing
    where the contract has gone on since it was shown: it is shown again when it is due."""
    contents, mine = Contents(contract_id), is_of(contract_id, kind)
    with database.writing() as session:
        lock_contract(session, contract_id)
        told = list_told(session, years, mine)
        if not all(each.still_goes for each in told):
            session.execute(sa.delete(Going).where(mine))
            session.commit()
            return 0
        if not told:
            return 0
        lock_engagements(session, sorted(session.scalars(contents.engagements)))
        count, keys = REMOVING[kind](session, contents)
        session.execute(sa.update(Going).where(mine).values(gone_at=clock.now(), count=count))
        lead_id = session.scalars(sa.select(Contract.lead_id).where(Contract.id == contract_id)).one()
        data = {"kind": kind, "count": count, "organisation": str(lead_id)}
        record_event(session, "kept-things-removed", None, contract_id=contract_id, data=data)
        session.commit()
    for key in keys:
        remove_bytes(store, key)
    return count


def remove_bytes(store: Store, key: str) -> None:
    """Where this is not reached, they are swept as what belongs to no row."""
    try:
        store.remove(key)
    except NotStored:
        return


def remove_files(session: Session, contents: Contents) -> tuple[int, list[str]]:
    """Their bytes and names; how large they were, and their hashes, stay."""
    query = sa.select(StoredFile.id, StoredFile.key).where(contents.files_of_it_alone)
    rows = session.execute(query).all()
    values = {"removed_at": clock.now(), "name": GONE_NAME}
    ids = [row.id for row in rows]
    session.execute(sa.update(StoredFile).where(StoredFile.id.in_(ids)).values(values))
    forget_file_words(session, ids)
    return len(rows), [row.key for row in rows]


def remove_words(session: Session, contents: Contents) -> tuple[int, list[str]]:
    """What was written freely; who decided what, when and until when stays."""
    count, engagements = contents.count(session, "words"), contents.engagements
    nothing: dict[str, object] = {"about": "", "took_part": "", "actions": []}
    blanks: tuple[tuple[type[Base], sa.ColumnElement[bool], Mapping[str, object]], ...] = (
        (Decision, Decision.engagement_id.in_(engagements), {"words": ""}),
        (Submission, Submission.id.in_(contents.sent), {"statement": None}),
        (Assessment, Assessment.submission_id.in_(contents.sent), nothing),
        (
            AssessmentFinding,
            AssessmentFinding.submission_id.in_(contents.sent),
            {"words": "", "evidence": "", "mitigation": ""},
        ),
        (Incident, Incident.engagement_id.in_(engagements), {"words": ""}),
        (IssuedDocument, IssuedDocument.contract_id == contents.contract_id, {"words": None}),
        (IncidentWithdrawal, IncidentWithdrawal.incident_id.in_(contents.incidents), {"words": ""}),
        (EngagementTerms, EngagementTerms.engagement_id.in_(engagements), {"words": ""}),
        (Hold, Hold.engagement_id.in_(engagements), {"reason": ""}),
        (Finding, Finding.contract_id == contents.contract_id, {"words": ""}),
        (FeedbackAnswer, FeedbackAnswer.round_id.in_(contents.feedback), {"words": ""}),
        (FindingWord, FindingWord.finding_id.in_(contents.findings), {"words": ""}),
        (Action, Action.contract_id == contents.contract_id, {"what": "", "who": "", "evidence": ""}),
        (ActionStep, ActionStep.action_id.in_(contents.actions), {"words": ""}),
        (Minute, Minute.visit_id.in_(contents.visits), {"words": ""}),
        (Visit, Visit.id.in_(contents.visits), {"also": "", "cancelled_because": ""}),
        (VisitMove, VisitMove.visit_id.in_(contents.visits), {"reason": ""}),
        (VisitNote, VisitNote.sheet_id.in_(contents.sheets), {"words": ""}),
        (VisitRow, sa.and_(VisitRow.note != "", VisitRow.sheet_id.in_(contents.sheets)), {"note": GONE_NAME}),
        (
            VisitSigning,
            sa.and_(VisitSigning.reopened_because != "", VisitSigning.sheet_id.in_(contents.sheets)),
            {"reopened_because": GONE_NAME},
        ),
        (ReturnAct, ReturnAct.return_id.in_(contents.returns), {"words": ""}),
        (ReturnRequest, ReturnRequest.engagement_id.in_(engagements), {"wanted": "", "withdrawn_words": ""}),
        (PaymentAnswer, PaymentAnswer.statement_id.in_(contents.statements), {"words": ""}),
        (PartnerNote, PartnerNote.engagement_id.in_(engagements), {"words": ""}),
        (Message, Message.id.in_(written_to(contents)), {"letter": {}, "subject": ""}),
        (PartnerLetter, PartnerLetter.engagement_id.in_(engagements), {"subject": "", "words": ""}),
        (OccurrenceVersion, OccurrenceVersion.occurrence_id.in_(contents.occurrences), UNTOLD),
        (OccurrenceStep, OccurrenceStep.occurrence_id.in_(contents.occurrences), UNSAID),
        (OutcomeDraft, OutcomeDraft.review_id.in_(contents.outcomes), {"because": ""}),
        (OutcomeRating, OutcomeRating.review_id.in_(contents.outcomes), {"because": ""}),
        (
            OutcomeVersion,
            sa.and_(OutcomeVersion.because != "", OutcomeVersion.review_id.in_(contents.outcomes)),
            {"because": GONE_NAME},
        ),
        (OutcomeComment, OutcomeComment.review_id.in_(contents.outcomes), {"words": ""}),
        (SiteLook, SiteLook.site_id.in_(contents.sites), {"words": ""}),
        (SiteFault, SiteFault.site_id.in_(contents.sites), {"what": ""}),
        (SiteFaultStep, SiteFaultStep.fault_id.in_(contents.faults), {"words": ""}),
        (PeriodNote, PeriodNote.contract_id == contents.contract_id, {"words": ""}),
        *words_of_commitments(contents.contract_id),
    )
    for table, where, values in blanks:
        session.execute(sa.update(table).where(where).values(values))
    blank_returns(session, contents)
    return count, []


def written_to(contents: Contents) -> sa.Select[uuid.UUID]:
    """The messages with which the lead's letters went."""
    letters = sa.select(PartnerLetter.message_id)
    return letters.where(PartnerLetter.engagement_id.in_(contents.engagements))


def blank_returns(session: Session, contents: Contents) -> None:
    """The words in what was written and sent of returns, and to the council; figures stay."""
    written = sa.select(ReturnSection).where(ReturnSection.return_id.in_(contents.returns))
    sent = sa.select(ReturnSent).where(ReturnSent.act_id.in_(contents.return_acts))
    for row in (*session.scalars(written), *session.scalars(sent)):
        row.content = {**row.content, "words": ""}
    for told in session.scalars(sa.select(RollUp).where(RollUp.contract_id == contents.contract_id)):
        told.content = {**told.content, "words": "", "notes": []}
    session.flush()


def remove_drafts(session: Session, contents: Contents) -> tuple[int, list[str]]:
    drafts = list(session.scalars(contents.drafts))
    for table in (SubmissionFile, AssessmentFinding, Assessment):
        session.execute(sa.delete(table).where(table.submission_id.in_(drafts)))
    session.execute(sa.delete(Submission).where(Submission.id.in_(drafts)))
    return len(drafts), []


def remove_messages(session: Session, contents: Contents) -> tuple[int, list[str]]:
    """Notices, and what mails said of which nothing else is left."""
    mine = Notice.contract_id == contents.contract_id
    said = session.scalars(sa.select(Notice.message_id).where(mine, Notice.message_id.is_not(None))).all()
    gone = session.scalars(sa.delete(Notice).where(mine).returning(Notice.id)).all()
    still = sa.select(Notice.message_id).where(Notice.message_id.is_not(None))
    over = sa.and_(Message.id.in_(set(said)), Message.id.not_in(still))
    session.execute(sa.update(Message).where(over).values(letter={}, subject=""))
    return len(gone), []


REMOVING: Mapping[str, Callable[[Session, Contents], tuple[int, list[str]]]] = {
    "files": remove_files,
    "words": remove_words,
    "drafts": remove_drafts,
    "messages": remove_messages,
}
"""By kind of thing: how many went, and the keys of what is still in the store."""
