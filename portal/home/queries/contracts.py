"""What somebody has to do with: engagements as a partner, contracts as a lead or a commissioner."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.access import Viewer
from portal.records import Contract, EngagementStanding, Organisation, UnderWay
from portal.standing.queries.as_known import known_at, level_on


@dataclass(frozen=True, slots=True)
class MyContract:
    """A contract that the viewer leads, or looks at for the commissioner.

    `waiting` counts what is to be reviewed, `levels` engagements by level.
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


def list_my_contracts(session: Session, viewer: Viewer, on: date) -> tuple[MyContract, ...]:
    """Contracts that the viewer manages or reviews, or whose commissioner the viewer belongs to, by title."""
    leads = viewer.with_role("manager", "reviewer")
    if not viewer.organisations:
        return ()
    lead, commissioner = aliased(Organisation), aliased(Organisation)
    waiting = (
        sa.select(sa.func.count())
        .where(UnderWay.contract_id == Contract.id, UnderWay.stage == "waiting", *known_at(UnderWay, None))
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(
            Contract.id.label("contract_id"),
            Contract.title,
            Contract.reference,
            lead.name.label("lead"),
            commissioner.name.label("commissioner"),
            Contract.starts_on,
            Contract.ends_on,
            Contract.lead_id.in_(leads).label("leads"),
            waiting.label("waiting"),
        )
        .join(lead, lead.id == Contract.lead_id)
        .join(commissioner, commissioner.id == Contract.commissioner_id)
        .where(sa.or_(Contract.lead_id.in_(leads), Contract.commissioner_id.in_(viewer.organisations)))
        .order_by(Contract.title, Contract.id)
    ).all()
    levels = levels_by_contract(session, [row.contract_id for row in rows], on)
    return tuple(MyContract(**row._asdict(), levels=levels[row.contract_id]) for row in rows)


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
