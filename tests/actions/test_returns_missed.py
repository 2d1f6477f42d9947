"""What follows where a partner misses a target: an action plan, once, by the contract's day or the lead's."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from checklists.calendar import add_months, day_before
from checklists.findings import ActionState
from checklists.findings import ActionStep as Step
from checklists.working_days import add_working_days
from checklists.year.rows import Due
from checklists.year.vocabulary import Over
from portal.access import NotAllowed, Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.acting.refused import CannotDo
from portal.findings.actions.note_action import note_action
from portal.findings.queries.actions import list_open_of, list_open_of_contract
from portal.findings.queries.plans import Plan, list_plans
from portal.records import Action, Event
from portal.returns.actions.ask_plan import ask_plan
from portal.returns.actions.decide_return import Said
from portal.returns.queries.missed import Missed, list_missed
from tests.builders import paying, returning, together
from tests.builders.at_once import at_once
from tests.builders.world import World

MEASURE, MISSED, MET = "first-contact", (90, 100), (95, 100)
LATER = timedelta(days=20)


@pytest.fixture
def begun(world: World) -> World:
    """The contract asks for a plan within ten working days of a miss, and says what follows two."""
    returning.change_measure(
        world, MEASURE, plan_due=Due(10, working=True), second_miss="8.4: the council may terminate."
    )
    returning.begin(world)
    return world


def plans(world: World) -> dict[tuple[str, str], Plan]:
    with world.database.reading() as session:
        return list_plans(session, world.engagement_id)


def the_plan(world: World, number: int = 1, key: str = MEASURE) -> Plan:
    return plans(world)[key, returning.quarter(world, number)]


def give(world: World, number: int = 1, **others: Any) -> None:
    paying.give(world, returning.quarter(world, number), **others)


def names(world: World, start: str) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Event.name).where(Event.name.startswith(start)).order_by(Event.number)
        return list(session.scalars(query))


def missed(world: World, number: int = 1) -> list[Missed]:
    with world.database.reading() as session:
        asked = returning.asked(world, session, part=returning.quarter(world, number))
        return list(list_missed(session, world.place(session), asked))


def close(world: World, plan: Plan) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        note_action(session, world.reviewer, place, plan.action_id, Step.CLOSED, "It is met.")


def ask(
    world: World, by_on: date | None, key: str = MEASURE, who: Viewer | None = None, number: int = 1
) -> None:
    viewer = who or world.reviewer
    with world.database.writing() as session:
        asked = returning.asked(world, session, part=returning.quarter(world, number))
        ask_plan(session, viewer, world.place(session, viewer), asked, key, by_on)


def test_a_miss_that_is_accepted_asks_for_a_plan_in_the_contracts_time(begun: World) -> None:
    give(begun, first_contact=MISSED)
    plan = the_plan(begun)
    assert len(plans(begun)) == 1
    assert plan.by_on == add_working_days(begun.today, 10, bank_holidays(begun.today.year))
    with begun.database.reading() as session:
        (line,) = list_open_of(session, [begun.engagement_id])
        of_contract = list_open_of_contract(session, begun.contract_place(session))
    assert line.what == (
        f"Action plan for a missed target, 1 April {begun.starts_on.year} to 30 June {begun.starts_on.year}: "
        "First contact attempted within 2 working days of referral."
    )
    assert (line.part, line.held_on, line.evidence) == (returning.quarter(begun), None, "The action plan")
    assert [each.action_id for each in of_contract] == [line.action_id]
    assert names(begun, "action-") == ["action-given"]


def test_what_is_met_too_few_or_not_given_asks_for_nothing(begun: World) -> None:
    give(begun)
    give(begun, 2, first_contact=(1, 4))
    give(begun, 3, first_contact=None)
    assert plans(begun) == {}
    assert [missed(begun, number) for number in (1, 2, 3)] == [[], [], []]


def test_missed_in_the_next_period_too_it_says_what_the_contract_does(begun: World) -> None:
    give(begun, first_contact=MISSED)
    give(begun, 2, first_contact=MISSED)
    assert len(plans(begun)) == 2
    with begun.database.reading() as session:
        lines = list_open_of(session, [begun.engagement_id])
    (again,) = [each for each in lines if each.part == returning.quarter(begun, 2)]
    assert again.what.endswith("8.4: the council may terminate.")
    (found,) = missed(begun, 2)
    assert found.judged.second_miss


def test_a_correction_says_so_and_closes_nothing(begun: World) -> None:
    give(begun, first_contact=MISSED)
    paying.correct(begun, returning.quarter(begun), first_contact=(80, 100))
    assert len(plans(begun)) == 1, "missed again by the same period's figures is no other miss"
    assert the_plan(begun).met_at is None
    paying.correct(begun, returning.quarter(begun), first_contact=MET)
    plan = the_plan(begun)
    assert plan.met_at
    assert plan.state is ActionState.OPEN
    (found,) = missed(begun)
    assert (found.is_missed, found.plan) == (False, plan)
    paying.correct(begun, returning.quarter(begun), first_contact=MISSED)
    assert the_plan(begun).met_at is None
    assert names(begun, "plan-target-") == ["plan-target-met", "plan-target-missed"]
    close(begun, the_plan(begun))
    paying.correct(begun, returning.quarter(begun), first_contact=MET)
    assert the_plan(begun).met_at is None, "nothing is to be said of what is closed"
    assert len(names(begun, "plan-target-")) == 2


@pytest.mark.parametrize("figures", [None, (1, 4)], ids=["not given", "too few to judge"])
def test_a_correction_by_which_nobody_knows_takes_back_that_it_was_met(
    begun: World, figures: tuple[int, int] | None
) -> None:
    give(begun, first_contact=MISSED)
    paying.correct(begun, returning.quarter(begun), first_contact=MET)
    paying.correct(begun, returning.quarter(begun), first_contact=figures)
    assert the_plan(begun).met_at is None
    paying.correct(begun, returning.quarter(begun), first_contact=MISSED)
    assert names(begun, "plan-target-") == ["plan-target-met", "plan-target-unknown"]


def test_a_correction_that_misses_asks_for_a_plan_then(begun: World) -> None:
    give(begun)
    assert plans(begun) == {}
    paying.correct(begun, returning.quarter(begun), first_contact=MISSED)
    assert list(plans(begun)) == [(MEASURE, returning.quarter(begun))]


def test_what_is_reached_over_the_contract_waits_for_its_first_figures(world: World) -> None:
    wanted: dict[str, Any] = {"at_least": Decimal(32), "over": Over.CONTRACT, "plan_due": Due(10)}
    returning.change_measure(world, "peer-leaders", **wanted)
    returning.begin(world)
    first = returning.quarter(world)
    returning.write(world, "narrative", returning.WORDS, part=first)
    returning.write(world, "case-study", returning.STORY, part=first)
    paying.send_again(world, world.reviewer_and_member, first, peer_leaders=(27,))
    give(world, 2, peer_leaders=(5,))
    assert (plans(world), missed(world, 2)) == ({}, []), "with the first quarter it may be reached"
    returning.decide(world, dict.fromkeys(paying.SECTIONS, Said(accepts=True)), first)
    assert (plans(world), missed(world), missed(world, 2)) == ({}, [], [])


OVER_ALL: dict[str, Any] = {"over": Over.CONTRACT, "plan_due": Due(10)}


def ends_after_two_quarters(world: World, **bound: Decimal) -> None:
    """The partner's part does; the contract goes on."""
    returning.change_measure(world, "peer-leaders", **OVER_ALL, **bound)
    returning.begin(world)
    together.lasts(world, world.engagement_id, world.starts_on, day_before(add_months(world.starts_on, 6)))


