"""Who came first writes first: somebody who writes without a pause keeps nobody else waiting."""

import threading
import time
from pathlib import Path

import sqlalchemy as sa

from portal.database import TURN, open_database
from portal.records import Base, Organisation
from portal.turns import Turns


def test_somebody_who_writes_without_a_pause_lets_the_next_one_go_first(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'turns.db'}")
    Base.metadata.create_all(database.engine)
    order: list[str] = []

    def write(name: str) -> None:
        with database.writing() as session:
            session.execute(sa.update(Organisation).values(name=Organisation.name))
            order.append(name)
            session.commit()

    with database.writing() as session:
        session.execute(sa.update(Organisation).values(name=Organisation.name))
        kept = session.connection().connection.record_info
        assert kept is not None
        turns: Turns = kept[TURN]
        other = threading.Thread(target=write, args=("other",))
        other.start()
        while not turns.waiting:
            time.sleep(0.001)
        session.commit()
    write("the same again")
    other.join()
    database.engine.dispose()
    assert order == ["other", "the same again"]


def test_a_refused_write_gives_its_turn_back(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'turns.db'}")
    Base.metadata.create_all(database.engine)
    for _ in range(3):
        try:
            with database.writing() as session:
                session.execute(sa.text("INSERT INTO organisation (id) VALUES (NULL)"))
        except sa.exc.IntegrityError:
            continue
    with database.writing() as session:
        session.execute(sa.update(Organisation).values(name=Organisation.name))
        session.commit()
    database.engine.dispose()


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    turns, order = Turns(), list[int]()
    turns.take(1)

    def ask(number: int) -> None:
        turns.take(10)
        order.append(number)
        turns.give_back()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads, 1):
        thread.start()
        while len(turns.waiting) < number:
            time.sleep(0.001)
    turns.give_back()
    for thread in threads:
        thread.join()
    assert order == list(range(5))
