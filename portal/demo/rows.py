"""Rows of the demonstration on their way into the database, and the events that belong to them."""

import random
import uuid
from collections import defaultdict
from datetime import datetime
from operator import itemgetter
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.keep_words import file_words, name_words
from portal.acting.record_event import append_events
from portal.acting.say import FACTS, NAMES, TERMS
from portal.acting.sealing import seal_written
from portal.records import (
    Action,
    ActionStep,
    Assessment,
    AssessmentFinding,
    Assignment,
    AssignmentDays,
    Base,
    ChecklistDraft,
    ChecklistVersion,
    Commitment,
    CommitmentAnswer,
    CommitmentGiven,
    Contract,
    ContractManager,
    DbsCheck,
    Decision,
    Engagement,
    EngagementCondition,
    EngagementTerms,
    FileWord,
    Finding,
    FindingWord,
    Incident,
    Invitation,
    IssuedDocument,
    MeetingsAsked,
    Membership,
    Message,
    Minute,
    NameWord,
    Occurrence,
    OccurrenceStep,
    OccurrenceVersion,
    OneTimeLink,
    Organisation,
    OrganisationFact,
    OrganisationName,
    OutcomeDraft,
    OutcomeRating,
    OutcomeReview,
    OutcomeVersion,
    OwnChecklist,
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
    ReturnsBegin,
    ReturnSection,
    ReturnSent,
    RollUp,
    Site,
    SiteFault,
    SiteFaultStep,
    SiteLook,
    StoredFile,
    Submission,
    SubmissionFile,
    Training,
    Visit,
    VisitPerson,
    Worker,
)

ORDER: tuple[type[Base], ...] = (
    Organisation,
    Person,
    Membership,
    Message,
    Contract,
    ContractManager,
    ChecklistVersion,
    ChecklistDraft,
    OwnChecklist,
    OrganisationName,
    NameWord,
    OrganisationFact,
    Engagement,
    EngagementTerms,
    EngagementCondition,
    Invitation,
    OneTimeLink,
    Visit,
    VisitPerson,
    MeetingsAsked,
    Worker,
    Assignment,
    AssignmentDays,
    RenewalApplied,
    DbsCheck,
    Training,
    StoredFile,
    FileWord,
    IssuedDocument,
    Submission,
    SubmissionFile,
    Assessment,
    AssessmentFinding,
    Incident,
    Decision,
    ReturnsBegin,
    PeriodReturn,
    ReturnSection,
    ReturnFile,
    ReturnAct,
    ReturnSent,
    PeriodNote,
    RollUp,
    PaymentFee,
    PaymentStatement,
    PaymentAnswer,
    Occurrence,
    OccurrenceVersion,
    OccurrenceStep,
    Commitment,
    CommitmentGiven,
    CommitmentAnswer,
    OutcomeReview,
    OutcomeDraft,
    OutcomeVersion,
    OutcomeRating,
    Site,
    SiteLook,
    SiteFault,
    SiteFaultStep,
    Finding,
    FindingWord,
    Action,
    ActionStep,
    Minute,
    PartnerNote,
    PartnerLetter,
)
"""Tables in an order in which no row names one that is not there yet."""


class Rows:
    """Collects rows by table, then writes them in bulk. What is drawn by chance is the same every time."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 - invented data, the same every time
        self.kept: defaultdict[type[Base], list[dict[str, Any]]] = defaultdict(list)
        self.events: list[dict[str, Any]] = []

    def new_id(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def new_reference(self, letter: str) -> str:
        drawn = "".join(self.random.choices("23456789BCDFGHJKMNPQRSTVWXYZ", k=8))
        return f"{letter}-{drawn[:4]}-{drawn[4:]}"

    def add(self, table: type[Base], **values: object) -> None:
        self.kept[table].append(values)

    def event(
        self,
        at: datetime,
        name: str,
        person_id: uuid.UUID | None,
        *,
        contract_id: uuid.UUID | None,
        engagement_id: uuid.UUID | None = None,
        requirement_key: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        self.events.append(
            {
                "at": at,
                "name": name,
                "person_id": person_id,
                "contract_id": contract_id,
                "engagement_id": engagement_id,
                "organisation_id": None,
                "requirement_key": requirement_key,
                "data": data or {},
            }
        )

    def write(self, session: Session) -> None:
        """Everything collected so far, with its events in the order of their moments; then starts anew."""
        self.write_tables(session)
        if self.events:
            events = sorted(self.events, key=itemgetter("at"))
            append_events(session, events, seal_written(session))
        self.events = []

    def write_tables(self, session: Session) -> None:
        """Everything but the events, which are kept."""
        say_all(self)
        for table in ORDER:
            if rows := self.kept.pop(table, None):
                session.execute(sa.insert(core(table)), rows)


def say_all(rows: Rows) -> None:
    """What each row says was said at the moment at which the row was made."""
    for each in rows.kept[Organisation]:
        said = {"organisation_id": each["id"], "recorded_at": each["created_at"], "recorded_by": None}
        names = {name: each.get(name, []) for name in NAMES}
        name_id = rows.new_id()
        rows.add(OrganisationName, id=name_id, **names, **said)
        rows.kept[NameWord] += name_words(name_id, (each["name"], *names["trading_names"]))
        facts = {name: each.get(name) for name in FACTS}
        rows.add(OrganisationFact, id=rows.new_id(), from_on=None, **facts, **said)
    for each in rows.kept[Engagement]:
        terms = {name: each[name] for name in TERMS} | {"ending": None, "words": "", "recorded_by": None}
        moment = each["created_at"]
        rows.add(EngagementTerms, id=rows.new_id(), engagement_id=each["id"], recorded_at=moment, **terms)
    for each in rows.kept[StoredFile]:
        rows.kept[FileWord] += file_words(each["id"], each["organisation_id"], each["name"])
    for each in rows.kept[Worker]:
        if each.get("renewal_applied_on"):
            applied = {"applied_on": each["renewal_applied_on"], "recorded_at": each["created_at"]}
            rows.add(RenewalApplied, id=rows.new_id(), worker_id=each["id"], **applied)


def core(table: type[Base]) -> sa.Table:
    """The table beneath: rows of a mapped class are written in groups that have the same columns empty."""
    return cast("sa.Table", table.__table__)
