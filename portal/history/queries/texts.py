"""Where people write freely about an organisation and its work, so that a name in it can be found."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import (
    Action,
    ActionStep,
    Assessment,
    AssessmentFinding,
    Base,
    Contract,
    DbsCheck,
    Decision,
    Engagement,
    EngagementTerms,
    Event,
    Finding,
    FindingWord,
    Hold,
    Incident,
    IncidentWithdrawal,
    KeptForm,
    KeptSheet,
    Membership,
    Minute,
    Notice,
    Pack,
    PeriodReturn,
    ReturnAct,
    ReturnSection,
    ReturnSent,
    StoredFile,
    Submission,
    Visit,
    VisitEngagement,
    VisitMove,
    VisitNote,
    VisitRow,
    VisitSheet,
    VisitSigning,
    Worker,
    table_of,
)

Where = Callable[[uuid.UUID], sa.ColumnElement[bool]]
"""Given a partner, which rows are about it."""


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


def engagements(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Engagement.id).where(Engagement.partner_id == partner_id)


def submissions(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Submission.id).where(Submission.engagement_id.in_(engagements(partner_id)))


def of_engagements(model: type[Base]) -> Where:
    column = table_of(model).c.engagement_id
    return lambda partner_id: column.in_(engagements(partner_id))


def of_submissions(model: type[Base]) -> Where:
    column = table_of(model).c.submission_id
    return lambda partner_id: column.in_(submissions(partner_id))


def of_organisation(model: type[Base]) -> Where:
    column = table_of(model).c.organisation_id
    return lambda partner_id: column == partner_id


def of_incidents(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    incidents = sa.select(Incident.id).where(Incident.engagement_id.in_(engagements(partner_id)))
    return IncidentWithdrawal.incident_id.in_(incidents)


def of_workers(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return DbsCheck.worker_id.in_(sa.select(Worker.id).where(Worker.organisation_id == partner_id))


def contracts(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Engagement.contract_id).where(Engagement.partner_id == partner_id)


def visits(partner_id: uuid.UUID) -> sa.CompoundSelect[uuid.UUID]:
    """With the partner, or about the whole contract; each sort by its own index."""
    met = sa.select(VisitEngagement.visit_id.label("id"))
    met = met.where(VisitEngagement.engagement_id.in_(engagements(partner_id)))
    of_all = sa.select(Visit.id).where(Visit.contract_id.in_(contracts(partner_id)), Visit.is_of_all)
    return sa.union(met, of_all)


def of_visits(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return Visit.id.in_(visits(partner_id))


def of_moves(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return VisitMove.visit_id.in_(visits(partner_id))


def of_events(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Under its engagements, in its own affairs, and what is of several together; each by its own index."""
    log = table_of(Event)
    ways = (
        log.c.engagement_id.in_(engagements(partner_id)),
        log.c.organisation_id == partner_id,
        sa.and_(log.c.contract_id.in_(contracts(partner_id)), log.c.engagement_id.is_(None)),
    )
    return Event.number.in_(sa.union(*(sa.select(log.c.number).where(way) for way in ways)))


def of_people(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Typed by whoever acts for it, or for a lead whose contracts it has."""
    leads = sa.select(Contract.lead_id).where(Contract.id.in_(contracts(partner_id)))
    own = sa.select(Membership.person_id).where(Membership.organisation_id == partner_id)
    beside = sa.select(Membership.person_id).where(Membership.organisation_id.in_(leads))
    return KeptForm.person_id.in_(sa.union(own, beside))


def of_findings(model: type[Base]) -> Where:
    column = table_of(model).c.finding_id
    found = sa.select(Finding.id)
    return lambda partner_id: column.in_(found.where(Finding.engagement_id.in_(engagements(partner_id))))


def of_actions(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    given = sa.select(Action.id).where(Action.engagement_id.in_(engagements(partner_id)))
    return ActionStep.action_id.in_(given)


def of_minutes(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return Minute.visit_id.in_(visits(partner_id))


def of_sheets(model: type[Base]) -> Where:
    column = table_of(model).c.sheet_id
    met = sa.select(VisitSheet.id)
    return lambda partner_id: column.in_(met.where(VisitSheet.engagement_id.in_(engagements(partner_id))))


def returns(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(PeriodReturn.id).where(PeriodReturn.engagement_id.in_(engagements(partner_id)))


def of_returns(model: type[Base]) -> Where:
    column = table_of(model).c.return_id
    return lambda partner_id: column.in_(returns(partner_id))


def of_sent_returns(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    acts = sa.select(ReturnAct.id).where(ReturnAct.return_id.in_(returns(partner_id)))
    return ReturnSent.act_id.in_(acts)


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
    Sort(table_of(Notice), ("what", "why", "consequence"), of_engagements(Notice), told=True),
    Sort(table_of(KeptForm), ("fields", "files"), of_people, told=True),
    Sort(
        table_of(Pack), ("unread",), lambda partner_id: Pack.contract_id.in_(contracts(partner_id)), told=True
    ),
    Sort(table_of(KeptSheet), ("file_name", "content"), of_organisation(KeptSheet), told=True),
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


def leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
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


def changed(value: Any, change: Callable[[str], str]) -> Any:
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


def put(value: Any, path: list[str], words: str) -> Any:
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
