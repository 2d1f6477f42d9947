"""Where people write freely about an organisation and its work, so that a name in it can be found."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.history.queries.whose import (
    Where,
    contracts,
    engagements,
    of_actions,
    of_answers,
    of_commitments,
    of_contracts,
    of_engagements,
    of_events,
    of_faults,
    of_feedback,
    of_findings,
    of_incidents,
    of_minutes,
    of_moves,
    of_occurrences,
    of_organisation,
    of_outcomes,
    of_people,
    of_returns,
    of_sent_returns,
    of_sheets,
    of_sites,
    of_submissions,
    of_visits,
    of_workers,
)
from portal.records import (
    Action,
    ActionStep,
    Assessment,
    AssessmentFinding,
    ColumnMatch,
    Commitment,
    CommitmentAnswer,
    CommitmentGiven,
    Contract,
    DbsCheck,
    Decision,
    Engagement,
    EngagementTerms,
    Event,
    FeedbackAnswer,
    FeedbackRound,
    Finding,
    FindingWord,
    Hold,
    Incident,
    IncidentWithdrawal,
    IssuedDocument,
    KeptForm,
    KeptSheet,
    Minute,
    Notice,
    OccurrenceStep,
    OccurrenceVersion,
    OutcomeComment,
    OutcomeDraft,
    OutcomeRating,
    OutcomeVersion,
    Pack,
    PartnerLetter,
    PartnerNote,
    PaymentAnswer,
    PeriodNote,
    ReturnAct,
    ReturnRequest,
    ReturnSection,
    ReturnSent,
    RollUp,
    Site,
    SiteFault,
    SiteFaultStep,
    SiteLook,
    StoredFile,
    Submission,
    Visit,
    VisitMove,
    VisitNote,
    VisitRow,
    VisitSheet,
    VisitSigning,
    Worker,
    table_of,
)


@dataclass(frozen=True, slots=True)
class Sort:
    """Columns of a table in which something is written. `of_lead` where these are the lead's words, `engaged`
    the column by which the contract is found then. What only tells what stands elsewhere is `told`: nobody
    is asked to look at it."""

    table: sa.Table
    columns: tuple[str, ...]
    where: Where
    of_lead: bool = False
    told: bool = False


SORTS = (
    Sort(
        table_of(Submission),
        ("statement", "signed_name", "signed_position", "details"),
        of_engagements(Submission),
    ),
    Sort(table_of(Assessment), ("about", "took_part", "actions"), of_submissions(Assessment)),
    Sort(table_of(AssessmentFinding), ("words", "evidence", "mitigation"), of_submissions(AssessmentFinding)),
    Sort(table_of(Incident), ("words",), of_engagements(Incident)),
    Sort(table_of(IncidentWithdrawal), ("words",), of_incidents),
    Sort(table_of(Decision), ("words", "details"), of_engagements(Decision), of_lead=True),
    Sort(table_of(EngagementTerms), ("words",), of_engagements(EngagementTerms), of_lead=True),
    Sort(table_of(Hold), ("reason",), of_engagements(Hold), of_lead=True),
    Sort(table_of(StoredFile), ("name",), of_organisation(StoredFile)),
    Sort(table_of(DbsCheck), ("seen_by", "risk_decided_by", "risk_reason"), of_workers),
    Sort(table_of(Worker), ("job", "eligibility"), of_organisation(Worker)),
    Sort(table_of(Visit), ("place", "also", "cancelled_because"), of_visits, of_lead=True),
    Sort(table_of(VisitMove), ("reason",), of_moves, of_lead=True),
    Sort(table_of(Finding), ("words",), of_engagements(Finding), of_lead=True),
    Sort(table_of(FindingWord), ("words",), of_findings(FindingWord)),
    Sort(table_of(Action), ("what", "who", "evidence"), of_engagements(Action), of_lead=True),
    Sort(table_of(ActionStep), ("words",), of_actions),
    Sort(table_of(Minute), ("words",), of_minutes, of_lead=True),
    Sort(table_of(VisitRow), ("note",), of_sheets(VisitRow), of_lead=True),
    Sort(table_of(VisitNote), ("words",), of_sheets(VisitNote), of_lead=True),
    Sort(table_of(VisitSigning), ("reopened_because",), of_sheets(VisitSigning), of_lead=True),
    Sort(table_of(ReturnSection), ("content",), of_returns(ReturnSection)),
    Sort(table_of(ReturnSent), ("content",), of_sent_returns),
    Sort(table_of(ReturnAct), ("words",), of_returns(ReturnAct)),
    Sort(table_of(ReturnRequest), ("wanted", "withdrawn_words"), of_engagements(ReturnRequest), of_lead=True),
    Sort(table_of(FeedbackRound), ("title",), of_engagements(FeedbackRound)),
    Sort(table_of(FeedbackAnswer), ("words",), of_feedback),
    Sort(
        table_of(Commitment),
        ("title", "unit", "clause", "source", "struck_because"),
        of_contracts(Commitment),
        of_lead=True,
    ),
    Sort(table_of(CommitmentGiven), ("evidence",), of_commitments(CommitmentGiven)),
    Sort(table_of(CommitmentAnswer), ("words",), of_commitments(CommitmentAnswer), of_lead=True),
    Sort(table_of(PaymentAnswer), ("words",), of_answers, of_lead=True),
    Sort(table_of(PartnerNote), ("words",), of_engagements(PartnerNote), of_lead=True),
    Sort(table_of(PartnerLetter), ("subject", "words"), of_engagements(PartnerLetter), of_lead=True),
    Sort(
        table_of(OccurrenceVersion),
        ("others", "their_reference", "words", "follows", "because"),
        of_occurrences(OccurrenceVersion),
    ),
    Sort(table_of(OccurrenceStep), ("words", "to_whom"), of_occurrences(OccurrenceStep)),
    Sort(table_of(OutcomeDraft), ("because",), of_outcomes(OutcomeDraft), of_lead=True),
    Sort(table_of(OutcomeRating), ("because",), of_outcomes(OutcomeRating), of_lead=True),
    Sort(table_of(OutcomeVersion), ("because",), of_outcomes(OutcomeVersion), of_lead=True),
    Sort(table_of(OutcomeComment), ("words",), of_outcomes(OutcomeComment)),
    Sort(table_of(Site), ("name", "place"), of_engagements(Site)),
    Sort(table_of(SiteLook), ("words",), of_sites(SiteLook)),
    Sort(table_of(SiteFault), ("what",), of_sites(SiteFault)),
    Sort(table_of(SiteFaultStep), ("words",), of_faults(SiteFaultStep)),
    Sort(table_of(PeriodNote), ("words",), of_contracts(PeriodNote), of_lead=True),
    Sort(table_of(IssuedDocument), ("title", "words"), of_contracts(IssuedDocument), of_lead=True),
    Sort(table_of(RollUp), ("content",), of_contracts(RollUp), of_lead=True),
    Sort(table_of(Notice), ("what", "why", "consequence"), of_engagements(Notice), told=True),
    Sort(table_of(KeptForm), ("fields", "files"), of_people, told=True),
    Sort(
        table_of(Pack), ("unread",), lambda partner_id: Pack.contract_id.in_(contracts(partner_id)), told=True
    ),
    Sort(table_of(KeptSheet), ("file_name", "content"), of_organisation(KeptSheet), told=True),
    Sort(table_of(ColumnMatch), ("heading",), of_organisation(ColumnMatch), told=True),
    Sort(table_of(Event), ("data",), of_events, told=True),
)
"""All that is written under an engagement or by a partner. Messages are looked through by
`portal.history.actions.redact_name`, since they are of nobody's engagement."""


