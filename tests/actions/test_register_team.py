"""Training of a whole team, recorded at once."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.kinds.register import person_of
from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import Event, Training, Worker
from portal.register.actions.check_entries import TrainingEntry
from portal.register.actions.forget_people import forget_people
from portal.register.actions.record_check import Recorded
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.record_team_training import TeamRecorded, record_team_training
from portal.register.actions.record_training import record_training
from portal.standing.queries.verify import verify_standing
from tests.builders.at_once import at_once
from tests.builders.sending import a_worker, accept, give_back
from tests.builders.training import ask_for_training
from tests.builders.versions import ask_besides
from tests.builders.world import World

DAY = timedelta(days=1)


def record(
    world: World,
    people: Sequence[uuid.UUID],
    days_ago: int = 3,
    topic: str = "first-aid",
    by: Viewer | None = None,
) -> TeamRecorded:
    viewer = by or world.member
    entry = TrainingEntry(topic, world.today - days_ago * DAY)
    with world.database.writing() as session:
        return record_team_training(session, viewer, world.own_place(session, viewer), people, entry)


def count(world: World, what: sa.Select[int]) -> int:
    with world.database.reading() as session:
        return session.scalar(what) or 0


TRAINED = sa.select(sa.func.count()).select_from(Training)
RECORDED = sa.select(sa.func.count()).select_from(Event).where(Event.name == "training-recorded")


def test_a_team_is_recorded_and_sent_at_once(world: World) -> None:
    ask_for_training(world)
    people = [a_worker(world, f"Person {number}") for number in range(3)]
    done = record(world, people)
    assert done.recorded == set(people)
    assert len(done.sent) == 3
    assert count(world, TRAINED) == count(world, RECORDED) == 3
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_what_is_known_of_somebody_is_not_recorded_twice(world: World) -> None:
    ask_for_training(world)
    first, second = a_worker(world, "Ann"), a_worker(world, "Bob")
    record(world, [first])
    done = record(world, [first, second])
    assert [done.recorded, done.known] == [frozenset({second}), frozenset({first})]
    again = record(world, [first, second])
    assert (again.recorded, again.sent) == (frozenset(), ())
    assert count(world, TRAINED) == 2


def test_who_had_left_by_then_keeps_nobody_else_from_it(world: World) -> None:
    ask_for_training(world)
    stays, left, left_after = (a_worker(world, name) for name in ("Ann", "Bob", "Cy"))
    for worker, days in ((left, 5), (left_after, 2)):
        with world.database.writing() as session:
            record_leaving(session, world.member, world.own_place(session), worker, world.today - days * DAY)
    done = record(world, [stays, left, left_after])
    assert [done.recorded, done.gone] == [frozenset({stays, left_after}), frozenset({left})]


def test_who_was_removed_keeps_nobody_else_from_it(world: World) -> None:
    ask_for_training(world)
    stays, removed = a_worker(world, "Ann"), a_worker(world, "Bob")
    with world.database.writing() as session:
        place = world.own_place(session)
        record_leaving(session, world.member, place, removed, world.starts_on)
    with world.database.writing() as session:
        forget_people(session, world.today + 4000 * DAY, 12)
    with world.database.reading() as session:
        assert session.get_one(Worker, removed).removed_at
    done = record(world, [stays, removed])
    assert [done.recorded, done.gone] == [frozenset({stays}), frozenset({removed})]


def test_what_will_not_do_for_anybody_is_said_by_field(world: World) -> None:
    ask_for_training(world)
    worker = a_worker(world)
    for people, days_ago, topic, field in (
        ([], 3, "first-aid", "people"),
        ([worker], -1, "first-aid", "completed_on"),
        ([worker], 3, "juggling", "topic"),
    ):
        with pytest.raises(CannotDo) as refused:
            record(world, people, days_ago, topic)
        assert set(refused.value.problems) == {field}
    assert count(world, TRAINED) == 0


def test_nobody_else_records_it(world: World) -> None:
    ask_for_training(world)
    worker = a_worker(world)
    with pytest.raises(NotHere):
        record(world, [worker, uuid.uuid4()])
    for viewer in (world.second_member, world.noise_member):
        with pytest.raises((CannotDo, NotHere)):
            record(world, [worker], by=viewer)
    assert count(world, TRAINED) == 0


def test_pressed_twice_at_the_same_moment_it_is_recorded_once(world: World) -> None:
    ask_for_training(world)
    people = [a_worker(world, f"Person {number}") for number in range(4)]
    acts = [lambda order=order: record(world, order) for order in (people, people[::-1])]
    assert at_once(*acts) == []
    assert count(world, TRAINED) == count(world, RECORDED) == 4


def test_what_a_lead_returned_is_recorded_and_sent_again(world: World) -> None:
    ask_for_training(world)
    first, second = a_worker(world, "Ann"), a_worker(world, "Bob")
    sent = {person_of(each.part_key): each for each in record(world, [first, second]).sent}
    give_back(world, sent[str(first)].submission_id)
    again = record(world, [first, second])
    assert [again.recorded, again.known, len(again.sent)] == [frozenset({first}), frozenset({second}), 1]
    give_back(world, again.sent[0].submission_id)
    assert len(alone(world, first).sent) == 1, "of one person the same"
    assert alone(world, first).sent == (), "it waits by now"


def test_sent_again_it_goes_to_whoever_returned_it_alone(world: World) -> None:
    """Whoever accepted the same, or has it still to decide on, has nothing new to look at."""
    ask_for_training(world)
    for key in ("accepting", "waiting"):
        ask_besides(world, key, "training", world.today)
    first = a_worker(world, "Ann")
    sent = {each.requirement_key: each.submission_id for each in record(world, [first]).sent}
    accept(world, sent["accepting"])
    give_back(world, sent["training"])
    again = record(world, [first])
    assert [each.requirement_key for each in again.sent] == ["training"]
    give_back(world, again.sent[0].submission_id)
    assert [each.requirement_key for each in alone(world, first).sent] == ["training"], "and of one person"
    ask_besides(world, "later", "training", world.today)
    assert [each.requirement_key for each in alone(world, first).sent] == ["later"]
    other_day = record(world, [first], days_ago=2)
    assert len(other_day.sent) == 4, "of another day it is new to everybody"


def test_recorded_again_it_goes_to_what_asks_for_it_since(world: World) -> None:
    ask_for_training(world)
    first, second = a_worker(world, "Ann"), a_worker(world, "Bob")
    record(world, [first])
    ask_besides(world, "more-training", "training", world.today)
    done = record(world, [first, second])
    assert [done.contracts_of(done.recorded), done.contracts_of(done.known)] == [1, 1]
    keys = sorted(each.requirement_key for each in done.sent if person_of(each.part_key) == str(first))
    assert (keys, len(done.sent)) == (["more-training"], 3)
    assert record(world, [first, second]).sent == ()
    ask_besides(world, "most-training", "training", world.today + DAY)
    assert alone(world, first) == Recorded(alone(world, first).record_id, (), was_known=True)
    assert count(world, TRAINED) == count(world, RECORDED) == 2


def alone(world: World, worker_id: uuid.UUID) -> Recorded:
    entry = TrainingEntry("first-aid", world.today - 3 * DAY)
    with world.database.writing() as session:
        return record_training(session, world.member, world.own_place(session), worker_id, entry)
