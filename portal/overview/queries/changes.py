"""What has changed of a contract between two days, each as it was known then or is known now."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.changes import Change, change_of
from checklists.findings import ActionStep as Step
from checklists.periods import is_away, read_away
from checklists.vocabulary import State
from portal.clock import end_of_day
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import (
    Action,
    ActionStep,
    AssignmentDays,
    Decision,
    Engagement,
    NamedRow,
    Standing,
    Submission,
)
from portal.standing.queries.as_known import When, on_day
from portal.standing.queries.called import called_then
from portal.standing.queries.levels_at import here_at


@dataclass(frozen=True, slots=True)
class Part:
    """An engagement, called as it is now or was known to be."""

    engagement_id: uuid.UUID
    partner: str
    area: str


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A slot that has changed, of an engagement that has both days."""

    part: Part
    requirement_key: str
    change: Change
    before: State | None
    after: State | None


@dataclass(frozen=True, slots=True)
class Done:
    """How much was sent, or decided with one outcome, of one slot in the days between."""

    part: Part
    requirement_key: str
    outcome: str
    number: int


@dataclass(frozen=True, slots=True)
class Closed:
    """An action that was closed in the days between; without a part it is the lead's own."""

    action_id: uuid.UUID
    part: Part | None
    what: str


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """How many people of a partner's register came and went; of an engagement that has both days."""

    part: Part
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class PartsChange:
    """The engagements that one day has and the other has not."""

    came: tuple[Part, ...]
    went: tuple[Part, ...]


class Parties:
    """The engagements of a contract, by day and by what they are called: what is asked for several lists is
    read once."""

    def __init__(self, session: Session, place: ContractPlace) -> None:
        self.session, self.place = session, place
        self.by_day: dict[When, set[uuid.UUID]] = {}
        self.by_evening: dict[date | None, dict[uuid.UUID, Part]] = {}

    def here(self, when: When) -> set[uuid.UUID]:
        if when not in self.by_day:
            self.by_day[when] = here(self.session, self.place, when)
        return self.by_day[when]

    def parts(self, ids: Collection[uuid.UUID], when: When) -> dict[uuid.UUID, Part]:
        """Those of `ids` that were known that evening, called as they were then."""
        known = self.by_evening.setdefault(when.known, {})
        if wanting := [each for each in ids if each not in known]:
            known |= parts_of(self.session, wanting, when)
        return {each: known[each] for each in ids if each in known}


def list_slot_changes(parties: Parties, before: When, after: When) -> tuple[SlotChange, ...]:
    """In the order of partners and requirements. What came or went with its engagement is no change here."""
    rows = parties.session.execute(differing(parties.place.contract_id, before, after)).all()
    found = []
    parts = parties.parts({row.engagement_id for row in rows}, after)
    both = parties.here(before) & parties.here(after)
    for row in rows:
        states = state(row.before), state(row.after)
        change = change_of(*states)
        if change and row.engagement_id in both:
            found.append(SlotChange(parts[row.engagement_id], row.requirement_key, change, *states))
    return tuple(sorted(found, key=lambda each: (*order(each.part), each.requirement_key)))


def differing(contract_id: uuid.UUID, before: When, after: When) -> sa.Select[*tuple[object, ...]]:
    """The slots whose states differ: `before` and `after` are empty where the day has none."""
    sides = sa.union_all(
        *(
            sa.select(
                Standing.engagement_id,
                Standing.requirement_key,
                sa.literal(side).label("side"),
                Standing.state,
            ).where(Standing.contract_id == contract_id, *on_day(Standing, when.on, when.known))
            for side, when in enumerate((before, after))
        )
    ).subquery()
    first, second = (
        sa.func.coalesce(sa.func.max(sa.case((sides.c.side == side, sides.c.state))), "") for side in (0, 1)
    )
    return (
        sa.select(
            sides.c.engagement_id,
            sides.c.requirement_key,
            first.label("before"),
            second.label("after"),
        )
        .group_by(sides.c.engagement_id, sides.c.requirement_key)
        .having(first != second)
    )


def state(word: str) -> State | None:
    return State(word) if word else None


def here(session: Session, place: ContractPlace, when: When) -> set[uuid.UUID]:
    """The engagements that have the day, as far as was known."""
    return set(session.scalars(sa.select(here_at(place.contract_id, when).c.engagement_id)))


def parts_of(session: Session, ids: Iterable[uuid.UUID], when: When) -> dict[uuid.UUID, Part]:
    wanted = list(ids)
    query = (
        sa.select(Engagement.id.label("engagement_id"), PARTNER.name.label("partner"), Engagement.area)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.id.in_(wanted))
    )
    found = {row.engagement_id: Part(**row._asdict()) for row in session.execute(query)}
    then = called_then(session, wanted, when.known)
    named = {each: Part(each, then[each]["partner"], then[each]["area"]) for each in found if each in then}
    return found | named


