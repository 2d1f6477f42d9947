"""What is sent to the council: by whom, twice, at once, frozen, and with what is hidden."""

import pytest
import sqlalchemy as sa

from checklists.year.rolling_up import TOTAL
from checklists.year.vocabulary import OwedState, Verdict
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.council.queries.duties import list_duties
from portal.records import Event, RollUp
from tests.builders import returning, telling, together
from tests.builders.at_once import at_once
from tests.builders.world import World

MEASURE = "first-contact"


@pytest.fixture
def signer(world: World) -> Viewer:
    returning.begin(world)
    return returning.signer(world)


def test_what_is_sent_is_frozen_and_a_correction_keeps_both(world: World, signer: Viewer) -> None:
    telling.give(world, signer)
    telling.send(world, words="June will follow.")
    telling.correct(world, signer, 90)
    first = telling.line(telling.kept(world)[0], MEASURE)
    assert first.total.numerator == 80, "nothing of it follows the correction"
    telling.send(world, words="June is in it.")
    numbers = [
        (each.number, int(telling.line(each, MEASURE).total.numerator or 0)) for each in telling.kept(world)
    ]
    assert numbers == [(1, 80), (2, 90)]


def test_what_is_missing_is_named_and_nothing_is_judged_by_it(world: World, signer: Viewer) -> None:
    telling.give(world, signer)
    telling.send(world)
    (kept,) = telling.kept(world)
    assert telling.line(kept, MEASURE).verdict is Verdict.NOT_GIVEN, "the second partner gave nothing"
    assert {each.title for each in kept.snapshot.missing} >= {"Narrative report", "Data spreadsheet"}


def test_small_numbers_are_hidden_by_the_threshold_of_the_contract(world: World, signer: Viewer) -> None:
    telling.give(world, signer, 93)
    telling.send(world)
    assert telling.line(telling.kept(world)[0], MEASURE).hidden == frozenset()
    telling.say_fewest(world, 8)
    telling.give(world, signer, 93, part=returning.quarter(world, 2))
    telling.send(world, returning.quarter(world, 2))
    kept = telling.kept(world)[-1]
    assert kept.snapshot.fewest == 8
    assert TOTAL in telling.line(kept, MEASURE).hidden, "seven are left out"


@pytest.mark.parametrize("fewest", [0, 1, 101])
def test_a_threshold_that_hides_nothing_or_all(world: World, fewest: int) -> None:
    with pytest.raises(CannotDo):
        telling.say_fewest(world, fewest)


def test_the_same_is_not_sent_twice_nor_by_two_at_once(world: World, signer: Viewer) -> None:
    telling.give(world, signer)

    def send() -> None:
        telling.send(world)

    assert at_once(send, send) == []
    telling.send(world)
    with world.database.reading() as session:
        sent = session.scalar(sa.select(sa.func.count()).select_from(RollUp))
        told = session.scalar(sa.select(sa.func.count()).where(Event.name == "roll-up-sent"))
    assert (sent, told) == (1, 1)


def test_two_who_change_the_threshold_at_once(world: World) -> None:
    def say() -> None:
        telling.say_fewest(world, 7)

    assert at_once(say, say) == []
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).where(Event.name == "small-numbers-said")) == 1


def test_who_may_not_send(world: World, signer: Viewer) -> None:
    for viewer in (world.reviewer, world.officer):
        with pytest.raises(NotAllowed):
            telling.send(world, who=viewer)
    with pytest.raises(NotHere):
        telling.send(world, f"{world.ends_on.year + 1}-Q1")


def test_a_period_that_has_not_ended_is_not_sent(world: World, signer: Viewer) -> None:
    with pytest.raises(NotHere):
        telling.send(world, f"{world.ends_on.year - 1}-Q4")


def test_of_the_whole_contract_the_council_reads_no_miss_before_its_first_quarter(world: World) -> None:
    together.ask_whole(world)
    for partner in together.two(world):
        partner.give(10)
        partner.give(6, 2)
    telling.send(world, returning.quarter(world, 2))
    assert telling.line(telling.kept(world)[-1], together.MEASURE).verdict is Verdict.NOT_GIVEN
    telling.send(world)
    telling.send(world, returning.quarter(world, 2), "The first quarter is sent by now.")
    assert telling.line(telling.kept(world)[-1], together.MEASURE).verdict is Verdict.MET


def test_what_the_contract_asks_of_the_lead_itself_is_met_by_sending(world: World, signer: Viewer) -> None:
    part = returning.quarter(world)
    telling.ask_of_lead(world)

    def states() -> list[OwedState]:
        with world.database.reading() as session:
            place = world.contract_place(session)
            found = list_duties(session, place, telling.kept(world), world.today)
            return [each.interval.state for each in found if each.period == part]

    assert states() == [OwedState.LATE]
    telling.send(world)
    assert states() == [OwedState.MET]
