"""What somebody has to do with: engagements as a partner, contracts as a lead or a commissioner."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.vocabulary import Stage
from portal.access import Viewer
from portal.records import Contract, Engagement, EngagementStanding, Organisation, Submission, UnderWay
from portal.standing.queries.as_known import known_at, level_on
from portal.standing.queries.in_force import keys_ahead, list_versions


@dataclass(frozen=True, slots=True)
class MyContract:
    """A contract that the viewer leads, or looks at for the commissioner.

    `waiting` counts what is to be reviewed, `levels` engagements by level. Where none has today, `partners`
    counts those of any day.
    """

    contract_id: uuid.UUID
    title: str
    reference: str
    lead: str
    commissioner: str
    starts_on: date
    ends_on: date
    leads: bool
    waiting: int
    levels: dict[str, int]
    partners: int


LEAD, COMMISSIONER = aliased(Organisation), aliased(Organisation)
LED = Contract.lead_id.in_(sa.bindparam("leads", expanding=True))
CONTRACTS = (
    sa.select(
        Contract.id.label("contract_id"),
        Contract.title,
        Contract.reference,
        LEAD.name.label("lead"),
        COMMISSIONER.name.label("commissioner"),
        Contract.starts_on,
        Contract.ends_on,
        LED.label("leads"),
    )
    .join(LEAD, LEAD.id == Contract.lead_id)
    .join(COMMISSIONER, COMMISSIONER.id == Contract.commissioner_id)
    .where(
        sa.or_(LED, Contract.commissioner_id.in_(sa.bindparam("organisation_ids", expanding=True))),
    )
    .order_by(Contract.title, Contract.id)
)


def list_my_contracts(session: Session, viewer: Viewer, on: date) -> tuple[MyContract, ...]:
    """Contracts that the viewer manages or reviews, or whose commissioner the viewer belongs to, by title."""
    leads = viewer.with_role("manager", "reviewer")
    if not viewer.organisations:
        return ()
    asked = {"leads": tuple(leads), "organisation_ids": tuple(viewer.organisations)}
    rows = session.execute(CONTRACTS, asked).all()
    levels = levels_by_contract(session, [row.contract_id for row in rows], on)
    waiting = count_waiting(session, viewer, [row.contract_id for row in rows if row.leads], on)
    partners = count_partners(session, [row.contract_id for row in rows if not levels[row.contract_id]])
    return tuple(
        MyContract(
            **row._asdict(),
            waiting=waiting[row.contract_id],
            levels=levels[row.contract_id],
            partners=partners[row.contract_id],
        )
        for row in rows
    )


def count_partners(session: Session, contract_ids: Sequence[uuid.UUID]) -> Counter[uuid.UUID]:
    """By contract, the organisations that have an engagement of any days."""
    found = Counter[uuid.UUID]()
    if not contract_ids:
        return found
    query = (
        sa.select(Engagement.contract_id, sa.func.count(sa.distinct(Engagement.partner_id)).label("number"))
        .where(Engagement.contract_id.in_(contract_ids))
        .group_by(Engagement.contract_id)
    )
    found.update({row.contract_id: row.number for row in session.execute(query)})
    return found


def count_waiting(
    session: Session, viewer: Viewer, contract_ids: Sequence[uuid.UUID], on: date
) -> Counter[uuid.UUID]:
    """By contract, what its list of what waits shows to the viewer."""
    found = Counter[uuid.UUID]()
    if not contract_ids:
        return found
    keys = keys_by_contract(session, contract_ids, on)
    waits = (
        UnderWay.contract_id.in_(contract_ids),
        UnderWay.stage == Stage.WAITING.value,
        *known_at(UnderWay, None),
    )
    every = (
        sa.select(UnderWay.contract_id, UnderWay.requirement_key, sa.func.count().label("number"))
        .where(*waits)
        .group_by(UnderWay.contract_id, UnderWay.requirement_key)
    )
    for row in session.execute(every):
        if row.requirement_key in keys.get(row.contract_id, ()):
            found[row.contract_id] += row.number
    for each in session.execute(own_of(viewer, waits)):
        if each.requirement_key in keys.get(each.contract_id, ()):
            found[each.contract_id] -= 1
    return found


def own_of(
    viewer: Viewer, waits: Sequence[sa.ColumnElement[bool]]
) -> sa.CompoundSelect[uuid.UUID, uuid.UUID, str]:
    """What of it is the viewer's own, found from that: hers is little, and what waits may be much."""
    theirs = (
        sa.select(Engagement.id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(Engagement.partner_id.in_(viewer.organisations), Engagement.partner_id != Contract.lead_id)
        .subquery()
    )
    mine, columns = hers(viewer).subquery(), (UnderWay.submission_id, UnderWay.contract_id)
    told = sa.select(*columns, UnderWay.requirement_key)
    return sa.union(
        told.select_from(mine).join(UnderWay, UnderWay.submission_id == mine.c.id).where(*waits),
        told.select_from(theirs).join(UnderWay, UnderWay.engagement_id == theirs.c.id).where(*waits),
    )


def keys_by_contract(
    session: Session, contract_ids: Collection[uuid.UUID], on: date
) -> dict[uuid.UUID, frozenset[str]]:
    """The keys of what may wait for a reviewer on the day."""
    return {each: keys_ahead(session, each, on) for each in list_versions(session, contract_ids)}


def may_decide(viewer: Viewer) -> tuple[sa.ColumnElement[bool], ...]:
    """Of a query with the engagement and the contract, what is not the viewer's own: neither an organisation
    of hers has sent it nor she herself."""
    is_others = sa.or_(
        Engagement.partner_id.not_in(viewer.organisations), Engagement.partner_id == Contract.lead_id
    )
    return is_others, UnderWay.submission_id.not_in(hers(viewer))


def hers(viewer: Viewer) -> sa.CompoundSelect[uuid.UUID]:
    """What she has sent or entered, each by its index: of an OR a database may read all that there is."""
    columns = Submission.sent_by, Submission.made_by
    return sa.union_all(*(sa.select(Submission.id).where(each == viewer.person_id) for each in columns))


def levels_by_contract(
    session: Session, contract_ids: Sequence[uuid.UUID], on: date
) -> defaultdict[uuid.UUID, dict[str, int]]:
    """By contract and level, how many engagements stand there on the day."""
    found: defaultdict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    if not contract_ids:
        return found
    rows = session.execute(
        sa.select(EngagementStanding.contract_id, EngagementStanding.level, sa.func.count())
        .where(
            EngagementStanding.contract_id.in_(contract_ids),
            *level_on(on),
        )
        .group_by(EngagementStanding.contract_id, EngagementStanding.level)
    )
    for contract_id, level, count in rows:
        found[contract_id][level] = count
    return found
