"""Work that nobody waits for: each piece by one worker, again after a failure, and none is lost."""

import threading
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa

from evidence.store import open_store
from portal import clock
from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.records import Person, Work
from portal.settings import read_settings
from portal.work.claim import PAUSES, take_next, try_again
from portal.work.queries import list_failed, list_open
from portal.work.tools import NotYet, Task, Tools
from portal.work.working import Worker
from tests.builders.clock import clock_on

DAY = date(2026, 11, 26)


def worker(database: Database, folder: Path, tasks: Mapping[str, Task]) -> Worker:
    settings = read_settings({"PORTAL_HOME": str(folder)})
    return Worker(settings, database, open_store(settings.evidence), tasks)


def ask(database: Database, *subjects: str, due_at: datetime | None = None) -> None:
    with database.writing() as session:
        for subject in subjects:
            ask_work(session, "count", subject, due_at)
        session.commit()


def states(database: Database) -> Counter[str]:
    with database.reading() as session:
        return Counter(session.scalars(sa.select(Work.state)))


def test_workers_side_by_side_do_each_piece_once(database: Database, tmp_path: Path) -> None:
    done: list[str] = []
    ask(database, *(str(number) for number in range(60)))
    workers = [worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)}) for _ in "abc"]
    threads = [threading.Thread(target=each.do_all) for each in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=int) == [str(number) for number in range(60)]
    assert states(database) == {"done": 60}


def test_what_is_asked_for_twice_is_done_once(database: Database, tmp_path: Path) -> None:
    done: list[str] = []
    ask(database, "one", "one")
    ask(database, "one")
    worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)}).do_all()
    assert done == ["one"]
    ask(database, "one")
    worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)}).do_all()
    assert done == ["one", "one"], "asked for anew after it was done"


def test_what_is_asked_for_while_it_is_done_is_done_once_more(database: Database, tmp_path: Path) -> None:
    done: list[str] = []

    def count(_tools: Tools, subject: str) -> None:
        if not done:
            ask(database, subject, subject)
        done.append(subject)

    ask(database, "one")
    worker(database, tmp_path, {"count": count}).do_all()
    assert done == ["one", "one"]
    assert states(database) == {"done": 1}


def test_what_is_asked_for_once_more_is_done_on_its_day(database: Database, tmp_path: Path) -> None:
    """Asked for while somebody had it, for tomorrow: neither at once nor never."""
    done: list[datetime] = []
    tomorrow = datetime.combine(DAY + timedelta(days=1), time(9), UTC)

    def first_fail(_tools: Tools, subject: str) -> None:
        done.append(clock.now())
        if len(done) == 1:
            ask(database, subject, due_at=tomorrow)
            raise OSError("away")

    at_work = worker(database, tmp_path, {"count": first_fail})
    with clock_on(DAY, time(9)):
        ask(database, "one")
        at_work.do_all()
    for day, at in ((DAY, time(9, 2)), (DAY, time(12)), (tomorrow.date(), time(9, 1))):
        with clock_on(day, at):
            at_work.do_all()
            at_work.do_all()
    assert [f"{moment:%d %H:%M}" for moment in done] == ["26 09:00", "26 09:02", "27 09:01"]
    assert states(database) == {"done": 1}


def test_what_is_asked_for_during_its_last_try_is_not_lost(database: Database, tmp_path: Path) -> None:
    done: list[str] = []

    def fail_to_the_end(_tools: Tools, subject: str) -> None:
        done.append(subject)
        if len(done) == 1 + len(PAUSES):
            ask(database, subject)
        if len(done) <= 1 + len(PAUSES):
            raise OSError("away")

    ask(database, "one")
    for number in range(len(PAUSES) + 1):
        with clock_on(clock.today() + timedelta(days=number + 1)):
            worker(database, tmp_path, {"count": fail_to_the_end}).do_all()
    assert len(done) == 2 + len(PAUSES)
    assert states(database) == {"done": 1}


def test_whoever_is_told_to_stop_leaves_the_rest_to_the_next(database: Database, tmp_path: Path) -> None:
    """At the next step, and it was no failure: the next one goes on at once."""
    done: list[str] = []

    def count(tools: Tools, subject: str) -> None:
        for number in range(3):
            tools.step(number, 3)
            done.append(f"{subject} {number}")

    ask(database, "one")
    worker(database, tmp_path, {"count": count}).do_all(lambda: bool(done))
    assert done == ["one 0"]
    with database.reading() as session:
        (left,) = list_open(session)
    assert (left.state, left.tries, left.problem) == ("waiting", 0, "")
    worker(database, tmp_path, {"count": count}).do_all()
    assert done == ["one 0", "one 0", "one 1", "one 2"]
    assert states(database) == {"done": 1}


