"""Somebody is put under a contract while her days are being changed: both come true, or it is done anew."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.register.actions.add_worker import add_worker
from portal.register.actions.assign_worker import assign_worker
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.record_return import record_return, undo_return
from tests.builders import sending
from tests.builders.at_once import overtaken
from tests.builders.world import World


def came_back(world: World) -> uuid.UUID:
    """Somebody who left and is back, and is under no contract."""
    with world.database.writing() as session:
        entry = sending.a_person(started_on=world.starts_on)
        worker_id = add_worker(session, world.member, world.own_place(session), entry, {})
    left_on = world.starts_on + timedelta(days=10)
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), worker_id, left_on)
    with world.database.writing() as session:
        back_on = left_on + timedelta(days=10)
        record_return(session, world.member, world.own_place(session), worker_id, back_on, [])
    return worker_id


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_is_put_under_a_contract_meanwhile_is_looked_at_anew(world: World) -> None:
    worker_id = came_back(world)

    def undo() -> None:
        with world.database.writing() as session:
            undo_return(session, world.member, world.own_place(session), worker_id)

    def assign(session: Session) -> None:
        place, from_on = world.place(session), world.starts_on
        assign_worker(session, world.member, place, worker_id, from_on=from_on)

    with pytest.raises(StaleDataError):
        overtaken(world.database, undo, assign)
    undo()
