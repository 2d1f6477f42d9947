"""A visit of one or some partners: agenda and changes are about them alone, since the last visit to them."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.records import Visit
from portal.visits.actions.book_visit import book_visit
from portal.words.wording import day
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

KEY = "anti-bribery"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def meeting(world: World, days: int, *only: uuid.UUID) -> uuid.UUID:
    """An observation with those, a review meeting about the whole contract where there are none; so many days
    from now."""
    with world.database.writing() as session:
        place, on = world.contract_place(session), world.today + timedelta(days=days)
        kind, took_place = "observation" if only else "review-meeting", days < 0
        return book_visit(session, world.manager, place, kind, on, only, took_place=took_place, as_well=True)


def base(world: World, visit_id: uuid.UUID) -> str:
    return f"/contracts/{world.contract_id}/visits/{visit_id}"


def test_what_goes_with_a_visit_of_one_partner_is_about_it_alone(world: World, manager: PageClient) -> None:
    meeting(world, -40, world.engagement_id)
    meeting(world, -5, world.second_engagement_id)
    ahead = base(world, meeting(world, 5, world.engagement_id))
    sending.send(world, KEY, engagement_id=world.second_engagement_id, by=world.second_member)
    page, since = manager.get(f"{ahead}/agenda"), day(world.today - timedelta(days=40))
    assert f"What has changed since the last one with them, {since}" in page.words
    assert "Sent by partners" not in page.words
    sending.send(world, KEY)
    theirs = manager.get(f"{ahead}/agenda").words
    assert "Sent by partners: 1" in theirs
    listed = manager.get(manager.get(ahead).links["What has changed since the one before"])
    assert listed.heading == f"What has changed since {since}"
    assert "1 sent by partners" in listed.words
    assert "Of Tidewater Peers, " in listed.words
    assert "2 sent by partners" in manager.get(listed.links["All partners"]).words


def test_where_none_of_its_kind_was_held_it_is_since_another(world: World, manager: PageClient) -> None:
    ahead = base(world, meeting(world, 5, world.engagement_id))
    meeting(world, -20, world.second_engagement_id)
    assert "What has changed since the contract began" in manager.get(f"{ahead}/agenda").words
    meeting(world, -30)
    since = day(world.today - timedelta(days=30))
    page = manager.get(f"{ahead}/agenda")
    assert f"What has changed since the last visit or meeting with them, {since}" in page.words


def test_of_several_partners_nothing_since_the_last_visit_to_either_is_left_out(
    world: World, manager: PageClient
) -> None:
    meeting(world, -40, world.engagement_id)
    both = base(world, meeting(world, 5, world.engagement_id, world.second_engagement_id))
    assert "What has changed since the contract began" in manager.get(f"{both}/agenda").words
    meeting(world, -15, world.second_engagement_id)
    since, one_day = day(world.today - timedelta(days=40)), "with each of them"
    words = manager.get(f"{both}/agenda").words
    assert f"What has changed since {since} " in words
    assert one_day not in words
    assert f"What has changed since {since}" in manager.get(both).links
    meeting(world, -20)
    words = manager.get(f"{both}/agenda").words
    assert f"What has changed since {since} " in words
    assert one_day not in words
    with world.database.writing() as session:
        session.execute(sa.update(Visit).where(Visit.is_of_all).values(kind="observation"))
        session.commit()
    since = day(world.today - timedelta(days=20))
    assert f"What has changed since {since} " in manager.get(f"{both}/agenda").words


def test_of_several_partners_who_had_theirs_on_one_day_it_is_the_last_one_with_each(
    world: World, manager: PageClient
) -> None:
    meeting(world, -40, world.engagement_id)
    meeting(world, -40, world.second_engagement_id)
    both = base(world, meeting(world, 5, world.engagement_id, world.second_engagement_id))
    since = day(world.today - timedelta(days=40))
    assert f"the last one with each of them, {since}" in manager.get(f"{both}/agenda").words
    assert "What has changed since the one before" in manager.get(both).links


def test_what_has_changed_before_a_visit_of_another_contract_is_not_there(
    world: World, manager: PageClient
) -> None:
    manager.get(f"/contracts/{world.contract_id}/changes?visit={uuid.uuid4()}", status=404)
    whole = manager.get(f"/contracts/{world.contract_id}/changes?visit={meeting(world, 5)}")
    assert "alone" not in whole.words
