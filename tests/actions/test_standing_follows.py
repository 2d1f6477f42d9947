"""Whatever people do, in whatever order, the read models say what the function says."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.levels import slots_on
from checklists.readiness import readiness
from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.records import EngagementStanding, LevelShare, Standing
from portal.standing.queries.as_known import level_on, on_day
from portal.standing.queries.cases import load_case
from portal.standing.queries.verify import verify_events, verify_standing
from tests.actions.engagement_story import Story
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.world import World

STEPS = {"sqlite": 60, "postgresql": 30}
"""Half on PostgreSQL, which is sent the same statements; all on both with --whole."""
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.whole) for seed in (1, 2))]


@pytest.fixture
def steps(world: World, is_whole: bool) -> int:
    return STEPS["sqlite" if is_whole else world.database.engine.dialect.name]


class FindingsStory(Story):
    """What happens to one requirement that visits find not in order."""

    keys = ("complaints-policy",)

    def steps(self) -> list[Callable[[], None]]:
        return [self.visit_finds, *[self.is_done_or_not] * 6, self.sends, self.decides]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_to_be_done_is_counted_as_the_function_says(world: World, steps: int, seed: int) -> None:
    story, seen = FindingsStory(world, random.Random(seed)), Counter[tuple[int, int]]()
    sending.accepted(world, *story.keys)
    story.visit_finds()
    share = sa.select(LevelShare.blockers, LevelShare.blockers_with_lead).where(
        LevelShare.engagement_id == world.engagement_id, LevelShare.requirement_key.in_(story.keys)
    )
    for number in range(steps * 2 // 3):
        day = world.today + timedelta(days=number // 2)
        with clock_on(day, time(12, 30 * (number % 2))), suppress(CannotDo, NotHere):
            story.draw.choice(story.steps())()
        with world.database.reading() as session:
            assert list(verify_standing(session)) == []
            rows = session.execute(share.where(*on_day(LevelShare, day))).all()
            seen.update((row.blockers, row.blockers_with_lead) for row in rows)
    assert min(seen[1, 0], seen[1, 1]) > 0, "it was now the partner's, now the lead's"


@pytest.mark.parametrize("seed", SEEDS)
def test_standing_is_what_the_function_says(world: World, steps: int, seed: int) -> None:
    story = Story(world, random.Random(seed))
    done = 0
    for number in range(steps):
        with clock_on(world.today + timedelta(days=number)), suppress(CannotDo, NotHere):
            story.draw.choice(story.steps())()
            done += 1
        with world.database.reading() as session:
            assert list(verify_standing(session)) == []
    assert done > steps / 3
    with world.database.reading() as session:
        assert list(verify_events(session)) == []
        for day in (world.starts_on, world.today, world.ends_on):
            assert_same_answer(session, world, day)


def assert_same_answer(session: Session, world: World, day: date) -> None:
    """The range query and the function, on the engagement's day that is nearest."""
    case = load_case(session, world.engagement_id)
    day = case.engagement.span.clamp(day)
    slots = slots_on(case.histories().values(), case.engagement, day)
    asked = (
        Standing.engagement_id == world.engagement_id,
        *on_day(Standing, day),
    )
    rows = session.execute(sa.select(Standing.requirement_key, Standing.state).where(*asked)).all()
    assert {row.requirement_key: row.state for row in rows} == {
        slot.requirement.key: slot.interval.state.value for slot in slots
    }
    assert len(rows) == len(slots) == 26
    level = session.scalars(
        sa.select(EngagementStanding.level).where(
            EngagementStanding.engagement_id == world.engagement_id,
            *level_on(day),
        )
    ).all()
    assert level == [readiness(slots, case.engagement, day).level.value]
