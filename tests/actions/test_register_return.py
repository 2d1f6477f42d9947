"""Somebody leaves and comes back: one person with two periods, and a gap that is counted for nothing."""

import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import Assignment, AssignmentDays, Event, Worker
from portal.register.actions.assign_worker import assign_worker
from portal.register.actions.change_worker import change_worker
from portal.register.actions.forget_people import forget_people
from portal.register.actions.record_check import record_check
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.record_return import record_return, undo_return
from portal.standing.actions.rebuild_standing import rebuild
from portal.standing.queries.people import list_register
from portal.standing.queries.verify import verify_standing
from tests.actions.test_register import KEY, state_on, waiting
from tests.builders import inviting
from tests.builders.at_once import at_once, overtaken
from tests.builders.sending import a_check, a_person, a_worker, accept, check, send
from tests.builders.world import World

DAY = timedelta(days=1)


def leaves(world: World, worker: uuid.UUID, on: date | None) -> None:
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), worker, on)


def returns(world: World, worker: uuid.UUID, on: date, *under: uuid.UUID, by: Viewer | None = None) -> None:
    viewer = by or world.member
    with world.database.writing() as session:
        place = world.own_place(session, viewer)
        record_return(session, viewer, place, worker, on, under or [world.engagement_id])


def undo(world: World, worker: uuid.UUID) -> None:
    with world.database.writing() as session:
        undo_return(session, world.member, world.own_place(session), worker)


def days(world: World, worker: uuid.UUID) -> tuple[date | None, str | None]:
    """The last day, and the days away."""
    with world.database.reading() as session:
        person = session.get_one(Worker, worker)
        return person.left_on, person.away


def is_sound(world: World) -> None:
    """What pages read is what the rules say of what is recorded, also after all of it was told anew."""
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
    with world.database.writing() as session:
        rebuild(session, [world.engagement_id])
        session.commit()
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_the_days_between_are_asked_nothing_and_one_person_is_counted(world: World) -> None:
    stays, returner = a_worker(world, "Ann"), a_worker(world, "Bob")
    accept(world, send(world, KEY, str(stays)))
    leaves(world, returner, world.today - 20 * DAY)
    returns(world, returner, world.today - 9 * DAY)
    states = {ago: state_on(world, world.today - ago * DAY) for ago in (20, 19, 10, 9, 0)}
    assert states == {20: "missing", 19: "met", 10: "met", 9: "missing", 0: "missing"}
    gap = f"{world.today - 19 * DAY}/{world.today - 10 * DAY}"
    assert days(world, returner) == (None, gap)
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Worker)) == 2
        lines = list_register(session, world.place(session, world.reviewer))
        assert [len(line.away) for line in lines] == [0, 1]
    is_sound(world)


def test_a_check_from_before_counts_again_from_the_return_on(world: World) -> None:
    worker = a_worker(world)
    accept(world, check(world, worker, issued_on=world.today - 90 * DAY))
    leaves(world, worker, world.today - 20 * DAY)
    returns(world, worker, world.today - 9 * DAY)
    assert state_on(world, world.today) == "met"
    is_sound(world)


def test_the_same_again_is_nothing_and_two_at_once_are_one(world: World) -> None:
    worker = a_worker(world)
    leaves(world, worker, world.today - 20 * DAY)
    back = world.today - 9 * DAY
    assert at_once(*[lambda: returns(world, worker, back)] * 2) == []
    returns(world, worker, back)
    with world.database.reading() as session:
        said = sa.select(sa.func.count()).where(Event.name == "person-came-back")
        assert session.scalar(said) == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(AssignmentDays)) == 3


def test_back_on_the_next_day_there_is_no_gap(world: World) -> None:
    worker = a_worker(world)
    leaves(world, worker, world.today - DAY)
    returns(world, worker, world.today)
    assert days(world, worker) == (None, None)
    with world.database.reading() as session:
        stay = session.scalars(sa.select(Assignment)).one()
        assert (stay.until_on, stay.away) == (None, None)


def test_who_leaves_and_returns_twice_has_two_gaps(world: World) -> None:
    worker = a_worker(world)
    for left, back in ((40, 30), (20, 9)):
        leaves(world, worker, world.today - left * DAY)
        returns(world, worker, world.today - back * DAY)
    assert len((days(world, worker)[1] or "").split()) == 2
    with pytest.raises(CannotDo, match="came back"):
        leaves(world, worker, world.today - 10 * DAY)
    leaves(world, worker, world.today - 2 * DAY)
    leaves(world, worker, None)
    assert days(world, worker)[0] is None
    is_sound(world)


def test_a_return_that_was_none_is_taken_back_whole(world: World) -> None:
    worker = a_worker(world)
    left_on = world.today - 20 * DAY
    leaves(world, worker, left_on)
    with pytest.raises(CannotDo):
        undo(world, worker)
    returns(world, worker, world.today - 9 * DAY)
    undo(world, worker)
    assert days(world, worker) == (left_on, None)
    with world.database.reading() as session:
        stay = session.scalars(sa.select(Assignment)).one()
        assert (stay.until_on, stay.away) == (left_on, None)
    is_sound(world)


