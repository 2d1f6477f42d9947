"""What is done once an hour: asked for an hour after it was, and not while it waits."""

from datetime import date, time

import sqlalchemy as sa

from portal import clock
from portal.database import Database
from portal.records import Work, WorkState
from portal.work.daily import HOURLY, ask_due
from tests.builders.clock import clock_on

DAY = date(2026, 11, 26)


def ask_at(database: Database, hour: int, minute: int) -> int:
    """How often the first of them was asked for until then."""
    with clock_on(DAY, time(hour, minute)), database.writing() as session:
        ask_due(session, clock.now())
        session.commit()
        return session.scalar(sa.select(sa.func.count()).where(Work.kind == HOURLY[0])) or 0


def end_all(database: Database) -> None:
    with database.writing() as session:
        session.execute(sa.update(Work).values(state=WorkState.DONE.value))
        session.commit()


def test_hourly_work_is_asked_for_once_an_hour_and_not_while_it_waits(database: Database) -> None:
    assert [ask_at(database, 1, 0), ask_at(database, 1, 30), ask_at(database, 4, 0)] == [1, 1, 1], "it waits"
    end_all(database)
    assert [ask_at(database, 4, 10), ask_at(database, 4, 40)] == [2, 2]
    end_all(database)
    assert [ask_at(database, 4, 50), ask_at(database, 5, 20)] == [2, 3]
