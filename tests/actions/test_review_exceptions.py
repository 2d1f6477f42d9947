"""An exception from what is only preferred: its reason, its end, and how it counts."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.vocabulary import Outcome
from portal.acting.refused import CannotDo
from portal.records import Decision, EngagementStanding, Event
from portal.review.actions.decide import Verdict, waive_slot
from portal.standing.queries.as_known import level_on
from portal.standing.queries.verify import verify_standing
from tests.builders.preferring import PREFERRED, Beside, contract_beside
from tests.builders.world import World


def record(world: World, beside: Beside, key: str = PREFERRED, **said: Any) -> None:
    verdict = Verdict(Outcome.WAIVE, **{"words": "Referrals come through the council's own system.", **said})
    with world.database.writing() as session:
        place = world.place(session, world.reviewer, beside.engagement_id)
        waive_slot(session, world.reviewer, place, key, "", verdict)


def counts(world: World, beside: Beside, on: date) -> tuple[int, ...]:
    """In order and asked of what is required, then of what is preferred, then points to watch."""
    table = EngagementStanding
    query = sa.select(
        table.in_order, table.asked, table.preferred_in_order, table.preferred_asked, table.warnings
    ).where(table.engagement_id == beside.engagement_id, *level_on(on))
    with world.database.reading() as session:
        return tuple(session.execute(query).one())


def test_it_lasts_as_long_as_the_engagement_unless_said_otherwise(world: World) -> None:
    beside = contract_beside(world)
    assert counts(world, beside, world.today) == (0, 8, 0, 4, 4)
    record(world, beside)
    assert counts(world, beside, world.today) == (0, 8, 1, 4, 3)
    with world.database.reading() as session:
        assert session.scalars(sa.select(Decision.until_on)).all() == [None]
        assert session.scalar(sa.select(Event.name).order_by(Event.number.desc()).limit(1)) == (
            "exception-recorded"
        )
        assert list(verify_standing(session)) == []


def test_it_takes_a_reason(world: World) -> None:
    with pytest.raises(CannotDo) as refused:
        record(world, contract_beside(world), words=" ")
    assert set(refused.value.problems) == {"words"}


def test_what_is_required_is_waived_until_a_day(world: World) -> None:
    with pytest.raises(CannotDo) as refused:
        record(world, contract_beside(world), "safeguarding-policy")
    assert refused.value.problems == {"until_on": "A waiver needs a last day."}
