"""What a page says of the few slots that it shows, beyond what the read models hold: the names of one, two or
three people who are wanting, for those who may read them, and what is accepted of what is not enough."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.facts import known_by
from checklists.falling_short import MAY_FALL_SHORT, FallsShort, falls_short
from checklists.kinds.register import person_of
from checklists.not_in_order import NotInOrder
from checklists.readiness import Point, Slot, is_to_confirm
from checklists.requirement import WHOLE
from checklists.slots import Row, rows_of_engagement
from checklists.unclear import ended_parts
from checklists.vocabulary import UNMET, Kind, Turn
from portal.access import Audience
from portal.records import Worker
from portal.standing.queries.decision_facts import decisions_by_engagement
from portal.standing.queries.in_force import versions_known
from portal.standing.queries.incident_facts import incidents_by_engagement
from portal.standing.queries.not_in_order import find_not_in_order
from portal.standing.queries.people import NAMING, called
from portal.standing.queries.unclear_checks import UnclearByPlace, unclear_by_place

MOST_NAMED = 3
"""More people than these are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """`names` by person's key, empty for those who read none; `short` by part. `newer` has by part of a
    register the certificate for which an accepted one counts no more, for those who read names.
    `not_in_order` is what findings of visits say of it."""

    names: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, FallsShort] = field(default_factory=dict)
    newer: Mapping[str, facts.Unclear] = field(default_factory=dict)
    not_in_order: NotInOrder | None = None

    @property
    def is_by_finding(self) -> bool:
        """Whether nothing is wanting but that a finding says so."""
        return self.not_in_order is not None and self.not_in_order.is_all

    @property
    def is_said_done(self) -> bool:
        """Whether its partner has said besides that all is done."""
        return self.not_in_order is not None and self.not_in_order.is_all and self.not_in_order.is_with_lead


NOTHING_TOLD = Told()


def point_told(point: Point, told: Told) -> Point:
    """The slot with what is told of it, and whose turn it is then."""
    slot = replace(point.slot, is_said_done=told.is_said_done)
    is_leads = point.turn is Turn.PARTNER and is_to_confirm(slot)
    return Point(slot, Turn.LEAD if is_leads else point.turn)