def test_what_is_reached_over_the_contract_is_missed_by_its_last_figures(world: World) -> None:
    ends_after_two_quarters(world, at_least=Decimal(32))
    give(world, peer_leaders=(20,))
    assert (plans(world), missed(world)) == ({}, []), "it is open"
    give(world, 2, peer_leaders=(5,))
    assert [key for key, _ in plans(world)] == ["peer-leaders"]
    assert [each.judged.value for each in missed(world, 2)] == [25]


def test_an_earlier_figure_that_comes_last_asks_for_the_plan_of_the_last_period(world: World) -> None:
    ends_after_two_quarters(world, at_least=Decimal(32))
    give(world, 2, peer_leaders=(5,))
    assert plans(world) == {}
    give(world, 1, peer_leaders=(20,))
    assert list(plans(world)) == [("peer-leaders", returning.quarter(world, 2))]
    paying.correct(world, returning.quarter(world), peer_leaders=(27,))
    assert the_plan(world, 2, "peer-leaders").met_at
    paying.correct(world, returning.quarter(world), peer_leaders=None)
    assert the_plan(world, 2, "peer-leaders").met_at is None
    assert names(world, "plan-target-") == ["plan-target-met", "plan-target-unknown"]


def test_no_more_than_so_many_is_missed_once_and_no_more_by_a_correction(world: World) -> None:
    returning.change_measure(world, "peer-leaders", **OVER_ALL, at_most=Decimal(8), at_least=None)
    returning.begin(world)
    give(world, peer_leaders=(9,))
    give(world, 2, peer_leaders=(1,))
    assert list(plans(world)) == [("peer-leaders", returning.quarter(world))], "once for all of it"
    paying.correct(world, returning.quarter(world), peer_leaders=(3,))
    assert the_plan(world, key="peer-leaders").met_at


