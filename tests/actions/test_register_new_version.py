"""A version of the checklist asks for more of people: what is recorded of them already goes there."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.authoring.actions.ask_for_people import SEND_RECORDED
from portal.authoring.actions.keep_draft_checklist import write_row
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.records import Event, Submission
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.send_recorded import send_recorded
from portal.standing.queries.verify import verify_events, verify_standing
from portal.work.tasks import TASKS
from tests.actions.test_authoring_versions import begin, place_of, publish, set_day
from tests.actions.test_register import DAY, KEY, check_of, waiting
from tests.actions.test_work import worker
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.sending import a_worker, check
from tests.builders.versions import ask_besides
from tests.builders.world import World


def publishes(world: World, days_ahead: int) -> None:
    """The same checks are asked for by one more register."""
    draft_id = begin(world)
    kept = next(row for row in place_of(world, draft_id).rows if row.of == KEY)
    more = {name: value for name, value in kept.data.items() if name != "key"} | {"title": "More checks"}
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, replace(kept, row="more", of=None, data=more))
    set_day(world, draft_id, world.today + days_ahead * DAY)
    publish(world, draft_id)


@pytest.mark.parametrize("days_ahead", [0, 10])
def test_what_is_recorded_goes_to_a_register_that_is_added_from_its_day_on(
    world: World, tmp_path: Path, days_ahead: int
) -> None:
    ann, bob, gone = (a_worker(world, name) for name in ("Ann", "Bob", "Cy"))
    before = {check(world, each) for each in (ann, bob, gone)}
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), gone, world.today - DAY)
    publishes(world, days_ahead)
    at_work = worker(world.database, tmp_path, {SEND_RECORDED: TASKS[SEND_RECORDED]})
    if days_ahead:
        with clock_on(world.today + (days_ahead - 1) * DAY, time(12)):
            assert at_work.do_all() == 0
    with clock_on(world.today + days_ahead * DAY, time(12)) if days_ahead else nullcontext():
        assert at_work.do_all() == 1
        new = waiting(world) - before
        with world.database.reading() as session:
            sent = session.scalars(sa.select(Submission).where(Submission.id.in_(new))).all()
            found = {(each.check_id, each.part_key, each.sent_by, each.requirement_key) for each in sent}
            assert found == {
                (check_of(world, each), str(each), world.member.person_id, "more-checks")
                for each in (ann, bob)
            }
            said = session.scalars(sa.select(Event.person_id).where(Event.requirement_key == "more-checks"))
            assert said.all() == [None, None], "nobody did it"
            assert [*verify_standing(session), *verify_events(session)] == []


def test_what_goes_on_after_all_is_sent_what_came_meanwhile(world: World, tmp_path: Path) -> None:
    before = {check(world, a_worker(world, "Ann"))}
    with world.database.writing() as session:
        said = SaidEnd(world.today - 2 * DAY, "withdrew", "It closed.")
        end_engagement(session, world.manager, world.place(session, world.manager), said)
    publishes(world, 0)
    at_work = worker(world.database, tmp_path, {SEND_RECORDED: TASKS[SEND_RECORDED]})
    at_work.do_all()
    assert waiting(world) == before
    with world.database.writing() as session:
        undo_ending(session, world.manager, world.place(session, world.manager), "It stays.")
    at_work.do_all()
    assert len(waiting(world) - before) == 1


def test_two_at_once_send_it_once(world: World) -> None:
    people = [a_worker(world, f"Person {number}") for number in range(3)]
    before = {check(world, each) for each in people}
    ask_besides(world, "more-checks", KEY, world.today)

    def sends() -> None:
        with world.database.writing() as session:
            send_recorded(session, world.engagement_id)

    assert at_once(sends, sends) == []
    assert len(waiting(world) - before) == 3
