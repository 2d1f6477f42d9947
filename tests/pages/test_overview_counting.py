"""One partner that works in two areas is one wherever partners are counted, and its areas are said."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.records import Engagement
from portal.web.addresses import CALENDAR
from tests.builders import returning, sending
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

BOTH = "1 partner, 2 counting each of its areas"


@pytest.fixture(autouse=True)
def one_partner(world: World) -> None:
    with world.database.writing() as session:
        its = Engagement.id == world.second_engagement_id
        session.execute(sa.update(Engagement).where(its).values(partner_id=world.partner_id))
        session.commit()


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def test_the_calendar_counts_what_is_due_of_both_as_one_partners(world: World, manager: PageClient) -> None:
    returning.begin(world)
    words = manager.get(CALENDAR(world.contract_id)).words
    assert BOTH in words
    assert "2 partners" not in words


def test_meetings_of_the_year_are_on_course_with_one_partner(world: World, manager: PageClient) -> None:
    calendar = CALENDAR(world.contract_id)
    manager.get(f"{calendar}/a-year")
    asked = {"observation-a_year": "1", "observation-with": "each"}
    shown = manager.follow(manager.post(f"{calendar}/a-year", asked))
    assert f"{BOTH}: 2 on course so far." in shown.words


def test_a_question_about_the_past_is_answered_for_one_partner(world: World, manager: PageClient) -> None:
    on = world.today - timedelta(days=5)
    with clock_on(on):
        sending.accept(world, sending.send(world, "complaints-policy"))
    page = manager.get(f"/contracts/{world.contract_id}/past?key=complaints-policy&on={on}")
    assert f"of {BOTH}, 1 was in order for Complaints policy" in page.words
