"""The people of the register: entered once, seen by few, forgotten in time."""

import json
import uuid
from datetime import date

import pytest
import sqlalchemy as sa

from checklists.calendar import add_months, in_words
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.records import Assignment, DbsCheck, Decision, Event, Submission, Worker
from portal.register.actions.add_worker import add_worker
from portal.register.actions.assign_worker import assign_worker, change_assignment
from portal.register.actions.change_worker import change_worker
from portal.register.actions.forget_people import forget_people
from portal.register.actions.record_check import record_check
from portal.register.actions.record_leaving import record_leaving
from portal.standing.queries.people import FORGOTTEN, list_register
from portal.standing.queries.verify import verify_standing
from tests.actions.test_register import DAY, KEY, record, state_on, waiting
from tests.builders import inviting
from tests.builders.sending import a_check, a_person, a_worker, accept, check, give_back, send
from tests.builders.world import World


def test_somebody_who_left_counts_until_the_last_day(world: World) -> None:
    stays, leaves = a_worker(world, "Ann"), a_worker(world, "Bob")
    accept(world, send(world, KEY, str(stays)))
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), leaves, world.today)
    assert state_on(world, world.today) == "missing"
    assert state_on(world, world.today + DAY) == "met"
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), leaves, None)
    assert state_on(world, world.today + DAY) == "missing"


def test_the_register_shows_the_latest_check(world: World) -> None:
    worker = a_worker(world, "Ann")
    a_worker(world, "Zed")
    give_back(world, send(world, KEY, str(worker)))
    second = send(world, KEY, str(worker))
    with world.database.reading() as session:
        lines = list_register(session, world.place(session, world.reviewer))
    assert [line.name for line in lines] == ["Ann", "Zed"]
    assert lines[1].check is None
    assert lines[0].check
    assert (lines[0].check.submission_id, lines[0].check.decided) == (second, None)


def test_the_lead_reads_the_staff_code_where_the_partner_chose_so(world: World) -> None:
    with world.database.writing() as session:
        entry = a_person(name="Ann Secret", staff_code="K-12", shown_as="staff-code", started_on=world.today)
        add_worker(session, world.member, world.own_place(session), entry, {world.engagement_id: world.today})
    with world.database.reading() as session:
        names = [
            list_register(session, world.place(session, viewer))[0].name
            for viewer in (world.member, world.reviewer)
        ]
        with pytest.raises(NotHere):
            list_register(session, world.place(session, world.officer))
    assert names == ["Ann Secret", "K-12"]


def test_entering_the_same_person_twice_is_once(world: World) -> None:
    assert a_worker(world) == a_worker(world)
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Worker)) == 1


def test_another_organisations_people_are_not_there(world: World) -> None:
    worker = a_worker(world)
    with world.database.writing() as session:
        theirs = world.own_place(session, world.second_member)
        with pytest.raises(NotHere):
            record_check(session, world.second_member, theirs, worker, a_check())
        with pytest.raises(NotHere):
            change_worker(session, world.second_member, theirs, worker, a_person(started_on=world.today))
        place = world.place(session, world.second_member, world.second_engagement_id)
        with pytest.raises(NotHere):
            assign_worker(session, world.second_member, place, worker, from_on=world.starts_on)
        with pytest.raises(NotHere):
            change_assignment(
                session, world.second_member, place, worker, from_on=world.starts_on, until_on=None
            )


@pytest.mark.parametrize("who", ["manager", "officer"])
def test_only_the_partner_changes_its_register(world: World, who: str) -> None:
    viewer = world.people[who]
    with world.database.writing() as session, pytest.raises(NotAllowed):
        change_assignment(
            session, viewer, world.place(session, viewer), uuid.uuid4(), from_on=world.today, until_on=None
        )


def test_a_staff_code_belongs_to_one_person(world: World) -> None:
    with world.database.writing() as session:
        place = world.own_place(session)
        for name in ("Ann", "Bob"):
            entry = a_person(name=name, staff_code="K-1", started_on=world.today)
            if name == "Ann":
                add_worker(session, world.member, place, entry, {})
                continue
            with pytest.raises(CannotDo) as refused:
                add_worker(session, world.member, place, entry, {})
            assert set(refused.value.problems) == {"staff_code"}


def test_the_events_of_the_register_name_nobody(world: World) -> None:
    check(world, a_worker(world, "Ann Secret"))
    with world.database.reading() as session:
        said = json.dumps([row.data for row in session.scalars(sa.select(Event))], default=str)
    assert "Secret" not in said


