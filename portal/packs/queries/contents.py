"""What goes into a pack: the state of each requirement on a day, as all that is recorded now says it."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.levels import Counts, counts_of
from checklists.readiness import Readiness, readiness
from checklists.requirement import Checklist
from checklists.slots import version_on
from checklists.vocabulary import Kind, Level
from portal.access import NotHere
from portal.findings.queries.actions import ActionLine, list_open_of
from portal.overview.queries.overview import Levels, sum_levels
from portal.packs.queries.changed import Changed, find_changed
from portal.packs.queries.evidence import IssuedInPack, SlotEvidence, evidence_by_slot, issued_by_key
from portal.places.contracts import CONTRACT_OF_ID, PARTNER, ContractPlace, contract_place
from portal.records import Engagement, EngagementStanding, NamedRow
from portal.register.queries.standing import in_date_by_register, register_parts
from portal.standing.queries.apart import Apart, list_apart
from portal.standing.queries.in_force import STANDING_NOW, read_checklists
from portal.standing.queries.slots import Asked, SlotLine, slots_on_day
from portal.standing.queries.told_lines import with_told

ENGAGEMENTS_AT_ONCE = 100
"""Engagements that are read together."""

MONTHS = 13
"""How far the picture of readiness reaches: the day, and the first of each month of the year after it."""


@dataclass(frozen=True, slots=True)
class SlotInPack:
    """A requirement on the day. `people` is, of a register, how many people are in date, of how many."""

    line: SlotLine
    evidence: SlotEvidence
    people: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class EngagementInPack:
    """A partner on the day, with its requirements in the checklist's order."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    reference: str
    partner: str
    area: str
    span: Span
    readiness: Readiness
    counts: Counts
    slots: tuple[SlotInPack, ...]
    actions: tuple[ActionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The version of the checklist that is in force on the day."""

    version_id: uuid.UUID
    checklist: Checklist


@dataclass(frozen=True, slots=True)
class PackContents:
    """`apart` are engagements that do not have the day. `issued` is by requirement key. `ahead` has by day
    the levels of the partners, as far as is known now. `changed` is since the last meeting. `is_of_some`
    where it is not of the whole contract."""

    place: ContractPlace
    on: date
    version: Version
    engagements: tuple[EngagementInPack, ...]
    apart: tuple[Apart, ...]
    issued: Mapping[str, tuple[IssuedInPack, ...]]
    ahead: Mapping[date, Levels]
    changed: Changed | None
    is_of_some: bool = False

    @property
    def partners(self) -> int:
        """Organisations that have the day, of which one may work in several areas."""
        return len({each.partner_id for each in self.engagements})


def load_contents(
    session: Session, contract_id: uuid.UUID, only: frozenset[uuid.UUID], on: date, today: date
) -> PackContents:
    """Of the whole contract, or of `only` some engagements of it. Raises NotHere where there is no such
    contract."""
    row = session.execute(CONTRACT_OF_ID, {"contract_id": contract_id}).one_or_none()
    if row is None:
        raise NotHere
    place = contract_place(row, frozenset())
    version = version_on_day(session, contract_id, on)
    found: list[EngagementInPack] = []
    rows = session.execute(engagements_on(contract_id, only, on)).all()
    for start in range(0, len(rows), ENGAGEMENTS_AT_ONCE):
        found += load_some(session, place, rows[start : start + ENGAGEMENTS_AT_ONCE], on, today)
    days = days_ahead(place, on)
    apart = list_apart(session, place, on, None) if len(only) != 1 else []
    return PackContents(
        place,
        on,
        version,
        tuple(found),
        tuple(each for each in apart if not only or each.engagement_id in only),
        issued_by_key(session, contract_id, on),
        levels_of(session, only, days) if only else sum_levels(session, place, days),
        find_changed(session, place, only, on, today),
        is_of_some=bool(only),
    )


def engagements_on(
    contract_id: uuid.UUID, only: frozenset[uuid.UUID], on: date
) -> sa.Select[*tuple[object, ...]]:
    """Those that have the day, by name."""
    query = (
        sa.select(
            Engagement.id,
            Engagement.partner_id,
            Engagement.reference,
            PARTNER.name.label("partner"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == contract_id, Engagement.starts_on <= on, Engagement.ends_on >= on)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return query.where(Engagement.id.in_(only)) if only else query


def load_some(
    session: Session,
    place: ContractPlace,
    rows: Sequence[NamedRow],
    on: date,
    today: date,
) -> list[EngagementInPack]:
    ids = [row.id for row in rows]
    asked: dict[uuid.UUID, Asked] = {
        row.id: (place.contract_id, Span(row.starts_on, row.ends_on)) for row in rows
    }
    lines = with_told(session, asked, slots_on_day(session, asked, on, today=today), on, None, None)
    registers = {
        line.slot.requirement.key
        for its in lines.values()
        for line in its
        if line.slot.requirement.kind is Kind.REGISTER
    }
    evidence = evidence_by_slot(session, ids, registers, on)
    people = people_in_date(session, asked if registers else {}, on)
    actions: defaultdict[uuid.UUID | None, list[ActionLine]] = defaultdict(list)
    for each in list_open_of(session, ids, on if on < today else None):
        actions[each.engagement_id].append(each)
    return [
        engagement_of(
            row,
            on,
            tuple(
                SlotInPack(
                    line,
                    evidence.get((row.id, line.slot.requirement.key), SlotEvidence()),
                    people.get((row.id, line.slot.requirement.key)),
                )
                for line in lines[row.id]
            ),
            tuple(actions[row.id]),
        )
        for row in rows
    ]


def engagement_of(
    row: NamedRow, on: date, slots: tuple[SlotInPack, ...], actions: tuple[ActionLine, ...]
) -> EngagementInPack:
    span = Span(row.starts_on, row.ends_on)
    on_day = [each.line.slot for each in slots]
    answer = readiness(on_day, facts.Engagement(span), on)
    counts = counts_of(on_day, answer)
    return EngagementInPack(
        row.id,
        row.partner_id,
        row.reference,
        row.partner,
        row.area,
        span,
        answer,
        counts,
        slots,
        actions,
    )


def people_in_date(
    session: Session, asked: Mapping[uuid.UUID, Asked], on: date
) -> dict[tuple[uuid.UUID, str], tuple[int, int]]:
    """By engagement and register, how many people are in date, of how many."""
    parts = groupby(register_parts(session, asked, on, with_work=False), attrgetter("engagement_id"))
    return {
        (engagement_id, key): counted
        for engagement_id, its in parts
        for key, counted in in_date_by_register(list(its)).items()
    }


def version_on_day(session: Session, contract_id: uuid.UUID, on: date) -> Version:
    """Raises NotHere where the contract has no checklist."""
    ids = [row.id for row in session.execute(STANDING_NOW, {"contract_ids": (contract_id,)})]
    if not ids:
        raise NotHere
    versions = dict(zip(ids, read_checklists(session, ids), strict=True))
    in_force = version_on(list(versions.values()), on)
    return next(Version(each, found) for each, found in versions.items() if found is in_force)


def days_ahead(place: ContractPlace, on: date) -> list[date]:
    """The day, and the first of each month of the year after it that the contract still has."""
    firsts = [
        date(on.year + (on.month + ahead - 1) // 12, (on.month + ahead - 1) % 12 + 1, 1)
        for ahead in range(1, MONTHS)
    ]
    return [on, *(day for day in firsts if day <= place.ends_on)]


def levels_of(session: Session, only: frozenset[uuid.UUID], days: Sequence[date]) -> dict[date, Levels]:
    """The same of some engagements: the level of each, or none on a day that it does not have."""
    table = EngagementStanding
    rows = session.execute(
        sa.select(
            table.from_on,
            table.until_on,
            table.level,
            table.blockers,
            table.asked,
            table.in_order,
            table.preferred_asked,
            table.preferred_in_order,
        ).where(table.engagement_id.in_(only))
    ).all()
    found = {day: Levels() for day in days}
    for day, levels in found.items():
        for row in rows:
            if row.from_on <= day <= row.until_on:
                counts = row.asked, row.in_order, row.preferred_asked, row.preferred_in_order
                levels.add(Level(row.level), row.blockers, 1, *counts)
    return found
