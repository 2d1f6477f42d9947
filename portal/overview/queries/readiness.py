"""What stands in the way of each partner on a day, for a page of them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists import facts
from checklists.calendar import Span
from checklists.readiness import Point, Slot, readiness
from checklists.requirement import Checklist
from checklists.vocabulary import UNMET
from portal.overview.queries.overview import Levels
from portal.overview.queries.partners import Found, PartnerLine, Wanted, list_lines, list_partners
from portal.overview.queries.partners_known import KnownPartner, list_partners_known, page_known
from portal.places.contracts import ContractPlace
from portal.records import Standing
from portal.standing.queries.cases import (
    NOTHING,
    InHand,
    in_hand_by_engagement,
    issued_by_contract,
)
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.slots import intervals_by_slot, slots_from_rows

Points = tuple[tuple[Point, ...], tuple[Point, ...]]
"""Blockers and warnings."""
NO_POINTS: Points = ((), ())


@dataclass(frozen=True, slots=True)
class PartnerReadiness:
    """A partner on the day, with what blocks it and what is near to lapsing."""

    line: PartnerLine
    blockers: tuple[Point, ...]
    warnings: tuple[Point, ...]


def list_found(session: Session, place: ContractPlace, on: date, known: date | None, wanted: Wanted) -> Found:
    """The partners wanted, from the read models where they can answer."""
    if known is None:
        return list_partners(session, place, on, wanted)
    return list_partners_known(session, place, on, known, wanted)


def list_readiness(
    session: Session, place: ContractPlace, on: date, wanted: Wanted, levels: Levels | None = None
) -> list[PartnerReadiness]:
    """The partners wanted, in their order. Details are read only of those who have any. `levels` are those of
    the day, where they are counted already."""
    listed = list_lines(session, place, on, wanted, levels)
    asked = [line for line in listed if line.blockers or line.warnings]
    points = points_now(session, place, asked, on) if asked else {}
    return [PartnerReadiness(line, *points.get(line.engagement_id, NO_POINTS)) for line in listed]


def readiness_known(partners: Iterable[KnownPartner], wanted: Wanted) -> list[PartnerReadiness]:
    """The same among partners as they were known on an earlier day."""
    shown, _ = page_known(partners, wanted)
    return [PartnerReadiness(each.line, each.blockers, each.warnings) for each in shown]


def points_now(
    session: Session, place: ContractPlace, lines: list[PartnerLine], on: date
) -> dict[uuid.UUID, Points]:
    """By engagement, its blockers and warnings: of the read model only the slots are read that may be in the
    way."""
    ids = [line.engagement_id for line in lines]
    versions = list_versions(session, [place.contract_id])[place.contract_id]
    issued = issued_by_contract(session, [place.contract_id])[place.contract_id]
    in_hand = in_hand_by_engagement(session, ids)
    latest = max(on, *(line.starts_on for line in lines))  # before an engagement its first day is asked about
    horizon = latest + timedelta(days=longest_warning(versions) + 1)
    rows = intervals_by_slot(session, ids, soon_unmet(horizon, on))
    found: dict[uuid.UUID, Points] = {}
    for line in lines:
        span = Span(line.starts_on, line.ends_on)
        under_way = in_hand[line.engagement_id]
        slots = [
            with_turn(slot, under_way, issued)
            for slot in slots_from_rows(versions, rows[line.engagement_id], span.clamp(on))
        ]
        answer = readiness(slots, facts.Engagement(span), on)
        found[line.engagement_id] = answer.blockers, answer.warnings
    return found


def with_turn(slot: Slot, under_way: dict[str, InHand], issued: set[str]) -> Slot:
    key = slot.requirement.key
    now = under_way.get(key, NOTHING)
    return replace(slot, stage=now.stage, with_lead=now.with_lead, issued=key in issued)


def longest_warning(versions: Iterable[Checklist]) -> int:
    """Days."""
    return max(each.warn_days for version in versions for each in version.requirements)


def soon_unmet(horizon: date, on: date) -> sa.ColumnElement[bool]:
    """Of `standing`: the slots that are missing or expired on a day from `on` to the horizon."""
    unmet = aliased(Standing)
    return sa.exists().where(
        unmet.engagement_id == Standing.engagement_id,
        unmet.requirement_key == Standing.requirement_key,
        unmet.state.in_(tuple(state.value for state in UNMET)),
        unmet.asked_until_on >= on,
        unmet.asked_from_on <= horizon,
    )