def test_who_left_long_ago_is_forgotten_and_still_counted(world: World) -> None:
    left_on = world.today - 40 * DAY
    goes, stays = a_worker(world, "Ann Gone"), a_worker(world, "Bob Here")
    accept(world, check(world, goes, issued_on=left_on - 30 * DAY))
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), goes, left_on)
    with world.database.writing() as session:
        assert forget_people(session, add_months(left_on, 12), 12) == 0
        assert forget_people(session, add_months(left_on, 12) + DAY, 12) == 1
        assert forget_people(session, add_months(left_on, 12) + DAY, 12) == 0
    with world.database.reading() as session:
        gone, here = (session.get_one(Worker, each) for each in (goes, stays))
        kept = session.scalars(sa.select(DbsCheck).where(DbsCheck.worker_id == goes)).one()
        assert (gone.name, gone.staff_code, gone.job, kept.certificate_number, kept.seen_by) == ("",) * 5
        assert gone.removed_at
        assert here.name == "Bob Here"
        assert session.scalar(sa.select(sa.func.count()).select_from(Decision)) == 1
        names = [line.name for line in list_register(session, world.place(session, world.reviewer))]
        assert names == ["Bob Here", FORGOTTEN]
        assert list(verify_standing(session)) == []


def test_who_is_assigned_later_brings_the_check_along(world: World) -> None:
    with world.database.writing() as session:
        entry = a_person(started_on=world.today)
        worker = add_worker(session, world.member, world.own_place(session), entry, {})
    assert record(world, worker, a_check()).sent == ()
    with world.database.writing() as session:
        assign_worker(session, world.member, world.place(session), worker, from_on=world.today)
        change_assignment(
            session, world.member, world.place(session), worker, from_on=world.today - DAY, until_on=None
        )
    assert len(waiting(world)) == 1


def test_days_under_a_contract_end_with_the_last_day_of_who_left(world: World) -> None:
    worker, left_on = a_worker(world), world.today - 9 * DAY
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), worker, left_on)

    def until(from_on: date, until_on: date | None) -> date | None:
        with world.database.writing() as session:
            place = world.place(session)
            change_assignment(session, world.member, place, worker, from_on=from_on, until_on=until_on)
        with world.database.reading() as session:
            return session.scalar(sa.select(Assignment.until_on).where(Assignment.worker_id == worker))

    assert until(world.starts_on, left_on - DAY) == left_on - DAY
    assert until(world.starts_on, None) == left_on
    for from_on, until_on, field in (
        (world.starts_on, left_on + DAY, "until_on"),
        (left_on + DAY, None, "from_on"),
    ):
        with pytest.raises(CannotDo, match=in_words(left_on)) as refused:
            until(from_on, until_on)
        assert set(refused.value.problems) == {field}
    north = inviting.another_area(world)
    with world.database.writing() as session:
        place = world.place(session, world.member, north)
        assign_worker(session, world.member, place, worker, from_on=world.starts_on)
    with world.database.reading() as session:
        ends = sa.select(Assignment.until_on).where(Assignment.worker_id == worker)
        assert session.scalars(ends).all() == [left_on, left_on]
        assert list(verify_standing(session)) == []


def test_a_newer_check_of_a_lower_level_takes_no_place(world: World) -> None:
    """Else the lead would have nothing that is enough to decide on; nor would another that asks later."""
    worker = a_worker(world)
    checks = [(30, "enhanced"), (90, "standard"), (20, "basic"), (10, "basic")]
    sent = [check(world, worker, issued_on=world.today - ago * DAY, level=level) for ago, level in checks]
    assert waiting(world) == {sent[0], sent[1], sent[3]}, "what is older and lower is sent on purpose"
    north = inviting.another_area(world)
    with world.database.writing() as session:
        place = world.place(session, world.member, north)
        assign_worker(session, world.member, place, worker, from_on=world.today)
    with world.database.reading() as session:
        shown = sa.select(DbsCheck.level).join(Submission).where(Submission.engagement_id == north)
        assert sorted(session.scalars(shown)) == ["basic", "enhanced"]
        assert len(waiting(world)) == 5
        (line,) = list_register(session, world.place(session, world.member, north))
        assert line.check
        assert line.check.level == "basic", "the newest"
        assert list(verify_standing(session)) == []


def test_a_newer_check_of_another_barred_list_takes_no_place(world: World) -> None:
    """Of two none goes as far as the other: a lead may need either."""
    worker = a_worker(world)
    lists = [(40, True, False), (30, False, True), (20, True, False)]
    sent = [
        check(world, worker, issued_on=world.today - ago * DAY, adults_list=adults, childrens_list=children)
        for ago, adults, children in lists
    ]
    assert waiting(world) == {sent[1], sent[2]}, "the first is followed by one that goes as far"
    north = inviting.another_area(world)
    with world.database.writing() as session:
        place = world.place(session, world.member, north)
        assign_worker(session, world.member, place, worker, from_on=world.today)
    with world.database.reading() as session:
        columns = sa.select(DbsCheck.adults_list, DbsCheck.childrens_list).join(Submission)
        shown = session.execute(columns.where(Submission.engagement_id == north)).all()
        assert sorted(map(tuple, shown)) == [(False, True), (True, False)]
        assert list(verify_standing(session)) == []
    both = check(world, worker, issued_on=world.today - DAY)
    assert waiting(world) & {*sent, both} == {both}
