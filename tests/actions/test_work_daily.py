"""What the portal does by itself once a day: from its hour on, and once, however many servers there are."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.ask_work import ask_once, ask_work
from portal.database import Database
from portal.records import Work, WorkState
from portal.sign_in.actions.send_reset import RESET
from portal.work.daily import DAILY, HOURLY, ask_due
from portal.work.letting_in import do_forget_letters
from portal.work.tasks import TASKS
from tests.actions.test_work import DAY, states, worker
from tests.builders.clock import clock_on


def test_two_servers_ask_for_the_day_once(database: Database, tmp_path: Path) -> None:
    """Also where the one has done it already when the other, which has looked before, asks."""
    done: list[str] = []
    at_work = worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)})
    for _ in "ab":
        with database.writing() as session:
            ask_once(session, "count", "2026-11-26")
            session.commit()
        at_work.do_all()
    assert done == ["2026-11-26"]


@pytest.mark.parametrize(("at", "kinds"), [(time(1), 0), (time(23), len(DAILY))])
def test_daily_work_is_asked_for_once_a_day_from_its_hour_on(
    database: Database, tmp_path: Path, at: time, kinds: int
) -> None:
    at_work = worker(database, tmp_path, {kind: lambda *_: None for kind in (*DAILY, *HOURLY)})
    moment = datetime.combine(DAY, at, UTC)
    for _ in range(2):
        with clock_on(DAY, at):
            with database.writing() as session:
                ask_due(session, moment)
                session.commit()
            at_work.do_all()
    assert states(database) == {"done": kinds + len(HOURLY)}


def test_hourly_work_is_asked_for_once_an_hour_and_not_while_it_waits(
    database: Database, tmp_path: Path
) -> None:
    at_work = worker(database, tmp_path, {kind: lambda *_: None for kind in HOURLY})
    for at, does_it, asked in ((1, False, 1), (3, True, 1), (4, True, 2)):
        for minute in (0, 20, 40):
            with clock_on(DAY, time(at, minute)):
                with database.writing() as session:
                    ask_due(session, clock.now())
                    session.commit()
                if does_it:
                    at_work.do_all()
        with database.reading() as session:
            count = session.scalar(sa.select(sa.func.count()).where(Work.kind == HOURLY[0]))
        assert count == asked


def test_all_daily_work_can_be_done(database: Database, tmp_path: Path) -> None:
    assert DAILY.keys() | set(HOURLY) <= TASKS.keys()
    with clock_on(DAY, time(23)):
        with database.writing() as session:
            ask_due(session, clock.now())
            session.commit()
        worker(database, tmp_path, TASKS).do_all()
    assert states(database) == {WorkState.DONE.value: len(DAILY) + len(HOURLY)}


@pytest.mark.parametrize(("state", "hours"), [(WorkState.DONE, 1), (WorkState.FAILED, 24)])
def test_an_address_that_a_stranger_gave_is_soon_forgotten(
    database: Database, tmp_path: Path, state: WorkState, hours: int
) -> None:
    with database.writing() as session:
        ask_work(session, RESET, "anne@mistyped.example")
        ended_at = datetime.combine(DAY, time(0, 30), UTC) - timedelta(hours=hours)
        session.execute(sa.update(Work).values(state=state.value, ended_at=ended_at))
        session.commit()
    at_work = worker(database, tmp_path, {"forget-letters": do_forget_letters})
    for at, left in ((time(0, 15), 1), (time(0, 45), 0)):
        with clock_on(DAY, at):
            with database.writing() as session:
                ask_work(session, "forget-letters")
                session.commit()
            at_work.do_all()
        with database.reading() as session:
            assert session.scalar(sa.select(sa.func.count()).where(Work.kind == RESET)) == left