def test_what_cannot_be_is_refused(world: World) -> None:
    worker = a_worker(world)
    for on, field in ((world.today, ""), (world.today - 20 * DAY, "back_on")):
        with pytest.raises(CannotDo) as refused:
            returns(world, worker, on)
        assert set(refused.value.problems) == {field}
        leaves(world, worker, world.today - 20 * DAY)
    with pytest.raises(NotHere):
        returns(world, worker, world.today, by=world.second_member)
    with pytest.raises(NotHere):
        returns(world, worker, world.today, world.second_engagement_id)
    returns(world, worker, world.today)
    entry = a_person(started_on=world.today - 3 * DAY)
    with world.database.writing() as session:
        place = world.own_place(session)
        with pytest.raises(CannotDo) as refused:
            change_worker(session, world.member, place, worker, entry)
    assert set(refused.value.problems) == {"started_on"}


def test_who_came_back_is_not_forgotten(world: World) -> None:
    """Not even where the person works under no contract any more."""
    worker = a_worker(world)
    leaves(world, worker, world.today - 20 * DAY)
    with world.database.writing() as session:
        record_return(session, world.member, world.own_place(session), worker, world.today, [])
    with world.database.writing() as session:
        assert forget_people(session, add_months(world.today, 40), 12) == 0
    leaves(world, worker, world.today)
    with world.database.writing() as session:
        assert forget_people(session, add_months(world.today, 40), 12) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("is_under_a_contract", [True, False])
def test_who_comes_back_while_others_are_forgotten_is_not(world: World, is_under_a_contract: bool) -> None:
    """The night's work has listed both, and waits for whoever records the return."""
    back, gone = a_worker(world, "Wilma Again"), a_worker(world, "Xaver Away")
    for worker in (back, gone):
        leaves(world, worker, world.today)
    under = [world.engagement_id] if is_under_a_contract else []

    def forget() -> int:
        with world.database.writing() as session:
            return forget_people(session, add_months(world.today, 40), 12)

    def come_back(session: Session) -> None:
        record_return(session, world.member, world.own_place(session), back, world.today + 2 * DAY, under)

    assert overtaken(world.database, forget, come_back) == 1
    with world.database.reading() as session:
        people = {each: session.get_one(Worker, each) for each in (back, gone)}
        forgotten = session.scalars(sa.select(Event.data).where(Event.name == "person-forgotten")).all()
        assert list(verify_standing(session)) == []
    assert [(each.name, bool(each.removed_at)) for each in people.values()] == [
        ("Wilma Again", False),
        ("", True),
    ]
    assert [each["worker"] for each in forgotten] == [str(gone)]


def test_an_evening_before_the_return_was_told_knows_nothing_of_it(world: World) -> None:
    """What is said of the days is appended: the last word of the evening before is that the person left."""
    worker = a_worker(world)
    leaves(world, worker, world.today - 20 * DAY)
    returns(world, worker, world.today - 9 * DAY)
    with world.database.reading() as session:
        query = sa.select(AssignmentDays.until_on, AssignmentDays.away)
        said = session.execute(query.order_by(AssignmentDays.recorded_at)).all()
    assert [(row.until_on, bool(row.away)) for row in said] == [
        (None, False),
        (world.today - 20 * DAY, False),
        (None, True),
    ]


def stays(world: World, worker: uuid.UUID) -> list[tuple[date, date | None]]:
    with world.database.reading() as session:
        found = sa.select(Assignment.from_on, Assignment.until_on).where(Assignment.worker_id == worker)
        return [(row.from_on, row.until_on) for row in session.execute(found.order_by(Assignment.from_on))]


def assigned(world: World, worker: uuid.UUID, engagement: uuid.UUID, on: date, until: date | None) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.member, engagement)
        assign_worker(session, world.member, place, worker, from_on=on, until_on=until)


def test_who_stays_after_all_has_the_days_from_before_also_those_to_come(world: World) -> None:
    """Work that was to begin later was taken back by the leaving, and what ended later ended with it."""
    worker, north = a_worker(world), inviting.another_area(world)
    begins, ends = world.today + 30 * DAY, world.today + 90 * DAY
    assigned(world, worker, north, begins, ends)
    check(world, worker)
    for left_on in (world.today, world.today + 3 * DAY):
        leaves(world, worker, left_on)
        assert stays(world, worker) == [(world.starts_on, left_on)]
    is_sound(world)
    leaves(world, worker, begins)
    assert stays(world, worker) == [(world.starts_on, begins), (begins, begins)]
    leaves(world, worker, None)
    assert stays(world, worker) == [(world.starts_on, None), (begins, ends)]
    is_sound(world)


def test_what_had_ended_on_that_day_by_itself_stays_ended(world: World) -> None:
    worker, north = a_worker(world), inviting.another_area(world)
    left_on = world.today - DAY
    assigned(world, worker, north, world.today - 9 * DAY, left_on)
    leaves(world, worker, left_on)
    leaves(world, worker, None)
    assert stays(world, worker) == [(world.starts_on, None), (world.today - 9 * DAY, left_on)]
    is_sound(world)


def test_what_was_recorded_after_the_leaving_goes_to_the_leads_of_who_stays(world: World) -> None:
    worker = a_worker(world)
    leaves(world, worker, world.today - DAY)
    with world.database.writing() as session:
        assert record_check(session, world.member, world.own_place(session), worker, a_check()).sent == ()
    assert waiting(world) == set()
    leaves(world, worker, None)
    assert len(waiting(world)) == 1
