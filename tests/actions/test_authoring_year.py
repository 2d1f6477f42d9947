"""What a contract asks for through the year goes on from version to version, and into copies."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from checklists.drafting import DraftRow
from checklists.library import library
from portal.authoring.actions.keep_draft_checklist import change_about, start_own, start_version, write_row
from portal.authoring.actions.publish_checklist import publish_checklist
from portal.authoring.queries.drafts import get_draft_place
from portal.authoring.queries.own import list_own_checklists
from portal.authoring.queries.versions import get_versions
from portal.records import ChecklistDraft
from tests.builders.drafting import FIRE, keep
from tests.builders.world import CHECKLIST, World

YEAR = library()[CHECKLIST].year


def published(world: World, draft_id: Any) -> None:
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        change_about(session, world.manager, place, place.title, world.today + timedelta(days=7))
    with world.database.writing() as session:
        publish_checklist(session, world.manager, get_draft_place(session, world.manager, draft_id))


def years(world: World) -> list[Any]:
    with world.database.reading() as session:
        return [each.year for each in get_versions(session, world.contract_id).checklists]


def test_a_contract_has_what_its_definition_asks_for_through_the_year(world: World) -> None:
    assert YEAR.returns
    assert years(world) == [YEAR]


def test_the_next_version_asks_for_the_same_through_the_year(world: World) -> None:
    with world.database.writing() as session:
        draft_id = start_version(session, world.manager, world.contract_place(session))
    published(world, draft_id)
    assert years(world) == [YEAR, YEAR]


def test_a_draft_that_was_begun_before_there_was_a_year_keeps_that_of_its_contract(world: World) -> None:
    with world.database.writing() as session:
        draft_id = start_version(session, world.manager, world.contract_place(session))
    with world.database.writing() as session:
        kept = session.scalar(sa.select(ChecklistDraft.definition).where(ChecklistDraft.id == draft_id)) or {}
        rows_alone = {"rows": kept["rows"]}
        session.execute(sa.update(ChecklistDraft).values(definition=rows_alone))
        session.commit()
    published(world, draft_id)
    assert years(world) == [YEAR, YEAR]


def test_a_copy_of_a_checklist_is_kept_with_its_year(world: World) -> None:
    with world.database.writing() as session:
        copied = library()[CHECKLIST]
        draft_id = start_own(session, world.manager, world.lead_id, "Peers by the sea", copied)
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))
    keep(world, draft_id)
    with world.database.reading() as session:
        (line,) = list_own_checklists(session, [world.lead_id])
    assert line.checklist.year == YEAR
