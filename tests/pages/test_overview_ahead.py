"""Readiness over the next 12 months, as the lead, the council and the partner see it."""

from datetime import timedelta
from uuid import UUID

import pytest

from checklists.calendar import in_words
from checklists.library import library
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from tests.builders import sending
from tests.builders.world import CHECKLIST, World
from tests.pages.conftest import ClientFor


@pytest.fixture
def ready(world: World) -> World:
    """All that is asked of the first partner is in order, the complaints policy for 90 days."""
    for each in library()[CHECKLIST].requirements:
        until = world.today + timedelta(days=90) if each.key == "complaints-policy" else world.ends_on
        sending.waive(world, each.key, until)
    return world


def of_contract(world: World) -> str:
    return f"/contracts/{world.contract_id}/readiness/ahead"


def of_engagement(world: World) -> str:
    return f"/engagements/{world.engagement_id}/ahead"


def soon(world: World, days: int) -> str:
    return in_words(world.today + timedelta(days=days))


def test_when_it_falls_and_because_of_what(ready: World, client_for: ClientFor) -> None:
    page = client_for(ready.manager).get(of_contract(ready))
    falls = f"Tidewater Peers, Eastmouth on {soon(ready, 91)}"
    assert f"Ready today: 1 of 2; most not ready from {soon(ready, 91)}: 2 of 2." in page.words
    assert f"{falls} Falls from Ready, with points to watch to Not ready" in page.words
    assert "Complaints policy: missing or expired from this day" in page.words
    day = ready.today + timedelta(days=91)
    assert page.links[falls] == f"/engagements/{ready.engagement_id}?on={day}"
    assert page.links["Complaints policy"].endswith(f"/requirements/complaints-policy?on={day}")


def test_who_is_waited_for_is_called_the_same_on_every_page(world: World, client_for: ClientFor) -> None:
    for each in library()[CHECKLIST].requirements:
        if each.key != "whistleblowing":
            sending.waive(world, each.key, world.ends_on)
    sending.send(world, "whistleblowing")
    for viewer, waits in (
        (world.manager, "Waiting for us"),
        (world.member, "Waiting for Harbour Light"),
        (world.officer, "Waiting for Harbour Light"),
    ):
        client = client_for(viewer)
        assert waits in client.get(f"/engagements/{world.engagement_id}").words
        ahead = client.get(of_engagement(world))
        assert waits in ahead.words
        assert f"from {soon(world, 0)} w{waits[1:]}" in ahead.words


def test_the_partner_reads_its_own(ready: World, client_for: ClientFor) -> None:
    member = client_for(ready.member)
    assert of_engagement(ready) in member.get(f"/engagements/{ready.engagement_id}").links.values()
    page = member.get(of_engagement(ready))
    assert f"{soon(ready, 91)} Falls from Ready, with points to watch to Not ready" in page.words
    assert f"from {soon(ready, 91)} not ready" in page.words


def test_the_council_reads_the_same_without_a_way_into_requirements(
    ready: World, client_for: ClientFor
) -> None:
    officer = client_for(ready.officer)
    for page in (officer.get(of_contract(ready)), officer.get(of_engagement(ready))):
        assert "Complaints policy: missing or expired" in page.words
        assert "Complaints policy" not in page.links


@pytest.mark.parametrize("who", ["second_member", "noise_manager"])
def test_nobody_else_reads_it(ready: World, client_for: ClientFor, who: str) -> None:
    client = client_for(ready.people[who])
    client.get(of_contract(ready), 404)
    client.get(of_engagement(ready), 404)


def test_what_stays_as_it_is_says_so(world: World, client_for: ClientFor) -> None:
    page = client_for(world.manager).get(of_contract(world))
    assert "0 changes ahead Every partner stays as ready, or as far from it, as it is today." in page.words


def test_who_has_ended_is_neither_ready_nor_not(world: World, client_for: ClientFor) -> None:
    """The first day on which most are not ready is one on which somebody is engaged."""
    end_soon(world, world.engagement_id)
    end_soon(world, world.second_engagement_id)
    page = client_for(world.manager).get(of_contract(world))
    assert f"Ready today: 0 of 2; most not ready from {soon(world, 0)}: 2 of 2." in page.words
    assert "0 of 0" not in page.words
    assert (
        "0 changes ahead Every partner stays as ready, or as far from it, as it is today until its part ends."
        in page.words
    )
    own = client_for(world.member).get(of_engagement(world))
    assert (
        "0 changes ahead It stays as ready, or as far from it, as it is today until its part ends."
        in own.words
    )


def test_where_all_are_ready_they_stay_so(ready: World, client_for: ClientFor) -> None:
    for each in library()[CHECKLIST].requirements:
        for part in (ready.engagement_id, ready.second_engagement_id):
            sending.waive(ready, each.key, ready.ends_on, engagement_id=part)
    end_soon(ready, ready.second_engagement_id)
    assert "Ready today: 2 of 2; all stay ready." in client_for(ready.manager).get(of_contract(ready)).words


def end_soon(world: World, engagement_id: UUID) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.manager, engagement_id)
        terms = Terms(place.area, world.starts_on, world.today + timedelta(days=60))
        change_engagement(session, world.manager, place, terms)
