"""Whose turn a statement is, and who reads of it: managers act, and nobody in her own affairs."""

import uuid

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.notices.rounds import tell_events
from portal.records import Membership, Notice
from tests.builders import paying, returning
from tests.builders.world import World
from tests.pages.conftest import ClientFor


@pytest.fixture
def second(world: World) -> Viewer:
    """Another manager; the example of the contract is given, for a fee."""
    return paying.begin_example(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/payments"


@pytest.fixture
def statement(world: World, base: str) -> str:
    return f"{base}/{returning.quarter(world)}"


def test_a_manager_who_belongs_to_the_partner_too_reads_of_it_as_the_partner_does(
    world: World, second: Viewer, statement: str, client_for: ClientFor
) -> None:
    paying.paid(world)
    with world.database.writing() as session:
        both = {"person_id": second.person_id, "organisation_id": world.partner_id, "role": "member"}
        session.execute(sa.insert(Membership).values(id=uuid.uuid4(), created_at=clock.now(), **both))
        session.commit()
    client, listed = client_for(second), f"/contracts/{world.contract_id}/payments"
    for is_put_up in (False, True):
        if is_put_up:
            paying.put(world)
        words = client.get(listed).words
        assert "Tidewater Peers" in words
        assert [each for each in ("£5,875.49", "turn", "has put it up") if each in words] == []
        assert statement not in client.get(listed).links.values()
    manager = client_for(world.manager)
    assert "no other manager who could approve it" in manager.get(statement).words
    tell_events(world.database)
    with world.database.reading() as session:
        told = sa.select(Notice.person_id).where(Notice.href == statement)
        assert second.person_id not in set(session.scalars(told))


def test_a_reviewer_reads_that_it_is_a_managers_turn(
    world: World, second: Viewer, base: str, client_for: ClientFor
) -> None:
    paying.paid(world)
    reviewer = client_for(world.reviewer)
    for address in (base, f"/contracts/{world.contract_id}/payments"):
        words = reviewer.get(address).words
        assert "A manager’s turn: look at it and put it up" in words
        assert "Your turn" not in words
