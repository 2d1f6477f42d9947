"""What stands in the way of each partner on a day, for a page of them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists import facts
from checklists.calendar import Span
from checklists.in_hand import NOTHING, InHand, in_hand_of
from checklists.levels import is_issued
from checklists.readiness import Point, Slot, readiness
from checklists.requirement import Checklist
from checklists.vocabulary import UNMET, Stage
from portal.overview.queries.narrowing import Narrow
from portal.overview.queries.overview import Levels
from portal.overview.queries.partners import PartnerLine, Wanted, list_lines
from portal.places.contracts import ContractPlace
from portal.records import Standing, UnderWay
from portal.standing.queries.as_known import When, known_at
from portal.standing.queries.in_force import versions_known
from portal.standing.queries.issued_facts import issued_by_contract
from portal.standing.queries.slots import intervals_by_slot, slots_from_rows
from portal.standing.queries.told import NOTHING_TOLD, ToldBySlot, point_told

Points = tuple[tuple[Point, ...], tuple[Point, ...]]
"""Blockers and warnings."""
NO_POINTS: Points = ((), ())


@dataclass(frozen=True, slots=True)
class PartnerReadiness:
    """A partner on the day, with what blocks it and what is near to lapsing."""

    line: PartnerLine
    blockers: tuple[Point, ...]
    warnings: tuple[Point, ...]

    def with_told(self, told: ToldBySlot) -> "PartnerReadiness":
        """With whose turn each point is after what is told of it."""
        blockers, warnings = (
            tuple(
                point_told(each, told.get((self.line.engagement_id, each.slot.requirement.key), NOTHING_TOLD))
                for each in some
            )
            for some in (self.blockers, self.warnings)
        )
        return replace(self, blockers=blockers, warnings=warnings)

    def only(self, narrow: Narrow) -> "PartnerReadiness":
        """With those points alone that are looked at."""
        blockers, warnings = (tuple(filter(narrow.fits, some)) for some in (self.blockers, self.warnings))
        return replace(self, blockers=blockers, warnings=warnings)


def list_readiness(
    session: Session, place: ContractPlace, when: When, wanted: Wanted, levels: Levels | None = None
) -> list[PartnerReadiness]:
    """The partners wanted, in their order. Details are read only of those who have any. `levels` are those of
    the day, where they are counted already."""
    listed = list_lines(session, place, when, wanted, levels)
    asked = [line for line in listed if line.blockers or line.warnings]
    points = find_points(session, place, asked, when) if asked else {}
    return [PartnerReadiness(line, *points.get(line.engagement_id, NO_POINTS)) for line in listed]


def find_points(
    session: Session, place: ContractPlace, lines: list[PartnerLine], when: When
) -> dict[uuid.UUID, Points]:
    """By engagement, its blockers and warnings: of the read model only the slots are read that may be in the
    way."""
    ids, on = [line.engagement_id for line in lines], when.on
    versions = versions_known(session, place.contract_id, when.known)
    issued = issued_by_contract(session, [place.contract_id])[place.contract_id]
    given = {key for key, day in issued.items() if is_issued(day, when.evening or on)}
    in_hand = in_hand_by_engagement(session, ids, when.evening)
    horizon = on + timedelta(days=longest_warning(versions) + 1)
    rows = intervals_by_slot(session, ids, soon_unmet(horizon, when), known=when.known)
    found: dict[uuid.UUID, Points] = {}
    for line in lines:
        under_way = in_hand[line.engagement_id]
        slots = [
            with_turn(slot, under_way, given)
            for slot in slots_from_rows(versions, rows[line.engagement_id], on)
        ]
        answer = readiness(slots, facts.Engagement(Span(line.starts_on, line.ends_on)), on)
        found[line.engagement_id] = answer.blockers, answer.warnings
    return found


def in_hand_by_engagement(
    session: Session, engagement_ids: Sequence[uuid.UUID], evening: date | None
) -> defaultdict[uuid.UUID, dict[str, InHand]]:
    """By engagement and requirement key, what was under way."""
    stages: defaultdict[tuple[uuid.UUID, str], list[tuple[str, Stage]]] = defaultdict(list)
    query = sa.select(
        UnderWay.engagement_id, UnderWay.requirement_key, UnderWay.part_key, UnderWay.stage
    ).where(UnderWay.engagement_id.in_(engagement_ids), *known_at(UnderWay, evening))
    for engagement_id, key, part, word in session.execute(query):
        stages[engagement_id, key].append((part, Stage(word)))
    found: defaultdict[uuid.UUID, dict[str, InHand]] = defaultdict(dict)
    for (engagement_id, key), its in stages.items():
        found[engagement_id][key] = in_hand_of(its)
    return found


def with_turn(slot: Slot, under_way: Mapping[str, InHand], issued: Collection[str]) -> Slot:
    key = slot.requirement.key
    then = under_way.get(key, NOTHING)
    return replace(slot, stage=then.stage, with_lead=then.with_lead, issued=key in issued)


def longest_warning(versions: Iterable[Checklist]) -> int:
    """Days."""
    return max((each.warn_days for version in versions for each in version.requirements), default=0)


def soon_unmet(horizon: date, when: When) -> sa.ColumnElement[bool]:
    """Of `standing`: the slots that are missing or expired on a day from the one asked about to the
    horizon."""
    unmet = aliased(Standing)
    return sa.exists().where(
        unmet.engagement_id == Standing.engagement_id,
        unmet.requirement_key == Standing.requirement_key,
        *known_at(unmet, when.known),
        unmet.state.in_(tuple(state.value for state in UNMET)),
        unmet.until_on >= when.on,
        unmet.from_on <= horizon,
    )