def test_what_is_taken_back_was_never_asked_for(database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        ask_work(session, "count", "one")
        session.rollback()
    assert states(database) == {}


def test_what_is_due_later_waits_and_sooner_wins(database: Database, tmp_path: Path) -> None:
    done: list[str] = []
    at_work = worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)})
    later = clock.now() + timedelta(hours=2)
    ask(database, "one", due_at=later)
    at_work.do_all()
    assert done == []
    ask(database, "one", due_at=later + timedelta(hours=1))
    with clock_on(clock.today() + timedelta(days=1)):
        at_work.do_all()
    assert done == ["one"]
    ask(database, "two", due_at=later)
    ask(database, "two")
    at_work.do_all()
    assert done == ["one", "two"]


def test_a_failure_is_tried_again_after_growing_pauses_and_then_shown(
    database: Database, tmp_path: Path
) -> None:
    tried: list[datetime] = []

    def fail(_tools: Tools, _subject: str) -> None:
        tried.append(clock.now())
        raise OSError("the mail server is away")

    at_work = worker(database, tmp_path, {"count": fail})
    moment = datetime.combine(DAY, time(9), UTC)
    with clock_on(DAY, time(9)):
        ask(database, "one")
    for pause in (timedelta(), *PAUSES):
        moment += pause + timedelta(seconds=30)
        with clock_on(moment.date(), moment.time()):
            at_work.do_all()
            at_work.do_all()
    assert len(tried) == 1 + len(PAUSES)
    with database.reading() as session:
        (failed,) = list_failed(session)
    assert (failed.subject, failed.problem) == ("one", "OSError: the mail server is away")
    with clock_on(moment.date(), moment.time()), database.writing() as session:
        assert try_again(session, failed.work_id)
        assert not try_again(session, failed.work_id), "it waits already"
    mended = worker(database, tmp_path, {"count": lambda *_: None})
    with clock_on(moment.date() + timedelta(days=1)):
        mended.do_all()
    assert states(database) == {"done": 1}


def test_a_failure_is_shown_without_what_was_to_be_written(database: Database, tmp_path: Path) -> None:
    """Databases repeat the row that they refuse, and its addresses are not for administrators."""

    def fail(_tools: Tools, _subject: str) -> None:
        with database.writing() as session:
            for _ in range(2):
                session.add(Person(email="pat@example.org", name="Pat", created_at=clock.now()))
                session.flush()

    ask(database, "one")
    worker(database, tmp_path, {"count": fail}).do_all()
    with database.reading() as session:
        (problem,) = session.scalars(sa.select(Work.problem))
    assert problem.startswith("IntegrityError: ")
    assert "pat@" not in problem


def test_what_cannot_be_done_yet_never_fails(database: Database, tmp_path: Path) -> None:
    def later(_tools: Tools, _subject: str) -> None:
        raise NotYet("the scanner is away", timedelta(minutes=5))

    at_work = worker(database, tmp_path, {"count": later})
    ask(database, "one")
    for number in range(1, 12):
        with clock_on(clock.today() + timedelta(days=number)):
            at_work.do_all()
    with database.reading() as session:
        (waiting,) = list_open(session)
    assert (waiting.state, waiting.problem) == ("waiting", "the scanner is away")


def test_who_gives_no_sign_of_life_loses_the_work(database: Database, tmp_path: Path) -> None:
    done: list[str] = []
    with clock_on(DAY, time(9)):
        ask(database, "one")
        with database.writing() as session:
            lost = take_next(session, "killed")
    assert lost
    at_work = worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)})
    with clock_on(DAY, time(9, 1)):
        at_work.do_all()
    assert done == [], "it may still be alive"
    with clock_on(DAY, time(9, 5)):
        at_work.do_all()
    assert done == ["one"]


def test_who_lost_the_work_leaves_it(database: Database, tmp_path: Path) -> None:
    """It has slept too long, and somebody else does it: what it says then changes nothing."""
    done: list[str] = []

    def sleep(tools: Tools, subject: str) -> None:
        with clock_on(DAY, time(10)):
            worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)}).do_all()
        tools.step(1, 2)
        done.append("too late")

    with clock_on(DAY, time(9)):
        ask(database, "one")
        worker(database, tmp_path, {"count": sleep}).do_all()
    assert done == ["one"]
    assert states(database) == {"done": 1}


def test_unknown_work_fails_with_words(database: Database, tmp_path: Path) -> None:
    ask(database, "one")
    worker(database, tmp_path, {}).do_all()
    with database.reading() as session:
        (waiting,) = list_open(session)
    assert "'count'" in waiting.problem


def test_how_far_it_has_got_is_shown(database: Database, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []

    def count(tools: Tools, _subject: str) -> None:
        for number in range(3):
            tools.step(number, 3)
            with database.reading() as session:
                (line,) = list_open(session)
            seen.append((line.steps_done, line.steps_of))

    ask(database, "one")
    worker(database, tmp_path, {"count": count}).do_all()
    assert seen == [(0, 3), (1, 3), (2, 3)]
