"""Two of an organisation enter the same person at the same moment: she is on its register once."""

import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Worker
from portal.register.actions.add_worker import add_worker
from tests.builders import sending
from tests.builders.at_once import overtaken
from tests.builders.world import World


def enter(world: World, session: Session) -> uuid.UUID:
    """Under no contract yet."""
    entry = sending.a_person(started_on=world.starts_on)
    return add_worker(session, world.member, world.own_place(session), entry, {})


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_same_person_is_entered_once(world: World) -> None:
    def by_a_colleague() -> uuid.UUID:
        with world.database.writing() as session:
            return enter(world, session)

    known = overtaken(world.database, by_a_colleague, lambda session: enter(world, session))
    with world.database.reading() as session:
        assert session.scalars(sa.select(Worker.id)).all() == [known]
