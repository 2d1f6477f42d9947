"""Which partners of a contract are looked at: by area, and by where one of their requirements stands."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.readiness import Point
from checklists.requirement import Checklist
from checklists.vocabulary import Stage, State, Turn
from portal.clock import end_of_day
from portal.places.contracts import ContractPlace
from portal.records import Engagement, EngagementTerms, LevelShare, Person, ReviewGiven, Standing, UnderWay
from portal.standing.queries.as_known import When, known_at, on_day

WHOSE = (Turn.PARTNER, Turn.LEAD)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What is looked for. State, turn and whom it is given to are asked of one and the same slot: of
    `requirement`, or of any where it is empty."""

    area: str = ""
    requirement: str = ""
    state: State | None = None
    turn: Turn | None = None
    given_to: uuid.UUID | None = None
    in_the_way: bool = False

    @property
    def is_of_slots(self) -> bool:
        return bool(self.state or self.turn or self.given_to or (self.in_the_way and self.requirement))

    def __bool__(self) -> bool:
        return bool(self.area or self.is_of_slots)

    def fits(self, point: Point) -> bool:
        """Whether what is in the way of a partner, or near to it, is what is looked at."""
        slot = point.slot
        return (
            self.requirement in {"", slot.requirement.key}
            and self.state in {None, slot.interval.state}
            and self.turn in {None, point.turn}
        )


EVERYTHING = Narrow()


def narrowing(place: ContractPlace, when: When, narrow: Narrow) -> list[sa.ColumnElement[bool]]:
    """Of the contract's engagements, those that are looked at."""
    found = []
    if narrow.area:
        found.append(area_then(when) == narrow.area)
    if narrow.is_of_slots:
        found.append(Engagement.id.in_(having_slot(place, when, narrow)))
    return found


def area_then(when: When) -> sa.SQLColumnExpression[str]:
    """The area as it was known on the evening that is asked about."""
    if when.known is None:
        return Engagement.area
    said = (
        sa.select(EngagementTerms.area)
        .where(
            EngagementTerms.engagement_id == Engagement.id,
            EngagementTerms.recorded_at < end_of_day(when.known),
        )
        .order_by(EngagementTerms.recorded_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.func.coalesce(said, Engagement.area)


def having_slot(place: ContractPlace, when: When, narrow: Narrow) -> sa.Select[uuid.UUID]:
    """The engagements that have a slot of the kind that is looked for on the day."""
    query = sa.select(Standing.engagement_id).where(
        Standing.contract_id == place.contract_id, *on_day(Standing, when.on, when.known)
    )
    if narrow.requirement:
        query = query.where(Standing.requirement_key == narrow.requirement)
    if narrow.state:
        query = query.where(Standing.state == narrow.state.value)
    if narrow.turn:
        query = query.where(share_of_slot(when, turn_of(narrow.turn)))
    if narrow.given_to:
        query = query.where(given_slot(narrow.given_to))
    if narrow.in_the_way and not (narrow.state or narrow.turn or narrow.given_to):
        query = query.where(share_of_slot(when, sa.or_(LevelShare.blockers > 0, LevelShare.warnings > 0)))
    return query


def turn_of(turn: Turn) -> sa.ColumnElement[bool]:
    """Of what is in the way: it lies with the lead, or with the partner."""
    if turn is Turn.LEAD:
        return LevelShare.blockers_with_lead > 0
    return LevelShare.blockers > LevelShare.blockers_with_lead


def share_of_slot(when: When, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        LevelShare.engagement_id == Standing.engagement_id,
        LevelShare.requirement_key == Standing.requirement_key,
        *on_day(LevelShare, when.on, when.known),
        condition,
    )


def given_slot(person_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Something of the slot waits for that reviewer now."""
    return sa.exists().where(
        UnderWay.engagement_id == Standing.engagement_id,
        UnderWay.requirement_key == Standing.requirement_key,
        UnderWay.stage == Stage.WAITING.value,
        *known_at(UnderWay, None),
        ReviewGiven.submission_id == UnderWay.submission_id,
        ReviewGiven.person_id == person_id,
    )


def list_areas(session: Session, place: ContractPlace, known: date | None = None) -> tuple[str, ...]:
    """Those of today, or of what was known of partners on that evening."""
    found = session.scalars(areas_then(place, known) if known else areas_now(place))
    return tuple(sorted(filter(None, found), key=str.casefold))


def areas_then(place: ContractPlace, known: date) -> sa.Select[str]:
    was_there = sa.exists().where(
        EngagementTerms.engagement_id == Engagement.id, EngagementTerms.recorded_at < end_of_day(known)
    )
    its = Engagement.contract_id == place.contract_id
    return sa.select(area_then(When(known, known))).where(its, was_there).distinct()


def areas_now(place: ContractPlace) -> sa.Select[str]:
    """From one to the next by an index, since they are few, and engagements may be many."""
    of_contract = Engagement.contract_id == place.contract_id
    areas = (
        sa.select(sa.func.min(Engagement.area).label("area")).where(of_contract).cte("areas", recursive=True)
    )
    following = sa.select(sa.func.min(Engagement.area)).where(of_contract, Engagement.area > areas.c.area)
    areas = areas.union_all(
        sa.select(following.correlate(areas).scalar_subquery()).where(areas.c.area.is_not(None))
    )
    return sa.select(areas.c.area)


def list_given_to(session: Session, place: ContractPlace) -> dict[uuid.UUID, str]:
    """Whom of the lead something that waits here is given to, by name."""
    query = (
        sa.select(Person.id, Person.name)
        .distinct()
        .select_from(UnderWay)
        .join(ReviewGiven, ReviewGiven.submission_id == UnderWay.submission_id)
        .join(Person, Person.id == ReviewGiven.person_id)
        .where(
            UnderWay.contract_id == place.contract_id,
            UnderWay.stage == Stage.WAITING.value,
            *known_at(UnderWay, None),
        )
        .order_by(Person.name, Person.id)
    )
    return {row.id: row.name for row in session.execute(query)}


def only_asked(checklist: Checklist, key: str) -> Checklist:
    """The checklist with that requirement alone; all of it where there is none of the key."""
    its = tuple(each for each in checklist.requirements if each.key == key)
    return replace(checklist, requirements=its) if its else checklist
