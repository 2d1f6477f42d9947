"""The register of people."""

import json
import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal.access import NotAllowed, NotHere
from portal.actions.refused import CannotDo
from portal.actions.register_people import add_worker, assign_worker, change_assignment
from portal.queries.people import list_other_workers, list_register
from portal.records import Event, Standing
from tests.builders.sending import a_worker, accept, give_back, send
from tests.builders.world import World


def state_on(world: World, day: date) -> str | None:
    with world.database.reading() as session:
        return session.scalar(
            sa.select(Standing.state).where(
                Standing.engagement_id == world.engagement_id,
                Standing.requirement_key == "dbs-checks",
                Standing.from_on <= day,
                Standing.until_on >= day,
            )
        )


def test_the_slot_is_as_good_as_its_worst_person(world: World) -> None:
    assert state_on(world, world.today) == "missing"
    first, second = a_worker(world, "Ann"), a_worker(world, "Bob")
    accept(world, send(world, "dbs-checks", str(first)))
    assert state_on(world, world.today) == "missing"
    accept(world, send(world, "dbs-checks", str(second)))
    assert state_on(world, world.today) == "met"


def test_somebody_who_left_counts_until_the_last_day(world: World) -> None:
    stays, leaves = a_worker(world, "Ann"), a_worker(world, "Bob")
    accept(world, send(world, "dbs-checks", str(stays)))
    with world.database.writing() as session:
        change_assignment(
            session, world.member, world.place(session), leaves, from_on=world.starts_on, until_on=world.today
        )
    assert state_on(world, world.today) == "missing"
    assert state_on(world, world.today + timedelta(days=1)) == "met"


def test_the_register_shows_the_latest_check(world: World) -> None:
    worker = a_worker(world, "Ann")
    a_worker(world, "Zed")
    give_back(world, send(world, "dbs-checks", str(worker)))
    second = send(world, "dbs-checks", str(worker))
    with world.database.reading() as session:
        lines = list_register(session, world.place(session, world.reviewer))
    assert [line.name for line in lines] == ["Ann", "Zed"]
    assert lines[1].check is None
    assert lines[0].check
    assert (lines[0].check.submission_id, lines[0].check.outcome) == (second, None)
    accept(world, second)
    with world.database.reading() as session:
        ann = list_register(session, world.place(session))[0]
    assert ann.check
    assert (ann.check.outcome, ann.check.level, ann.check.clear) == ("accept", "enhanced", True)


def test_a_commissioner_sees_no_names(world: World) -> None:
    a_worker(world, "Ann Archer")
    with world.database.reading() as session:
        with pytest.raises(NotHere):
            list_register(session, world.place(session, world.officer))
        events = session.scalars(sa.select(Event.data)).all()
    assert "Ann" not in json.dumps(events)


def test_a_person_is_entered_once_for_several_engagements(world: World) -> None:
    worker = a_worker(world)
    with world.database.writing() as session:
        place = world.place(session)
        with pytest.raises(CannotDo, match="on the register already"):
            assign_worker(session, world.member, place, worker, from_on=world.starts_on)
        assert list_other_workers(session, place) == ()
        other = world.place(session, world.second_member, world.second_engagement_id)
        with pytest.raises(NotHere):
            assign_worker(session, world.second_member, other, worker, from_on=world.starts_on)
        with pytest.raises(NotHere):
            change_assignment(
                session, world.second_member, other, worker, from_on=world.starts_on, until_on=None
            )


def test_what_is_wrong(world: World) -> None:
    def problems(name: str, job: str, from_on: date, until_on: date | None) -> set[str]:
        with world.database.writing() as session:
            place = world.place(session)
            with pytest.raises(CannotDo) as refused:
                add_worker(
                    session, world.member, place, name=name, job=job, from_on=from_on, until_on=until_on
                )
        return set(refused.value.problems)

    assert problems("", "", world.today, None) == {"name", "job"}
    assert problems("x" * 201, "Cook", world.today, None) == {"name"}
    assert problems("Ann", "Cook", world.today, world.today - timedelta(days=1)) == {"until_on"}
    assert problems("Ann", "Cook", world.ends_on + timedelta(days=1), None) == {"from_on"}


@pytest.mark.parametrize("who", ["manager", "officer"])
def test_only_the_partner_changes_its_register(world: World, who: str) -> None:
    viewer = world.people[who]
    with world.database.writing() as session, pytest.raises(NotAllowed):
        change_assignment(
            session, viewer, world.place(session, viewer), uuid.uuid4(), from_on=world.today, until_on=None
        )