def order(part: Part) -> tuple[str, str, str]:
    return part.partner.casefold(), part.area, str(part.engagement_id)


def list_parts_change(parties: Parties, before: When, after: When) -> PartsChange:
    first, second = parties.here(before), parties.here(after)
    parts = parties.parts(first ^ second, after)
    came = tuple(sorted((parts[each] for each in second - first), key=order))
    went = tuple(sorted((parts[each] for each in first - second), key=order))
    return PartsChange(came, went)


def list_sent(parties: Parties, since: date, until: date, when: When) -> tuple[Done, ...]:
    """What was sent after the evening of the first day, up to that of the last."""
    query = sa.select(
        Submission.engagement_id,
        Submission.requirement_key,
        sa.literal("").label("outcome"),
        sa.func.count().label("number"),
    ).join(Engagement, Engagement.id == Submission.engagement_id)
    moments = between(Submission.sent_at, since, until)
    columns = Submission.engagement_id, Submission.requirement_key
    return done(parties, query.where(*moments, its(parties.place)).group_by(*columns), when)


def list_decided(parties: Parties, since: date, until: date, when: When) -> tuple[Done, ...]:
    """The same of decisions, by their outcomes."""
    columns = Decision.engagement_id, Decision.requirement_key, Decision.outcome
    query = sa.select(*columns, sa.func.count().label("number")).join(
        Engagement, Engagement.id == Decision.engagement_id
    )
    moments = between(Decision.made_at, since, until)
    return done(parties, query.where(*moments, its(parties.place)).group_by(*columns), when)


def list_closed(parties: Parties, since: date, until: date, when: When) -> tuple[Closed, ...]:
    """The actions that were closed after the evening of the first day, up to that of the last."""
    query = (
        sa.select(Action.id, Action.engagement_id, Action.what)
        .join(ActionStep, ActionStep.action_id == Action.id)
        .where(
            Action.contract_id == parties.place.contract_id,
            ActionStep.kind == Step.CLOSED.value,
            *between(ActionStep.said_at, since, until),
        )
        .order_by(ActionStep.said_at, Action.id)
    )
    rows = parties.session.execute(query).all()
    parts = parties.parts({row.engagement_id for row in rows if row.engagement_id}, when)
    return tuple(Closed(row.id, parts.get(row.engagement_id), row.what) for row in rows)


def its(place: ContractPlace) -> sa.ColumnElement[bool]:
    return Engagement.contract_id == place.contract_id


def between(
    moment: sa.SQLColumnExpression[datetime] | sa.SQLColumnExpression[datetime | None],
    since: date,
    until: date,
) -> tuple[sa.ColumnElement[bool], ...]:
    return moment >= end_of_day(since), moment < end_of_day(until)


def done(parties: Parties, query: sa.Select[*tuple[object, ...]], when: When) -> tuple[Done, ...]:
    rows = parties.session.execute(query).all()
    parts = parties.parts({row.engagement_id for row in rows}, when)
    found = (Done(parts[row.engagement_id], row.requirement_key, row.outcome, row.number) for row in rows)
    return tuple(sorted(found, key=lambda each: (*order(each.part), each.requirement_key, each.outcome)))


def list_people_changes(parties: Parties, before: When, after: When) -> tuple[PeopleChange, ...]:
    """By partner, how many were on its register on one day and not on the other."""
    rows = parties.session.execute(
        sa.select(
            AssignmentDays.worker_id,
            AssignmentDays.engagement_id,
            AssignmentDays.from_on,
            AssignmentDays.until_on,
            AssignmentDays.away,
            AssignmentDays.recorded_at,
        )
        .join(Engagement, Engagement.id == AssignmentDays.engagement_id)
        .where(its(parties.place))
        .order_by(AssignmentDays.recorded_at, AssignmentDays.id)
    ).all()
    first, second = on_register(rows, before), on_register(rows, after)
    parts = parties.parts(parties.here(before) & parties.here(after), after)
    came, went = count_by_part(second - first), count_by_part(first - second)
    found = [PeopleChange(parts[each], came[each], went[each]) for each in parts if came[each] or went[each]]
    return tuple(sorted(found, key=lambda each: order(each.part)))


def on_register(rows: Iterable[NamedRow], when: When) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Engagement and worker, by what was said last of each by that evening."""
    said: dict[tuple[uuid.UUID, uuid.UUID], NamedRow] = {}
    for row in rows:
        if when.known is None or row.recorded_at < end_of_day(when.known):
            said[row.engagement_id, row.worker_id] = row
    return {key for key, row in said.items() if has_day(row, when.on)}


def has_day(row: NamedRow, on: date) -> bool:
    if row.from_on is None or row.from_on > on or (row.until_on and row.until_on < on):
        return False
    return not is_away(read_away(row.away), on)


def count_by_part(those: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> defaultdict[uuid.UUID, int]:
    counts: defaultdict[uuid.UUID, int] = defaultdict(int)
    for engagement_id, _ in those:
        counts[engagement_id] += 1
    return counts