@dataclass(frozen=True, slots=True)
class Shown:
    """A slot that a page shows, with the engagement that it is of."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    span: Span
    slot: Slot

    @property
    def place(self) -> tuple[uuid.UUID, str]:
        return self.engagement_id, self.slot.requirement.key


ToldBySlot = Mapping[tuple[uuid.UUID, str], Told]
"""By engagement and requirement key."""


def naming_of(audiences: Iterable[Audience]) -> Audience | None:
    """As whom somebody reads names; None for those who read none."""
    return next((each for each in (Audience.PARTNER, Audience.REVIEWER) if each in audiences), None)


def tell(
    session: Session, shown: Iterable[Shown], on: date, known: date | None, naming: Audience | None
) -> ToldBySlot:
    """Of the slots that are missing or expired on the day; a query for findings, one for the names, one for
    certificates that are not clear, one for the decisions and one for incidents, each only where a slot wants
    it."""
    unmet = [each for each in shown if each.slot.interval.state in UNMET]
    names = find_names(session, unmet, naming) if naming else {}
    unclear = find_unclear(session, unmet) if naming else {}
    beside = {place[:2] for place in unclear}
    held = find_held(session, [each for each in unmet if may_be_told(each, beside)], known, unclear)
    short = find_short(session, [each for each in unmet if each.place in held], held, on, known)
    found = find_not_in_order(session, {each.place: each.span.clamp(on) for each in unmet}, known)
    return {
        each.place: Told(
            {key: names[key] for key in to_be_named(each.slot) if key in names},
            short.get(each.place, {}),
            newer_in(each.slot, held[each.place], each.span, on) if each.place in beside else {},
            found.get(each.place),
        )
        for each in unmet
    }


def may_be_told(shown: Shown, beside: Collection[tuple[uuid.UUID, str]]) -> bool:
    """Whether what was decided may say why it is wanting."""
    return shown.slot.requirement.kind in MAY_FALL_SHORT or shown.place in beside


def find_unclear(session: Session, shown: Iterable[Shown]) -> UnclearByPlace:
    """Certificates that are not clear and have no risk decision, sent for registers of checks on which
    somebody is wanting who is named."""
    asked = [each for each in shown if each.slot.requirement.level and to_be_named(each.slot)]
    if not asked:
        return {}
    keys = sorted({each.slot.requirement.key for each in asked})
    return unclear_by_place(session, sorted({each.engagement_id for each in asked}), keys)


def find_held(
    session: Session, asked: Sequence[Shown], known: date | None, unclear: UnclearByPlace
) -> dict[tuple[uuid.UUID, str], tuple[facts.Decision, ...]]:
    """By slot, the decisions on it that hold, with what was known of them."""
    if not asked:
        return {}
    keys = {each.slot.requirement.key for each in asked}
    ids = list({each.engagement_id for each in asked})
    made = decisions_by_engagement(session, ids, sorted(keys), unclear)
    return {
        each.place: known_by(tuple(made[each.engagement_id].get(each.slot.requirement.key, ())), known)
        for each in asked
    }


def newer_in(slot: Slot, held: Sequence[facts.Decision], span: Span, on: date) -> dict[str, facts.Unclear]:
    """By part of a register that is wanting, the certificate for which an accepted one counts no more."""
    engagement = facts.Engagement(span)
    return ended_parts(slot.requirement, held, engagement, slot.interval.wanting, span.clamp(on))


def to_be_named(slot: Slot) -> frozenset[str]:
    """The people of a register who are wanting: those with the partner, and those with the reviewers, as
    far as they are few."""
    if slot.requirement.kind is not Kind.REGISTER:
        return frozenset()
    wanting = slot.interval.wanting
    groups = (wanting - slot.with_lead, wanting & slot.with_lead)
    people = (frozenset(person_of(part) for part in group) for group in groups)
    return frozenset().union(*(group for group in people if len(group) <= MOST_NAMED))


def find_names(session: Session, shown: Iterable[Shown], naming: Audience) -> dict[str, str]:
    """By person's key what the reader is to read. The keys are those of the engagements' own people."""
    keys = {key for each in shown for key in to_be_named(each.slot)}
    if not keys:
        return {}
    wanted = sa.select(Worker.id, *NAMING).where(Worker.id.in_([uuid.UUID(key) for key in keys]))
    is_own = naming is Audience.PARTNER
    return {str(row.id): called(row, is_own) for row in session.execute(wanted)}


def find_short(
    session: Session,
    shown: Iterable[Shown],
    held: Mapping[tuple[uuid.UUID, str], tuple[facts.Decision, ...]],
    on: date,
    known: date | None,
) -> dict[tuple[uuid.UUID, str], dict[str, FallsShort]]:
    """By slot and part, what is accepted of what is not enough."""
    asked = [each for each in shown if each.slot.requirement.kind in MAY_FALL_SHORT]
    decided = [each for each in asked if held[each.place]]
    contracts = {each.contract_id for each in decided}
    versions = {contract_id: versions_known(session, contract_id, known) for contract_id in contracts}
    incidents = incidents_after_which(session, decided)
    found: dict[tuple[uuid.UUID, str], dict[str, FallsShort]] = {}
    for each in decided:
        rows = rows_of_engagement(versions[each.contract_id], each.span)[each.slot.requirement.key]
        engagement = facts.Engagement(each.span, incidents=incidents[each.engagement_id]).as_known(known)
        found[each.place] = short_of(each.slot, rows, held[each.place], engagement, on)
    return found


def incidents_after_which(
    session: Session, shown: Iterable[Shown]
) -> defaultdict[uuid.UUID, tuple[facts.Incident, ...]]:
    """By engagement, the incidents after which one of its slots has to be done again; read only where there
    is such a slot."""
    ids = {each.engagement_id for each in shown if each.slot.requirement.after_incident}
    recorded = incidents_by_engagement(session, list(ids)) if ids else {}
    return defaultdict(tuple, {engagement_id: tuple(each) for engagement_id, each in recorded.items()})


def short_of(
    slot: Slot,
    rows: Sequence[Row],
    held: Sequence[facts.Decision],
    engagement: facts.Engagement,
    on: date,
) -> dict[str, FallsShort]:
    """By part of the slot that is wanting, what is accepted of what is not enough; the engagement has only
    the incidents that were known."""
    if slot.requirement.kind not in MAY_FALL_SHORT:
        return {}
    parts, day = slot.interval.wanting or {WHOLE}, engagement.span.clamp(on)
    said = (falls_short(rows, held, engagement, part, day) for part in parts)
    return {one.part: one for one in said if one}
