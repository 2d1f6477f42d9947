"""The pages of an organisation share one navigation, and each says in it where it is."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.records import Engagement, Organisation, Role
from tests.builders.staff import add_person
from tests.builders.world import World
from tests.pages.conftest import ClientFor

PAGES = {
    "": "Organisation",
    "/register": "Register",
    "/register/new": "Register",
    "/register/import": "Register",
    "/insurance": "Insurance",
    "/insurance/broker": "Insurance",
    "/shelf": "Documents",
}


@pytest.mark.parametrize("page", PAGES)
def test_the_open_tab_is_marked(world: World, client_for: ClientFor, page: str) -> None:
    answer = client_for(world.member).get(f"/organisations/{world.partner_id}{page}")
    marked = answer.find("//nav[@aria-label='Organisation']//a[@aria-current='page']")
    assert [str(each.text_content()).strip() for each in marked] == [PAGES[page]]


def tabs_of(client_for: ClientFor, viewer: Viewer) -> list[str]:
    (organisation_id,) = viewer.organisations
    found = client_for(viewer).get(f"/organisations/{organisation_id}")
    return [str(each.text_content()).strip() for each in found.find("//nav[@aria-label='Organisation']//a")]


OF_PARTNERS = {"Register", "Insurance", "Documents", "Ends soon"}


def test_what_belongs_to_partners_is_not_shown_to_who_delivers_nothing(
    world: World, client_for: ClientFor
) -> None:
    assert OF_PARTNERS.isdisjoint(tabs_of(client_for, world.officer))
    assert OF_PARTNERS & set(tabs_of(client_for, world.manager)) == {"Documents"}, (
        "what it entered for others"
    )
    assert set(tabs_of(client_for, world.member)) >= OF_PARTNERS


@pytest.mark.parametrize("days", [-60, 60])
def test_a_partner_keeps_it_before_its_part_begins_and_after_it_has_ended(
    world: World, client_for: ClientFor, days: int
) -> None:
    first = world.today + timedelta(days=days)
    with world.database.writing() as session:
        its = sa.update(Engagement).where(Engagement.id == world.engagement_id)
        session.execute(its.values(starts_on=first, ends_on=first + timedelta(days=10)))
        session.commit()
    assert set(tabs_of(client_for, world.member)) >= OF_PARTNERS


def test_a_partner_without_a_part_yet_has_it_too(world: World, client_for: ClientFor) -> None:
    with world.database.writing() as session:
        joined = Organisation(name="Fern Trust", created_at=clock.now())
        session.add(joined)
        session.flush()
        organisation_id = joined.id
        session.commit()
    fern = add_person(world, "Fay Fern", organisation_id, Role.MANAGER)
    assert set(tabs_of(client_for, fern)) >= OF_PARTNERS
