"""A target that all partners reach together: the contract has missed it, and no partner alone."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from checklists.year.vocabulary import ReachedBy, Verdict
from portal.findings.queries.plans import Plan, list_plans
from portal.records import Action, Event
from portal.returns.actions.decide_return import Said
from tests.builders import paying, returning, together
from tests.builders.at_once import at_once
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


def plan_of(partner: Partner) -> Plan:
    with partner.world.database.reading() as session:
        (found,) = list_plans(session, partner.world.engagement_id).values()
    return found


def told(world: World) -> list[tuple[str, uuid.UUID | None]]:
    """Of plans whose target was met after all, or is missed after all."""
    query = sa.select(Event.name, Event.engagement_id).where(Event.name.startswith("plan-target-"))
    with world.database.reading() as session:
        return [(row.name, row.engagement_id) for row in session.execute(query.order_by(Event.number))]


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
    together.ask_for_plan(other)
    with world.database.reading() as session:
        (plan,) = list_plans(session, other.world.engagement_id).values()
        assert list_plans(session, world.engagement_id) == {}
        what = session.scalars(sa.select(Action.what)).one()
    assert (plan.measure_key, plan.by_on) == (MEASURE, world.today + timedelta(days=20))
    assert what.startswith("Action plan for a target that all partners reach together, ")
    assert "missed" not in what
    (found,) = other.missed()
    assert found.plan == plan
    assert first.missed()[0].plan is None


def test_every_plan_is_told_once_all_reach_it_by_the_figures_of_anybody(world: World, two: Two) -> None:
    first, other = two
    first.give(100)
    other.give(100)
    for partner in two:
        together.ask_for_plan(partner)
    paying.correct(world, peer_leaders=(199,))
    assert told(world) == []
    paying.correct(world, peer_leaders=(200,))
    both = {partner.world.engagement_id for partner in two}
    assert set(told(world)) == {("plan-target-met", each) for each in both}
    assert all(plan_of(partner).met_at for partner in two)
    paying.reopen(world)
    other.give(300, 2)
    assert len(told(world)) == 2, "nobody knows meanwhile"
    paying.correct_again(world, peer_leaders=(199,))
    assert set(told(world)[2:]) == {("plan-target-missed", each) for each in both}
    assert not any(plan_of(partner).met_at for partner in two)


def test_while_anybodys_figure_is_corrected_nothing_is_said_of_a_plan(world: World, two: Two) -> None:
    first, other = two
    first.give(100)
    other.give(100)
    together.ask_for_plan(first)
    paying.correct(world, peer_leaders=(200,))
    for partner in two:
        paying.reopen(partner.world)
    paying.correct_again(world, peer_leaders=(210,))
    assert told(world) == [("plan-target-met", world.engagement_id)]
    paying.send_again(other.world, other.signer, peer_leaders=None)
    returning.decide(other.world, {"data": Said(accepts=True)})
    assert told(world)[1:] == [("plan-target-unknown", world.engagement_id)]
    assert plan_of(first).met_at is None


def test_the_figures_of_two_that_are_accepted_at_once_are_told_of(world: World, two: Two) -> None:
    first, other = two
    first.give(100)
    other.give(100)
    together.ask_for_plan(first)
    for partner in two:
        paying.reopen(partner.world)
        paying.send_again(partner.world, partner.signer, peer_leaders=(150,))
    accept = [partial(returning.decide, each.world, {"data": Said(accepts=True)}) for each in two]
    assert at_once(*accept) == []
    assert told(world) == [("plan-target-met", world.engagement_id)]


def test_a_plan_by_an_earlier_version_is_not_told_what_all_reach(world: World) -> None:
    together.ask(world, ReachedBy.EACH_PARTNER)
    returning.begin(world)
    first, other = together.two(world)
    first.give(299)
    returning.replace_year(world, together.of_all)
    other.give(1)
    assert told(world) == []
    assert plan_of(first).met_at is None


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
