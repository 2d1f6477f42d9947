"""What a lead issued under its contracts, as the rules know it: since when, and which editions came after."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import Edition
from portal.clock import local_day
from portal.reading_once import reads_once
from portal.records import IssuedDocument


@dataclass(slots=True)
class Issuings:
    """Of one contract: by requirement key the day on which the first edition was issued, and all later
    editions, in the order of issuing."""

    first_on: dict[str, date] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()


@reads_once
def issuings_by_contract(
    session: Session, contract_ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, Issuings]:
    found: defaultdict[uuid.UUID, Issuings] = defaultdict(Issuings)
    table = IssuedDocument
    query = sa.select(
        table.contract_id,
        table.requirement_key,
        table.issued_at,
        table.edition,
        table.from_on,
        table.by_on,
    )
    within = query.where(table.contract_id.in_(tuple(contract_ids)))
    for row in session.execute(within.order_by(table.issued_at, table.edition)):
        its, day = found[row.contract_id], local_day(row.issued_at)
        if row.edition is None:
            its.first_on[row.requirement_key] = day
        else:
            its.editions += (Edition(row.requirement_key, row.edition, day, row.from_on, row.by_on),)
    return found


def issued_by_contract(
    session: Session, contract_ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, dict[str, date]]:
    """By contract and requirement key, the day on which the lead issued it first."""
    found = issuings_by_contract(session, contract_ids)
    return defaultdict(dict, {contract_id: its.first_on for contract_id, its in found.items()})
