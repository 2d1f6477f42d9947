"""All that is held about somebody is all of it, however much that is."""

import io

import openpyxl
import pytest

from portal.history.queries import held
from portal.notices.actions.keep_notices import NewNotice, keep_notices
from portal.records import About
from tests.builders.world import World

MANY = 5_500


def keep_many(world: World) -> None:
    cause, person_id = "event:{}", world.reviewer.person_id
    each = (
        NewNotice(person_id, world.contract_id, None, About.QUEUE, cause.format(number), "Thing", "", "/")
        for number in range(MANY)
    )
    with world.database.writing() as session:
        keep_notices(session, each)
        session.commit()


def test_nothing_that_is_held_about_somebody_is_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too long for a sheet goes on in the next one."""
    keep_many(world)
    monkeypatch.setattr(held, "LONGEST", 3_000)
    with world.database.reading() as session:
        tables = held.held_about_person(session, world.reviewer.person_id)
    (notices,) = [each for each in tables if each.table == "notice"]
    assert len(notices.rows) == MANY
    book = openpyxl.load_workbook(io.BytesIO(held.as_workbook(tables)), read_only=True)
    assert [book[each].max_row - 1 for each in ("Notice", "Notice 2")] == [3_000, MANY - 3_000]
