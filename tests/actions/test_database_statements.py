"""What a connection of SQLite keeps: its last statements, each number of values by itself."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from portal.database import MOST_KEPT, Database, open_database


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path / 'empty.db'}")


def opened_for(database: Database, values: int, times: int = 3) -> int:
    """How many connections are opened where so many values are asked for, one question after the other."""
    opened = list[object]()
    event.listen(database.engine, "connect", lambda connection, _record: opened.append(connection))
    asked = sa.select(sa.literal(1).in_(range(2, values + 1)))
    for _ in range(times):
        with database.reading() as session:
            assert session.scalar(asked) == 0
    return len(opened)


def test_a_connection_is_kept(empty: Database) -> None:
    assert opened_for(empty, MOST_KEPT - 1) == 1


def test_one_that_was_asked_for_very_much_at_once_is_not(empty: Database) -> None:
    assert opened_for(empty, MOST_KEPT + 1) == 3


def test_whoever_writes_next_has_the_turn_all_the_same(empty: Database) -> None:
    for _ in range(2):
        with empty.writing() as session:
            session.execute(sa.select(sa.literal(1).in_(range(2, MOST_KEPT * 2))))
            session.execute(sa.text("CREATE TABLE IF NOT EXISTS said (word TEXT)"))
            session.execute(sa.text("INSERT INTO said VALUES ('x')"))
            session.commit()
    with empty.reading() as session:
        assert session.scalar(sa.text("SELECT count(*) FROM said")) == 2
