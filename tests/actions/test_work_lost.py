"""Work whose every worker is killed in the midst of it fails and is shown, like what goes wrong each time."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from portal.database import Database
from portal.work.claim import LOST, PAUSES, take_next, try_again
from portal.work.queries import list_failed, list_open
from portal.work.tools import Stopping, Tools
from tests.actions.test_work import DAY, ask, states, worker
from tests.builders.clock import clock_on


def lose(database: Database, *, times: int, begun: datetime) -> int:
    """Workers take what there is, one each three minutes, and are killed; how many had something."""
    count = 0
    for number in range(times):
        at = begun + timedelta(minutes=3 * number)
        with clock_on(at.date(), at.time()), database.writing() as session:
            count += take_next(session, f"killed {number}") is not None
    return count


def test_what_ends_each_who_does_it_fails_like_anything_else(database: Database, tmp_path: Path) -> None:
    begun = datetime.combine(DAY, time(9), UTC)
    with clock_on(DAY, time(8, 59)):
        ask(database, "one")
    assert lose(database, times=20, begun=begun) == 1 + len(PAUSES)
    with database.reading() as session:
        (failed,) = list_failed(session)
        assert list_open(session) == []
    assert (failed.subject, failed.tries, failed.problem) == ("one", 1 + len(PAUSES), LOST)
    with clock_on(DAY, time(11)):
        with database.writing() as session:
            assert try_again(session, failed.work_id)
        worker(database, tmp_path, {"count": lambda *_: None}).do_all()
    assert states(database) == {"done": 1}


def test_a_worker_gives_up_what_was_lost_though_nothing_else_is_due(
    database: Database, tmp_path: Path
) -> None:
    done: list[str] = []
    with clock_on(DAY, time(8, 59)):
        ask(database, "one")
    lose(database, times=1 + len(PAUSES), begun=datetime.combine(DAY, time(9), UTC))
    at_work = worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)})
    with clock_on(DAY, time(9, 16)):
        at_work.do_all()
    assert states(database) == {"taken": 1}, "the last one may still be alive"
    with clock_on(DAY, time(9, 18)):
        at_work.do_all()
    assert (done, states(database)) == ([], {"failed": 1})


def test_what_is_asked_for_while_it_is_lost_is_another_piece(database: Database, tmp_path: Path) -> None:
    """So that what fails is shown, also where the same is asked for each minute."""
    done: list[str] = []
    with clock_on(DAY, time(8, 59)):
        ask(database, "one")
    lose(database, times=1 + len(PAUSES), begun=datetime.combine(DAY, time(9), UTC))
    with clock_on(DAY, time(9, 16)):
        ask(database, "one")
    with clock_on(DAY, time(9, 18)):
        worker(database, tmp_path, {"count": lambda _, subject: done.append(subject)}).do_all()
    assert (done, states(database)) == (["one"], {"failed": 1, "done": 1})


def test_stops_are_no_tries(database: Database, tmp_path: Path) -> None:
    """However often whoever does it is told to stop."""

    def stop(_tools: Tools, _subject: str) -> None:
        raise Stopping

    ask(database, "one")
    for _ in range(3 * len(PAUSES)):
        worker(database, tmp_path, {"count": stop}).do_next(lambda: True)
    with database.reading() as session:
        (left,) = list_open(session)
    assert (left.state, left.tries) == ("waiting", 0)
