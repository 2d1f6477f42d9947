"""What is told of actions beside the standing of a past day is what was open on its evening."""

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from checklists.findings import ActionStep
from portal import clock
from portal.records import Action
from portal.records import ActionStep as StepRow
from portal.web.addresses import ACTIONS, BRIEFING, CONTRACT, ENGAGEMENT, READINESS
from portal.words.wording import day
from tests.builders import assessing, packing
from tests.builders import finding as findings
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.conftest import ClientFor


@pytest.fixture
def closed_since(world: World) -> World:
    """An action that was given eight days ago, was overdue five days ago, and is closed since yesterday."""
    _, action_id = findings.sent(world)
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    with world.database.writing() as session:
        given, due = clock.now() - timedelta(days=8), world.today - timedelta(days=6)
        session.execute(sa.update(Action).values(given_at=given, by_on=due))
        session.execute(sa.update(StepRow).values(said_at=clock.now() - timedelta(days=1)))
        session.commit()
    return world


def test_on_a_past_day_it_is_what_was_open_then(closed_since: World, client_for: ClientFor) -> None:
    world, manager = closed_since, client_for(closed_since.manager)
    before, then = (world.today - timedelta(days=days) for days in (9, 5))
    for page in (CONTRACT, READINESS):
        assert "open action" not in manager.get(page(world.contract_id)).words
        assert "open action" not in manager.get(page(world.contract_id, on=before)).words
        assert "open action" not in manager.get(page(world.contract_id, on=then, known=before)).words
        for known in ("", then):
            shown = manager.get(page(world.contract_id, on=then, known=known))
            assert f"On the evening of {day(then)}: 1 open action: 1 overdue" in shown.words
            assert ACTIONS(world.contract_id) not in shown.links.values()


def test_what_was_given_later_is_not_told_of_a_past_day(world: World, client_for: ClientFor) -> None:
    findings.sent(world)
    manager, then = client_for(world.manager), world.today - timedelta(days=3)
    ahead = world.today + timedelta(days=9)
    for page in (CONTRACT, READINESS):
        assert "1 open action" in manager.get(page(world.contract_id)).words
        assert "1 open action" in manager.get(page(world.contract_id, on=ahead)).words
        assert "open action" not in manager.get(page(world.contract_id, on=then)).words
    assert "1 open action" in manager.get(ENGAGEMENT(world.engagement_id)).words
    assert "open action" not in manager.get(ENGAGEMENT(world.engagement_id, on=then)).words


def test_so_it_is_in_a_briefing_of_that_day(closed_since: World, client_for: ClientFor) -> None:
    world, officer = closed_since, client_for(closed_since.officer)
    then, before = world.today - timedelta(days=5), world.today - timedelta(days=9)
    assert "No action is open." in officer.get(BRIEFING(world.contract_id)).words
    assert "No action was open then." in officer.get(BRIEFING(world.contract_id, on=before)).words
    shown = officer.get(BRIEFING(world.contract_id, on=then))
    assert f"Actions after visits and meetings, on {day(then)} 1 open action: 1 overdue" in shown.words
    assert "Overdue by 1 day" in shown.words
    assert "All actions as they stand today" in shown.links


def test_so_it_is_in_a_pack_of_that_day(closed_since: World) -> None:
    for days, number in ((0, 0), (5, 1), (9, 0)):
        on = closed_since.today - timedelta(days=days)
        files = packing.files_in(packing.content_of(closed_since, packing.made(closed_since, on=on)))
        sheet = load_workbook(io.BytesIO(files["Open actions.xlsx"]))["Open actions"]
        assert sheet.max_row == 1 + number


def test_of_a_past_day_no_later_incident_is_told(world: World, client_for: ClientFor) -> None:
    first, second = (world.today - timedelta(days=days) for days in (20, 4))
    for each in (first, second):
        assessing.incident(world, each)
    member, page = client_for(world.member), ENGAGEMENT(world.engagement_id)
    assert f"An incident was recorded on {day(second)}, {day(first)}." in member.get(page).words
    then = first + timedelta(days=2)
    assert f"An incident was recorded on {day(first)}." in member.get(f"{page}?on={then}").words
    assert "None was recorded." in member.get(f"{page}?on={then}&known={then}").words
    with clock_on(world.today - timedelta(days=10)):
        assessing.incident(world, world.today - timedelta(days=12))
    known = world.today - timedelta(days=9)
    assert (
        f"An incident was recorded on {day(world.today - timedelta(days=12))}."
        in member.get(f"{page}?on={known}&known={known}").words
    )
