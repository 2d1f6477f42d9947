"""Which returns an engagement owes, by its contract's versions, since they are given here."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.requirement import Checklist
from checklists.year.asked import Asked, Terms, returns_asked
from checklists.year.owed import Request
from checklists.year.rows import is_asked_of
from checklists.year.vocabulary import Every, Party
from portal.access import NotHere
from portal.acting.bank_holidays import bank_holidays
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.reading_once import only_reads
from portal.records import Contract, ReturnsBegin, Visit, VisitEngagement
from portal.returns.queries.as_sent import first_sent, with_sent
from portal.returns.queries.requests import list_requests, requests_by_return
from portal.standing.queries.in_force import list_stood, list_versions
from portal.visits.queries.booked import is_booked


@dataclass(frozen=True, slots=True)
class Engaged:
    """An engagement with its days, and its contract."""

    engagement_id: uuid.UUID
    span: Span
    contract_id: uuid.UUID


def engaged(place: EngagementPlace) -> Engaged:
    return Engaged(place.engagement_id, place.span, place.contract.contract_id)


def find_begin(session: Session, contract_id: uuid.UUID) -> date | None:
    """From which day on returns are given here; None where nobody has said so. One who only reads asks
    once."""
    known: dict[uuid.UUID, date | None]
    known = session.info.setdefault("returns_begin", {}) if only_reads(session) else {}
    if contract_id not in known:
        its = ReturnsBegin.contract_id == contract_id
        known[contract_id] = session.scalar(sa.select(ReturnsBegin.from_on).where(its))
    return known[contract_id]


def asked_by_engagement(
    session: Session, engagements: Iterable[Engaged]
) -> dict[uuid.UUID, tuple[Asked, ...]]:
    """All that each of them owes, in the order in which it falls due; nothing where nobody has said from when
    returns are given here."""
    wanted = list(engagements)
    contracts = {each.contract_id for each in wanted}
    rows = session.execute(
        sa.select(ReturnsBegin.contract_id, ReturnsBegin.from_on, Contract.starts_on)
        .join(Contract, Contract.id == ReturnsBegin.contract_id)
        .where(ReturnsBegin.contract_id.in_(contracts))
    )
    begins = {row.contract_id: (row.starts_on, row.from_on) for row in rows}
    if not begins:
        return {each.engagement_id: () for each in wanted}
    stood = list_stood(session, begins)
    every = [each.checklist for versions in stood.values() for each in versions]
    ids = [each.engagement_id for each in wanted]
    meetings = meetings_of(session, set(begins)) if prepares_meetings(every) else {}
    requests = list_requests(session, ids) if takes_requests(every) else {}
    changed = [each.engagement_id for each in wanted if len(stood.get(each.contract_id, ())) > 1]
    sent = first_sent(session, changed) if changed else {}
    known: Known = {}
    found: dict[uuid.UUID, tuple[Asked, ...]] = {}
    for each in wanted:
        versions = stood.get(each.contract_id, ())
        if each.contract_id not in begins or not versions:
            found[each.engagement_id] = ()
            continue
        theirs = meetings_with(meetings.get(each.contract_id, ()), each.engagement_id)
        asked = requests_by_return(requests.get(each.engagement_id, ()))
        by_versions = partial(asked_of, known, each, begins[each.contract_id], theirs, asked)
        now = by_versions([one.checklist for one in versions if one.until is None])
        found[each.engagement_id] = with_sent(now, sent.get(each.engagement_id, {}), versions, by_versions)
    return found


Known = dict[tuple[object, ...], tuple[Asked, ...]]
"""What is asked of those that are alike, worked out once."""


def asked_of(
    known: Known,
    engagement: Engaged,
    begins: tuple[date, date],
    meetings: Mapping[str, tuple[date, ...]],
    requests: Mapping[str, Sequence[Request]],
    versions: Sequence[Checklist],
) -> tuple[Asked, ...]:
    alike = (tuple(sorted(meetings.items())), tuple(sorted(requests.items())), tuple(map(id, versions)))
    key = (engagement.contract_id, engagement.span, *alike)
    if key not in known:
        holidays = bank_holidays(engagement.span.until_on.year + 1)
        terms = Terms(*begins, holidays, meetings, requests=requests)
        known[key] = returns_asked(versions, engagement.span, terms)
    return known[key]


def prepares_meetings(versions: Iterable[Checklist]) -> bool:
    return any(row.meeting for version in versions for row in version.year.returns)


def takes_requests(versions: Iterable[Checklist]) -> bool:
    return any(row.every is Every.ON_REQUEST for version in versions for row in version.year.returns)


Meeting = tuple[str, date, uuid.UUID | None]


def meetings_of(session: Session, contracts: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Meeting]]:
    """By contract its meetings: kind, day, and the engagement that it is with; None where with all."""
    found: defaultdict[uuid.UUID, list[Meeting]] = defaultdict(list)
    rows = session.execute(
        sa.select(Visit.contract_id, Visit.kind, Visit.on_date, VisitEngagement.engagement_id)
        .outerjoin(VisitEngagement, VisitEngagement.visit_id == Visit.id)
        .where(Visit.contract_id.in_(tuple(contracts)), is_booked())
    )
    for row in rows:
        found[row.contract_id].append((row.kind, row.on_date, row.engagement_id))
    return found


def meetings_with(meetings: Iterable[Meeting], engagement_id: uuid.UUID) -> dict[str, tuple[date, ...]]:
    found: defaultdict[str, set[date]] = defaultdict(set)
    for kind, on, whose in meetings:
        if whose in {None, engagement_id}:
            found[kind].add(on)
    return {kind: tuple(sorted(days)) for kind, days in found.items()}


def list_asked(session: Session, place: EngagementPlace) -> tuple[Asked, ...]:
    return asked_by_engagement(session, [engaged(place)])[place.engagement_id]


def get_asked(session: Session, place: EngagementPlace, key: str, part: str) -> Asked:
    """The return of that key and part; raises NotHere where it is not owed."""
    found = find_asked(session, place, key, part)
    if found is None:
        raise NotHere
    return found


def find_asked(session: Session, place: EngagementPlace, key: str, part: str) -> Asked | None:
    wanted = (key, part)
    return next(
        (each for each in list_asked(session, place) if (each.row.key, each.owed.part) == wanted), None
    )


def asks_returns(session: Session, place: ContractPlace) -> bool:
    """Whether the contract asks its partners for any."""
    versions = list_versions(session, [place.contract_id]).get(place.contract_id, ())
    rows = (row for version in versions for row in version.year.returns)
    return any(is_asked_of(row, Party.PARTNER) for row in rows)
