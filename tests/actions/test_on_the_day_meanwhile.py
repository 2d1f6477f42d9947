"""A finding is made of a row as it is when nobody else writes on the sheet, and not as it was."""

import pytest
import sqlalchemy as sa

from portal.acting.refused import CannotDo
from portal.on_the_day.actions.add_row_finding import add_row_finding
from portal.on_the_day.actions.write_row import write_row
from portal.records import Finding, RowResult
from tests.builders import looking
from tests.builders.at_once import overtaken
from tests.builders.world import World

NOT_SEEN, SEEN = RowResult.NOT_SEEN.value, RowResult.SEEN.value

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def found_while(world: World, result: str, note: str) -> str:
    """The words of the finding of a row of which a colleague says something else at that moment."""
    visit_id = looking.a_visit(world)
    looking.picked(world, visit_id, "complaints-policy")
    (row,) = looking.rows(world, visit_id)
    looking.saved(world, visit_id, row.row_id, NOT_SEEN, "The folder is empty.")

    def make() -> None:
        with world.database.writing() as session:
            where = looking.places(world, session, visit_id, world.manager)
            add_row_finding(session, world.manager, *where, row.row_id)

    overtaken(
        world.database,
        make,
        lambda session: write_row(
            session,
            world.reviewer,
            *looking.places(world, session, visit_id, world.reviewer),
            row.row_id,
            result,
            note,
        ),
    )
    with world.database.reading() as session:
        return session.scalars(sa.select(Finding.words)).one()


@ON_POSTGRESQL
def test_it_has_the_words_of_whoever_wrote_last(world: World) -> None:
    assert found_while(world, NOT_SEEN, "The folder is lost.") == "The folder is lost."


@ON_POSTGRESQL
def test_what_was_seen_after_all_is_no_finding(world: World) -> None:
    with pytest.raises(CannotDo, match="save it first"):
        found_while(world, SEEN, "")