def test_while_a_figure_is_being_corrected_nothing_is_missed_again_by_it(begun: World) -> None:
    give(begun, first_contact=MISSED)
    paying.reopen(begun)
    give(begun, 2, first_contact=MISSED)
    (found,) = missed(begun, 2)
    assert not found.judged.second_miss
    paying.correct_again(begun, returning.quarter(begun), first_contact=MISSED)
    (found,) = missed(begun, 2)
    assert found.judged.second_miss


def test_two_who_accept_at_once_and_two_presses_ask_once(begun: World) -> None:
    part = returning.quarter(begun)
    returning.write(begun, "narrative", returning.WORDS, part=part)
    returning.write(begun, "data", paying.figures(begun, part, first_contact=MISSED), part=part)
    returning.write(begun, "case-study", returning.STORY, part=part)
    returning.send(begun, begun.reviewer_and_member, part)

    def accept() -> None:
        returning.decide(begun, {"data": Said(accepts=True)}, part)

    assert at_once(accept, accept) == []
    accept()
    assert len(plans(begun)) == 1
    assert names(begun, "action-") == ["action-given"]


def test_without_a_time_in_the_contract_the_lead_sets_a_day_once(begun: World) -> None:
    give(begun, first_scale=(50, 100))
    assert plans(begun) == {}
    by_on = begun.today + LATER
    assert at_once(lambda: ask(begun, by_on, "first-scale"), lambda: ask(begun, by_on, "first-scale")) == []
    ask(begun, by_on + LATER, "first-scale")
    assert the_plan(begun, key="first-scale").by_on == by_on
    assert names(begun, "action-") == ["action-given"]


def test_only_of_what_is_missed_by_a_day_to_come_and_by_the_lead(begun: World) -> None:
    give(begun, first_scale=(50, 100))
    later = begun.today + LATER
    for by_on, key, words in (
        (None, "first-scale", "Enter the day"),
        (begun.today - LATER, "first-scale", "today or later"),
        (later, MEASURE, "not missed"),
        (later, "unheard-of", "not missed"),
    ):
        with pytest.raises(CannotDo) as refused:
            ask(begun, by_on, key)
        assert words in " ".join(refused.value.problems.values())
    for viewer in (begun.member, begun.officer, begun.reviewer_and_member):
        with pytest.raises(NotAllowed):
            ask(begun, later, "first-scale", viewer)
    assert plans(begun) == {}


def test_the_database_keeps_one_by_measure_and_period_and_none_without_a_reason(begun: World) -> None:
    give(begun, first_contact=MISSED)
    with begun.database.reading() as session:
        row = session.execute(sa.select(Action.__table__)).one()._asdict()
    other = returning.signer(begun).person_id
    for changed in ({}, {"part": None}, {"measure_key": None, "part": None}):
        with pytest.raises(IntegrityError), begun.database.writing() as session:
            session.execute(sa.insert(Action).values(row | {"id": other} | changed))