@dataclass(frozen=True, slots=True)
class Written:
    """A row in which something is written: by column what, with the row itself."""

    sort: Sort
    row: dict[str, Any]

    @property
    def key(self) -> dict[str, Any]:
        return {column.name: self.row[column.name] for column in self.sort.table.primary_key.columns}

    @property
    def row_key(self) -> str:
        return "/".join(map(str, self.key.values()))

    @property
    def is_it(self) -> sa.ColumnElement[bool]:
        return sa.and_(*(self.sort.table.c[name] == value for name, value in self.key.items()))


def list_written(session: Session, partner_id: uuid.UUID) -> Iterator[Written]:
    for sort in SORTS:
        for row in session.execute(sa.select(sort.table).where(sort.where(partner_id))).mappings().all():
            yield Written(sort, dict(row))


def leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text in a column's value, with where it stands in it.

    >>> list(leaves({"a": ["x", 1], "b": "y"}, "details"))
    [('details/a/0', 'x'), ('details/b', 'y')]
    """
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, f"{path}/{name}")
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from leaves(each, f"{path}/{place}")


def changed(value: object, change: Callable[[str], str]) -> object:
    """The value with every text in it changed.

    >>> changed({"a": ["x", 1]}, str.upper)
    {'a': ['X', 1]}
    """
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: changed(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [changed(each, change) for each in value]
    return value


def put(value: object, path: list[str], words: str) -> object:
    """The value with those words at a place in it.

    >>> put({"a": ["x", "y"]}, ["a", "1"], "z")
    {'a': ['x', 'z']}
    """
    if not path:
        return words
    first, further = path[0], path[1:]
    if isinstance(value, dict) and first in value:
        return {**value, first: put(value[first], further, words)}
    if isinstance(value, list) and first.isdecimal() and int(first) < len(value):
        place = int(first)
        return [*value[:place], put(value[place], further, words), *value[place + 1 :]]
    return value


def leads_of(session: Session, partner_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """By engagement of the partner, its contract, each visit that was moved, each sheet of one, the lead."""
    query = sa.select(Engagement.id, Engagement.contract_id, Contract.lead_id)
    query = query.join(Contract, Contract.id == Engagement.contract_id)
    found: dict[uuid.UUID, uuid.UUID] = {}
    for row in session.execute(query.where(Engagement.partner_id == partner_id)):
        found |= {row.id: row.lead_id, row.contract_id: row.lead_id}
    visits = sa.select(Visit.id, Contract.lead_id).join(Contract, Contract.id == Visit.contract_id)
    sheets = sa.select(VisitSheet.id, VisitSheet.engagement_id)
    for each in session.execute(sheets.where(VisitSheet.engagement_id.in_(engagements(partner_id)))):
        found[each.id] = found[each.engagement_id]
    return found | {row.id: row.lead_id for row in session.execute(visits.where(of_visits(partner_id)))}
