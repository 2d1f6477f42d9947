"""The picture of readiness over the months to come is the timeline, and says what each step comes from."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from checklists.calendar import Span, day_before
from checklists.levels import slots_on
from checklists.library import library
from checklists.readiness import readiness
from checklists.vocabulary import Level
from portal.overview.queries.ahead import Numbers, Whose, count_ahead, count_steps, list_causes, list_steps
from portal.records import Engagement
from portal.standing.queries.cases import Case, case_of
from portal.standing.queries.recorded import load_records
from portal.standing.queries.standing_rows import in_hand
from tests.builders import sending
from tests.builders.world import CHECKLIST, World

DAYS = {"sqlite": 400, "postgresql": 60}
"""Looked at one by one, on each database."""


@pytest.fixture
def lived(world: World) -> World:
    """All that is asked of the first partner is in order, and some of it lapses over the months to come."""
    keys = [each.key for each in library()[CHECKLIST].requirements]
    lapsing = {key: world.today + timedelta(days=20 + 45 * place) for place, key in enumerate(keys[-6:])}
    for key in keys:
        sending.waive(world, key, lapsing.get(key, world.ends_on))
    until = world.today + timedelta(days=300)
    sending.accept(world, sending.send(world, "complaints-policy"), until_on=until)
    return world


def cases(world: World) -> dict[UUID, Case]:
    with world.database.reading() as session:
        ids = session.scalars(sa.select(Engagement.id).where(Engagement.contract_id == world.contract_id))
        found = (case_of(records, None) for records in load_records(session, sorted(ids)))
        return {case.engagement_id: case for case in found if case}


def level_by_rules(case: Case, on: date) -> Level | None:
    """From what is recorded, through no table that is read by the pages."""
    histories = [case.history(key, case.timeline(key), in_hand(case, key)) for key in case.rows]
    slots = slots_on(histories, case.engagement, on)
    return readiness(slots, case.engagement, on).level if slots else None


def test_the_picture_is_the_timeline(lived: World) -> None:
    number = DAYS[lived.database.engine.dialect.name]
    days = Span(lived.today, lived.today + timedelta(days=number - 1))
    by_rules = {
        engagement_id: [level_by_rules(case, days.from_on + timedelta(days=each)) for each in range(number)]
        for engagement_id, case in cases(lived).items()
    }
    with lived.database.reading() as session:
        counted = count_ahead(session, Whose(lived.contract_id), days)
        each_own = {each: count_ahead(session, Whose(lived.contract_id, each), days) for each in by_rules}
        steps = list_steps(session, Whose(lived.contract_id), days, limit=10_000)
        assert count_steps(session, Whose(lived.contract_id), days) == len(steps)
    for place in range(number):
        on = days.from_on + timedelta(days=place)
        levels = [found[place] for found in by_rules.values()]
        assert Counter(numbers_on(counted, on)) == Counter(level for level in levels if level), on
        for engagement_id, numbers in each_own.items():
            own = by_rules[engagement_id][place]
            assert numbers_on(numbers, on) == ({own: 1} if own else {}), on
    wanted = {
        (days.from_on + timedelta(days=place), engagement_id, found[place - 1], found[place])
        for engagement_id, found in by_rules.items()
        for place in range(1, number)
        if found[place] not in {found[place - 1], None}
    }
    assert {(each.on, each.engagement_id, each.before, each.after) for each in steps} == wanted
    assert wanted


def numbers_on(numbers: tuple[Numbers, ...], on: date) -> dict[Level, int]:
    return [each for each in numbers if each.from_on <= on][-1].engagements


def test_each_step_says_what_it_comes_from(lived: World) -> None:
    """As the difference of the points in the way on the day and on the day before."""
    days, case = Span(lived.today, lived.today + timedelta(days=399)), cases(lived)[lived.engagement_id]
    histories = [case.history(key, case.timeline(key), in_hand(case, key)) for key in case.rows]

    def points(on: date) -> dict[str, tuple[int, int]]:
        found = readiness(slots_on(histories, case.engagement, on), case.engagement, on)
        blocking = {each.slot.requirement.key: (1, 0) for each in found.blockers}
        return blocking | {each.slot.requirement.key: (0, 1) for each in found.warnings}

    with lived.database.reading() as session:
        steps = list_steps(session, Whose(lived.contract_id, lived.engagement_id), days)
        causes = list_causes(session, steps)
    assert steps
    for step in steps:
        before, after = points(day_before(step.on)), points(step.on)
        told = {
            each.requirement_key: (each.blocked, each.warned, each.blocks, each.warns)
            for each in causes[step]
        }
        keys = {key for key in {*before, *after} if before.get(key) != after.get(key)}
        assert told == {key: (*before.get(key, (0, 0)), *after.get(key, (0, 0))) for key in keys}
