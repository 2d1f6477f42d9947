"""Two who publish a version, or begin one, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import sqlalchemy as sa

from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import OPEN_ALREADY
from portal.records import ChecklistVersion
from tests.actions.test_authoring_replacing import (
    WORDS,
    begin,
    days_in_force,
    publish,
    published_with_fire,
    set_day,
    versions,
)
from tests.builders.world import World


def test_two_who_publish_one_draft_at_once_make_one_version(world: World) -> None:
    wrong_id = published_with_fire(world, world.today + timedelta(days=3))
    draft_id = begin(world, wrong_id, replaces=True)
    set_day(world, draft_id, world.today + timedelta(days=4))
    together = Barrier(2)

    def click(_: int) -> None:
        together.wait()
        publish(world, draft_id, WORDS)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(click, range(2)))
    with world.database.reading() as session:
        query = sa.select(sa.func.count()).where(ChecklistVersion.contract_id == world.contract_id)
        assert session.scalar(query) == 3
    assert days_in_force(world) == [world.starts_on, world.today + timedelta(days=4)]


def test_two_who_begin_at_once_find_one_draft_or_a_clear_answer(world: World) -> None:
    first, together = versions(world).newest_id, Barrier(2)

    def click(replaces: bool) -> str:
        together.wait()
        try:
            return str(begin(world, first, replaces=replaces))
        except CannotDo as refused:
            return refused.problems[""]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(click, (True, False)))
    assert OPEN_ALREADY in answers
    assert len(set(answers)) == 2
