"""A target that all partners reach together: the contract has missed it, and no partner alone."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.year.vocabulary import ReachedBy, Verdict
from portal.findings.queries.plans import list_plans
from portal.records import Action
from portal.returns.actions.ask_plan import ask_plan
from tests.builders import paying, returning, together
from tests.builders.together import MEASURE, Partner
from tests.builders.world import World

Two = tuple[Partner, Partner]


@pytest.fixture
def two(world: World) -> Two:
    together.begin(world)
    return together.two(world)


def plans(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Action)) or 0


def test_nobody_is_asked_for_a_plan_by_what_all_missed(world: World, two: Two) -> None:
    first, other = two
    for quarter in (1, 2):
        first.give(200, quarter)
        assert first.missed(quarter) == [], "nobody knows while the other has given nothing"
        other.give(99, quarter)
    assert plans(world) == 0
    for partner in two:
        (found,) = partner.missed(2)
        assert (found.measure.key, found.is_contracts, found.is_missed) == (MEASURE, True, True)
        assert found.judged.value == 299
        assert found.judged.second_miss


def test_what_is_sent_and_not_accepted_is_not_given(two: Two) -> None:
    first, other = two
    first.give(1)
    other.send(1)
    assert first.missed() == []


def test_what_all_reach_is_missed_by_none_who_gave_little(world: World, two: Two) -> None:
    first, other = two
    first.give(1)
    other.give(299)
    assert (plans(world), first.missed(), other.missed()) == (0, [], [])


def test_what_is_opened_again_is_not_known_until_it_is_accepted(world: World, two: Two) -> None:
    first, other = two
    first.give(100)
    other.give(100)
    assert len(other.missed()) == 1
    paying.reopen(world)
    assert other.missed() == []
    paying.correct_again(world, peer_leaders=(200,))
    assert (first.missed(), other.missed(), plans(world)) == ([], [], 0)


def test_the_reviewer_may_ask_one_of_them_all_the_same(world: World, two: Two) -> None:
    first, other = two
    first.give(100)
    other.give(100)
    by_on = world.today + timedelta(days=20)
    with world.database.writing() as session:
        asked = returning.asked(other.world, session)
        ask_plan(session, world.reviewer, other.world.place(session, world.reviewer), asked, MEASURE, by_on)
    with world.database.reading() as session:
        (plan,) = list_plans(session, other.world.engagement_id).values()
        assert list_plans(session, world.engagement_id) == {}
        what = session.scalars(sa.select(Action.what)).one()
    assert (plan.measure_key, plan.by_on) == (MEASURE, by_on)
    assert what.startswith("Action plan for a target that all partners reach together, ")
    assert "missed" not in what
    (found,) = other.missed()
    assert found.plan == plan
    assert first.missed()[0].plan is None


def test_a_partner_that_is_alone_is_judged_as_by_a_target_of_its_own(world: World) -> None:
    together.begin(world)
    alone = together.one_alone(world)
    for quarter in (1, 2):
        alone.give(299, quarter)
    assert plans(world) == 2
    (found,) = alone.missed(2)
    assert (found.is_contracts, found.judged.second_miss, found.plan is not None) == (False, True, True)


def test_who_joined_in_the_year_owes_from_then_on_and_who_ended_until_then(world: World) -> None:
    together.begin(world)
    first, other = together.two(world)
    half = world.starts_on + timedelta(days=183)
    together.lasts(world, other.world.engagement_id, half, world.ends_on)
    together.lasts(world, world.engagement_id, world.starts_on, half + timedelta(days=91))
    for quarter in (1, 2):
        first.give(300, quarter)
        assert first.missed(quarter) == []
    first.give(100, 3)
    assert first.missed(3) == []
    other.give(100, 3)
    other.give(299, 4)
    assert [[each.judged.value for each in other.missed(quarter)] for quarter in (3, 4)] == [[200], [299]]
    assert all(each.is_contracts for quarter in (3, 4) for each in other.missed(quarter))
    assert plans(world) == 0


def test_a_version_that_says_nothing_of_it_asks_each_partner_as_before(world: World) -> None:
    together.ask(world, ReachedBy.EACH_PARTNER)
    returning.begin(world)
    first, other = together.two(world)
    first.give(200)
    other.give(300)
    assert [each.judged.verdict for each in first.missed()] == [Verdict.NOT_MET]
    assert (other.missed(), plans(world)) == ([], 1)


def test_what_was_sent_by_an_earlier_version_stays_as_it_was_asked(world: World) -> None:
    together.ask(world, ReachedBy.EACH_PARTNER)
    returning.begin(world)
    first, other = together.two(world)
    first.give(200)
    returning.replace_year(world, together.of_all)
    first.give(200, 2)
    other.give(300, 1)
    other.give(100, 2)
    assert [each.is_contracts for each in first.missed(1)] == [False], "it was asked of each by then"
    assert other.missed(1) == []
    assert [each.is_contracts for each in other.missed(2)] == []
