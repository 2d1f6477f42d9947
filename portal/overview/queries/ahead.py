"""How readiness will change over days to come, as far as is known now: by numbers, step by step, and why."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, day_after, day_before
from checklists.vocabulary import Level
from portal.places.contracts import PARTNER
from portal.records import Engagement, EngagementStanding, LevelShare
from portal.standing.queries.as_known import known_at

Table = EngagementStanding


@dataclass(frozen=True, slots=True)
class Whose:
    """Which engagements are asked about: all of a contract, or one of it."""

    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None = None

    def are(self) -> tuple[sa.ColumnElement[bool], ...]:
        of_contract = Table.contract_id == self.contract_id
        return (
            (of_contract, Table.engagement_id == self.engagement_id) if self.engagement_id else (of_contract,)
        )


@dataclass(frozen=True, slots=True)
class Numbers:
    """From a day on, until the next of these: how many engagements have each level."""

    from_on: date
    engagements: dict[Level, int]

    @property
    def all(self) -> int:
        return sum(self.engagements.values())


@dataclass(frozen=True, slots=True)
class Step:
    """The day on which an engagement gets another level; None for before it begins, and after its end."""

    on: date
    engagement_id: uuid.UUID
    partner: str
    area: str
    before: Level | None
    after: Level | None

    @property
    def is_fall(self) -> bool:
        levels = list(Level)
        return (
            self.before is not None
            and self.after is not None
            and levels.index(self.after) < levels.index(self.before)
        )


@dataclass(frozen=True, slots=True)
class Cause:
    """What of one requirement changes on a day: how many blockers and warnings it adds from then on, and
    added before."""

    requirement_key: str
    blocked: int
    blocks: int
    warned: int
    warns: int


def count_ahead(session: Session, whose: Whose, days: Span) -> tuple[Numbers, ...]:
    """The first day, and each on which a number changes."""
    rows = session.execute(
        sa.select(Table.from_on, Table.until_on, Table.level, sa.func.count().label("number"))
        .where(*whose.are(), Table.until_on >= days.from_on, Table.from_on <= days.until_on)
        .group_by(Table.from_on, Table.until_on, Table.level)
    )
    changes: defaultdict[date, Counter[Level]] = defaultdict(Counter)
    for row in rows:
        changes[max(row.from_on, days.from_on)][Level(row.level)] += row.number
        changes[day_after(row.until_on)][Level(row.level)] -= row.number
    counts, found = Counter[Level](), [Numbers(days.from_on, {})]
    for on in sorted(each for each in changes if each in days):
        counts.update(changes[on])
        numbers = Numbers(on, {level: counts[level] for level in Level if counts[level]})
        if on == days.from_on:
            found = [numbers]
        elif numbers.engagements != found[-1].engagements:
            found.append(numbers)
    return tuple(found)


def steps_in(whose: Whose, days: Span) -> sa.Subquery:
    """Each step after the first day: `on_date`, `engagement_id`, `before`, `after`. That an engagement ends
    is none."""
    before = sa.func.lag(Table.level).over(partition_by=Table.engagement_id, order_by=Table.from_on)
    rows = (
        sa.select(
            Table.engagement_id,
            Table.from_on.label("on_date"),
            before.label("before"),
            Table.level.label("after"),
        )
        .where(*whose.are(), Table.until_on >= days.from_on, Table.from_on <= days.until_on)
        .subquery()
    )
    differs = sa.or_(rows.c.before.is_(None), rows.c.before != rows.c.after)
    return sa.select(rows).where(rows.c.on_date > days.from_on, differs).subquery()


def count_steps(session: Session, whose: Whose, days: Span) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(steps_in(whose, days))) or 0


def list_steps(
    session: Session, whose: Whose, days: Span, start: int = 0, limit: int = 50
) -> tuple[Step, ...]:
    """Soonest first."""
    steps = steps_in(whose, days)
    rows = session.execute(
        sa.select(
            steps.c.on_date,
            steps.c.engagement_id,
            PARTNER.name,
            Engagement.area,
            steps.c.before,
            steps.c.after,
        )
        .join(Engagement, Engagement.id == steps.c.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .order_by(steps.c.on_date, Engagement.sort_name, steps.c.engagement_id)
        .offset(start)
        .limit(limit)
    )
    return tuple(
        Step(
            row.on_date,
            row.engagement_id,
            row.name,
            row.area,
            Level(row.before) if row.before else None,
            Level(row.after),
        )
        for row in rows
    )


def list_causes(session: Session, steps: Sequence[Step]) -> dict[Step, tuple[Cause, ...]]:
    """Of each step what the requirements add otherwise from that day on, by key."""
    days = {step.on for step in steps}
    rows = session.execute(
        sa.select(
            LevelShare.engagement_id,
            LevelShare.requirement_key,
            LevelShare.from_on,
            LevelShare.until_on,
            LevelShare.blockers,
            LevelShare.warnings,
        ).where(
            LevelShare.engagement_id.in_({step.engagement_id for step in steps}),
            LevelShare.requirement_key != "",
            *known_at(LevelShare, None),
            sa.or_(
                LevelShare.from_on.in_(days), LevelShare.until_on.in_({day_before(each) for each in days})
            ),
        )
    ).all()
    before: defaultdict[tuple[uuid.UUID, date], dict[str, tuple[int, int]]] = defaultdict(dict)
    after: defaultdict[tuple[uuid.UUID, date], dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        adds = {row.requirement_key: (row.blockers, row.warnings)}
        after[row.engagement_id, row.from_on] |= adds
        before[row.engagement_id, day_after(row.until_on)] |= adds
    found = {}
    for step in steps:
        was, will = before[step.engagement_id, step.on], after[step.engagement_id, step.on]
        causes = (
            make_cause(key, was.get(key, (0, 0)), will.get(key, (0, 0))) for key in sorted({*was, *will})
        )
        found[step] = tuple(
            each for each in causes if (each.blocked, each.warned) != (each.blocks, each.warns)
        )
    return found


def make_cause(key: str, was: tuple[int, int], will: tuple[int, int]) -> Cause:
    return Cause(key, was[0], will[0], was[1], will[1])
