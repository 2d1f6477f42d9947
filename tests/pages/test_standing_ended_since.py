"""What pages say of an evening is what they said then, also once a partner's part was ended further back, was
called otherwise, or a visit was moved."""

from datetime import date, time, timedelta

import pytest

from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from portal.organisations.actions.change_organisation import About, change_organisation
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.change_visit import change_visit
from portal.visits.queries.terms import Terms as VisitTerms
from tests.builders import places, promising, rating, sending
from tests.builders.clock import clock_on
from tests.builders.staff import partner_manager
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

DAY = timedelta(days=1)
OLD, NEW = "Tidewater Peers", "Zebra Kind CIO"


def evening(world: World) -> date:
    return world.today - 5 * DAY


@pytest.fixture(autouse=True)
def there(world: World) -> None:
    """A place, a promise, ratings and a waiver that will end, all of that evening."""
    with clock_on(evening(world)):
        places.reported(world, places.added(world), on=evening(world))
        promising.promised(world)
        rating.whole(world)
        sending.waive(world, "safeguarding-policy", world.today + 40 * DAY)


def meeting(world: World) -> None:
    said = VisitTerms(evening(world), time(10), "The old hall")
    with clock_on(evening(world)), world.database.writing() as session:
        place, on = world.contract_place(session), world.today + 9 * DAY
        those = (world.engagement_id,)
        visit_id = book_visit(session, world.manager, place, "review-meeting", on, those, said, as_well=True)
    then = VisitTerms(world.today + 20 * DAY, time(15), "The new hall")
    with world.database.writing() as session:
        place = world.contract_place(session)
        change_visit(session, world.manager, place, visit_id, then, reason="She is ill.", as_well=True)


def end_further_back(world: World) -> None:
    said = SaidEnd(evening(world) - 3 * DAY, "withdrew", "They told us today.")
    with world.database.writing() as session:
        end_engagement(session, world.manager, world.place(session, world.manager), said)


def read(client: PageClient, world: World, path: str) -> str:
    of = {"C": f"/contracts/{world.contract_id}", "E": f"/engagements/{world.engagement_id}"}
    asked = f"on={evening(world)}&known={evening(world)}"
    return client.get(f"{of[path[0]]}{path[1:]}?{asked}").words


PAGES = {
    "lead": ("C/sites", "C/commitments", "C/outcomes", "E/insurance", "E/sites", "E/outcomes"),
    "partner": ("E", "E/insurance", "E/commitments", "E/requirements/insurance", "E/requirements/dbs-checks"),
    "council": ("C/sites", "C/commitments", "C/outcomes", "E", "E/insurance"),
}


@pytest.mark.parametrize("who", PAGES)
def test_of_an_evening_a_part_that_was_ended_further_back_goes_on(
    world: World, client_for: ClientFor, who: str
) -> None:
    viewer = {"lead": world.manager, "partner": world.member, "council": world.officer}[who]
    client = client_for(viewer)
    before = {path: read(client, world, path) for path in PAGES[who]}
    end_further_back(world)
    assert {path: read(client, world, path) for path in PAGES[who]} == before
    assert "ended on" in client.get(f"/engagements/{world.engagement_id}/insurance").words


def test_of_an_evening_a_partner_is_called_as_it_was_and_as_it_is(
    world: World, client_for: ClientFor
) -> None:
    boss = partner_manager(world)
    with world.database.writing() as session:
        change_organisation(session, boss, world.own_place(session, boss), About(NEW))
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        change_engagement(session, world.manager, place, Terms("Newtown", place.starts_on, place.ends_on))
    mary = client_for(world.manager)
    for path in ("C/sites", "C/commitments", "C/outcomes"):
        words = read(mary, world, path)
        assert f"{OLD}, now {NEW}, Eastmouth" in words, path
        assert "Newtown" not in words, path
    assert f"{OLD}, now {NEW}Eastmouth" in read(mary, world, "C"), "among what lapses"


def test_of_an_evening_a_visit_that_was_moved_since_has_no_time_of_later(
    world: World, client_for: ClientFor
) -> None:
    meeting(world)
    for who in (world.member, world.manager):
        words = read(client_for(who), world, "E")
        assert "Contract review meeting on" in words
        assert "The new hall" not in words
        assert "3pm" not in words
