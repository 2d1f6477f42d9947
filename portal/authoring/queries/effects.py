"""What a new version of a checklist does to each partner of a contract, before it is published."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.revising import SlotEffect, compare_versions, effects
from portal.access import Audience, NotHere
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Organisation
from portal.standing.queries.cases import load_cases

AT_ONCE = 200
"""Engagements whose cases are in memory at the same time."""


@dataclass(frozen=True, slots=True)
class PartnerEffects:
    """A partner to whom something happens; `effects` are of slots, in the order of the new version."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    effects: tuple[SlotEffect, ...]


@dataclass(frozen=True, slots=True)
class Affected:
    """Of `total` partners those to whom something happens, by name."""

    total: int
    partners: tuple[PartnerEffects, ...]


def find_affected(session: Session, place: ContractPlace, before: Checklist, new: Checklist) -> Affected:
    """By the rules, on the day from which the new version is in force. For managers; raises NotHere.

    Only requirements that differ are computed, so that many partners stay quick.
    """
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    keys = compare_versions(before, new).keys
    rows = session.execute(
        sa.select(Engagement.id, Organisation.name, Engagement.area)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    ).all()
    found: list[PartnerEffects] = []
    for start in range(0, len(rows) if keys else 0, AT_ONCE):
        some = rows[start : start + AT_ONCE]
        cases = load_cases(session, [row.id for row in some], keys)
        for row in some:
            case = cases[row.id]
            happens = tuple(effects(keys, case.rows, new, case.decisions, case.engagement))
            if happens:
                found.append(PartnerEffects(row.id, row.name, row.area, happens))
    return Affected(len(rows), tuple(found))
