"""What was read from a file waits for a day, is confirmed once, and is swept."""

from datetime import timedelta

import sqlalchemy as sa

from portal import clock
from portal.importing.actions.keep_sheet import KEPT, claim_sheet, close_sheet, sweep_sheets
from portal.records import KeptSheet
from tests.actions.conftest import Portal
from tests.builders import importing
from tests.builders.world import World


def test_of_two_who_confirm_one_does(world: World) -> None:
    sheet_id = importing.people_read(world)
    with world.database.writing() as session:
        assert claim_sheet(session, sheet_id)
        assert not claim_sheet(session, sheet_id)
        close_sheet(session, sheet_id, {"added": 1})
        session.commit()
    with world.database.reading() as session:
        row = session.execute(sa.select(KeptSheet.content, KeptSheet.outcome)).one()
        assert tuple(row) == ({}, {"added": 1})


def test_what_is_older_than_a_day_is_swept(world: World, portal: Portal) -> None:
    importing.people_read(world)
    old = importing.partners_read(world)
    with world.database.writing() as session:
        assert sweep_sheets(session, clock.now() - KEPT) == 0
        made = clock.now() - timedelta(hours=25)
        session.execute(sa.update(KeptSheet).where(KeptSheet.id == old).values(made_at=made))
        session.commit()
    code, said, _ = portal("sweep")
    assert code == 0
    assert "Removed 1 spreadsheet that nobody had confirmed." in said
    with world.database.reading() as session:
        assert session.scalars(sa.select(KeptSheet.purpose)).all() == ["people"]
