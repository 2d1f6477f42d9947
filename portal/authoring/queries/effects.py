"""What a new version of a checklist does to each partner of a contract, before it is published."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.revising import SlotEffect, changes_before, effects, keys_between, revised_slots
from portal.access import Audience, NotHere
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Organisation
from portal.standing.queries.cases import load_cases

ENGAGEMENTS_AT_ONCE = 200
"""Engagements whose cases are in memory at the same time."""


@dataclass(frozen=True, slots=True)
class PartnerEffects:
    """A partner to whom something happens; `effects` are of slots, in the order of the new version."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str
    effects: tuple[SlotEffect, ...]


@dataclass(frozen=True, slots=True)
class Affected:
    """Of `total` partners who are there on the day, those to whom something happens, by name and area; and of
    how many slots and partners the standing of a past day becomes another, as far as it is known today."""

    total: int
    partners: tuple[PartnerEffects, ...]
    past_slots: int = 0
    past_partners: int = 0


def find_affected(
    session: Session,
    place: ContractPlace,
    old: Sequence[Checklist],
    new: Sequence[Checklist],
    on: date,
    today: date,
) -> Affected:
    """By the rules, on the day `on`, and on the days before `today`: with the new versions in place of the
    old ones, both oldest first. For managers; raises NotHere.

    Only requirements that differ are computed, so that many partners stay quick.
    """
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    keys = keys_between(old, new)
    rows = session.execute(
        sa.select(Engagement.id, Engagement.partner_id, Organisation.name, Engagement.area)
        .add_columns(Engagement.starts_on, Engagement.ends_on)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    ).all()
    found: list[PartnerEffects] = []
    past_slots, past_partners = 0, set[uuid.UUID]()
    for start in range(0, len(rows) if keys else 0, ENGAGEMENTS_AT_ONCE):
        some = rows[start : start + ENGAGEMENTS_AT_ONCE]
        cases = load_cases(session, [row.id for row in some], keys)
        for row in some:
            case = cases[row.id]
            slots = revised_slots(keys, case.rows, new, case.decisions, case.engagement)
            if happens := effects(slots, on, case.engagement):
                found.append(PartnerEffects(row.id, row.partner_id, row.name, row.area, tuple(happens)))
            if past := sum(changes_before(slot, today) for slot in slots):
                past_slots += past
                past_partners.add(row.partner_id)
    here = {row.partner_id for row in rows if row.starts_on <= on <= row.ends_on}
    here |= {each.partner_id for each in found}
    return Affected(len(here), tuple(found), past_slots, len(past_partners))
