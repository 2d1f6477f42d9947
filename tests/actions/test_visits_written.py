"""A visit of which something is written down took place: it is neither moved to another day nor cancelled."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.acting.refused import CannotDo
from portal.findings.actions.add_finding import remove_finding
from portal.findings.queries.terms import get_at_visit
from portal.meetings.actions.keep_minutes import keep_minutes
from portal.records import Visit
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.actions.change_visit import change_visit
from portal.visits.queries.terms import Terms
from tests.builders import finding
from tests.builders.world import World

DAY = timedelta(days=1)


def of_today(world: World, kind: str = "audit-visit") -> uuid.UUID:
    with world.database.writing() as session:
        place, those = world.contract_place(session), (world.engagement_id,)
        return book_visit(session, world.manager, place, kind, world.today, those, as_well=True)


def move(world: World, visit_id: uuid.UUID, days: int = 20, where: str = "") -> bool:
    said = Terms(world.today + days * DAY, place=where)
    with world.database.writing() as session:
        place = world.contract_place(session)
        return change_visit(session, world.manager, place, visit_id, said, reason="She is ill.", as_well=True)


def cancel(world: World, visit_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        cancel_visit(session, world.manager, world.contract_place(session), visit_id, "She is ill.")


def refused() -> "pytest.RaisesExc[CannotDo]":
    return pytest.raises(CannotDo, match="written down of it already")


def test_with_a_finding_it_stays_on_its_day(world: World) -> None:
    visit_id = of_today(world)
    found = finding.find(world, visit_id)
    with refused():
        move(world, visit_id)
    with refused():
        cancel(world, visit_id)
    assert move(world, visit_id, 0, "The new hall"), "where it is may be put right"
    with world.database.writing() as session:
        remove_finding(session, world.manager, world.contract_place(session), found)
    assert move(world, visit_id)


def test_with_minutes_or_a_decision_too(world: World) -> None:
    noted, decided = of_today(world, "review-meeting"), of_today(world, "review-meeting")
    with world.database.writing() as session:
        place = world.contract_place(session)
        meeting = get_at_visit(session, place, noted)
        keep_minutes(session, world.manager, place, meeting, {"standing": "All was read."})
    finding.decide(world, decided, world.engagement_id)
    for visit_id in (noted, decided):
        with refused():
            move(world, visit_id)
        with refused():
            cancel(world, visit_id)
    with world.database.reading() as session:
        assert set(session.scalars(sa.select(Visit.on_date))) == {world.today}
