"""A visit that was moved or cancelled while its sheet was open is not signed off."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.on_the_day.actions.sign_sheet import sign_sheet
from portal.on_the_day.queries.sheets import SheetPlace
from portal.places.contracts import ContractPlace
from portal.records import VisitSigning
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.actions.change_visit import change_visit
from portal.visits.queries.terms import Terms
from tests.builders import looking
from tests.builders.world import World

Open = tuple[ContractPlace, SheetPlace]


def opened(world: World) -> tuple[uuid.UUID, Open]:
    """A visit of today of which something was written down, and its sheet as it was opened."""
    visit_id = looking.a_visit(world)
    looking.noted(world, visit_id, "interviews", "Two of them sing.")
    with world.database.reading() as session:
        return visit_id, looking.places(world, session, visit_id, world.manager)


def sign(world: World, sheet: Open) -> None:
    with world.database.writing() as session:
        sign_sheet(session, world.manager, *sheet)


def signings(world: World) -> int:
    with world.database.reading() as session:
        return len(session.scalars(sa.select(VisitSigning.id)).all())


def test_one_that_was_moved_is_to_come(world: World) -> None:
    visit_id, sheet = opened(world)
    with world.database.writing() as session:
        later = Terms(world.today + timedelta(days=3))
        change_visit(session, world.manager, sheet[0], visit_id, later, reason="Snow.")
    with pytest.raises(CannotDo, match="is to come"):
        sign(world, sheet)
    assert signings(world) == 0


def test_one_that_was_cancelled_is_not_here(world: World) -> None:
    visit_id, sheet = opened(world)
    with world.database.writing() as session:
        cancel_visit(session, world.manager, sheet[0], visit_id, "Snow.")
    with pytest.raises(NotHere):
        sign(world, sheet)
    assert signings(world) == 0
