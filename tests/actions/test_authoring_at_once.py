"""Two who publish a version, or begin one, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import OPEN_ALREADY, write_row
from portal.authoring.actions.keep_draft_from_file import start_version_from_file
from portal.authoring.actions.publish_checklist import publish_checklist
from portal.authoring.queries.drafts import get_draft_place
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.records import ChecklistDraft, ChecklistVersion
from portal.standing.queries.verify import verify_standing
from tests.actions.test_authoring_replacing import (
    WORDS,
    begin,
    days_in_force,
    publish,
    published_with_fire,
    set_day,
    versions,
)
from tests.builders.drafting import FIRE
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


def test_two_who_begin_from_files_at_once_find_one_draft_or_a_clear_answer(world: World) -> None:
    together = Barrier(4)

    def click(title: str) -> str:
        rows = [DraftRow("1", None, FIRE | {"title": title})]
        together.wait()
        try:
            with world.database.writing() as session:
                place = world.contract_place(session)
                return str(start_version_from_file(session, world.manager, place, rows, {}, f"{title}.csv"))
        except CannotDo as refused:
            return refused.problems[""]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(click, ("One", "Other", "One", "Other")))
    first, second, third, fourth = answers
    assert (first, second) == (third, fourth), "the second press comes to what the first came to"
    assert OPEN_ALREADY in answers
    assert len(set(answers)) == 2
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ChecklistDraft)) == 1


@pytest.mark.parametrize("publishes_first", [True, False])
def test_who_is_added_while_a_version_is_published_is_asked_for_what_it_asks(
    world: World, publishes_first: bool
) -> None:
    """The one is about to be kept while the other begins."""
    draft_id = begin(world)
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))
    set_day(world, draft_id, world.today)
    done = Event()

    def publishes(session: Session) -> None:
        publish_checklist(session, world.manager, get_draft_place(session, world.manager, draft_id))

    def adds(session: Session) -> None:
        terms = Terms("Southmouth", world.starts_on, world.ends_on)
        add_partner(session, world.manager, world.contract_place(session), NewPartner("Fern Hall"), terms)

    first, second = (publishes, adds) if publishes_first else (adds, publishes)

    def follow() -> None:
        with world.database.writing() as session:
            second(session)
        done.set()

    with ThreadPoolExecutor(1) as pool, world.database.writing() as session:

        def wait_for_the_other(_: Session) -> None:
            pool.submit(follow)
            done.wait(1)

        sa.event.listen(session, "before_commit", wait_for_the_other, once=True)
        first(session)
    assert done.wait(0)
    with world.database.reading() as session:
        assert not list(verify_standing(session))
