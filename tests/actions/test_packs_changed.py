"""What has changed since the last meeting stands in a pack: in numbers and as a list."""

import uuid
from datetime import timedelta

import pytest

from checklists.findings import ActionStep
from portal.visits.actions.book_visit import book_visit
from portal.words.wording import day
from tests.actions.test_packs import words_of
from tests.builders import finding as findings
from tests.builders import packing, sending
from tests.builders.world import World

CLOSED = "A key for Nell Penhaligon."


@pytest.fixture
def met(world: World) -> World:
    """A visit took place ten days ago; since then something was accepted, and an action was closed."""
    visit_id = findings.visit(world)
    sending.accepted(world, "complaints-policy")
    sending.a_worker(world, "Nell Penhaligon")
    action = findings.ask_for(world, findings.find(world, visit_id), CLOSED)
    findings.send(world, visit_id)
    findings.note(world, action, world.manager, ActionStep.CLOSED)
    return world


def said_in(world: World, engagement_id: uuid.UUID | None = None, *, without_names: bool = False) -> str:
    made = packing.made(world, engagement_id=engagement_id, without_names=without_names)
    return words_of(packing.content_of(world, made))


def test_since_the_last_meeting_as_it_was_known_then(met: World) -> None:
    said = said_in(met)
    assert "What has changed since the audit visit of" in said
    assert "1 newly in order" in said
    assert "1 action closed" in said
    assert "Tidewater Peers, Eastmouth: needed before, accepted now" in said
    assert CLOSED in said


def test_of_one_partner_its_own_alone(met: World) -> None:
    said = said_in(met, met.second_engagement_id)
    assert "0 newly in order" in said
    assert CLOSED not in said
    assert CLOSED in said_in(met, met.engagement_id)


def test_of_one_partner_since_a_visit_to_it_or_to_all(met: World) -> None:
    """A visit to another partner is none of its business."""
    other = met.second_engagement_id
    assert "since the audit visit of" in said_in(met, met.engagement_id)
    assert "since the contract began on" in said_in(met, other)
    with met.database.writing() as session:
        place, on = met.contract_place(session), met.today - timedelta(days=30)
        book_visit(session, met.manager, place, "steering-group", on, took_place=True)
    assert f"since the steering group meeting of {day(on)}" in said_in(met, other)


def test_for_the_council_without_the_names_of_workers(met: World) -> None:
    said = said_in(met, without_names=True)
    assert "A key for [name removed]." in said
    assert "Penhaligon" not in said


def test_before_any_meeting_since_the_contract_began(world: World) -> None:
    assert "What has changed since the contract began on" in said_in(world)


def test_on_the_first_day_nothing_can_have_changed(world: World) -> None:
    made = packing.made(world, on=world.starts_on)
    assert "What has changed" not in words_of(packing.content_of(world, made))
