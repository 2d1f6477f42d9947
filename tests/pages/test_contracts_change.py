"""A contract is renamed or extended; a visit is cancelled."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from portal.records import Engagement, Visit
from portal.visits.actions.book_visit import book_visit
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def form(world: World, **changed: date | str) -> dict[str, str]:
    terms = {"title": "Peer support", "starts_on": world.starts_on, "ends_on": world.ends_on} | changed
    typed = {"title": str(terms["title"])}
    for name in ("starts_on", "ends_on"):
        on = terms[name]
        assert isinstance(on, date)
        typed |= {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
    return typed


def test_a_contract_is_renamed_and_extended(world: World, manager: PageClient) -> None:
    path = f"/contracts/{world.contract_id}/change"
    assert manager.get(path).value("title") == "Peer support on the coast"
    later = world.ends_on.replace(year=world.ends_on.year + 1)
    shown = manager.follow(manager.post(path, form(world, title="Peers by the sea", ends_on=later)))
    assert "Peers by the sea" in shown.words
    assert f"31 March {later.year}" in shown.words
    assert manager.post(path, form(world, title="Peers by the sea", ends_on=later)).status == 303


def test_what_lies_in_the_contract_stays_in_it(world: World, manager: PageClient) -> None:
    path = f"/contracts/{world.contract_id}/change"
    late, early = world.starts_on + timedelta(days=1), world.ends_on - timedelta(days=1)
    first, last = in_words(world.starts_on), in_words(world.ends_on)
    both = "Open Door Folk in Westmouth and Tidewater Peers in Eastmouth"
    answer = manager.post(path, form(world, starts_on=late, ends_on=early), 422)
    assert answer.problems == [
        f"It cannot begin after {first}. What is earlier: the work of {both} (from {first}).",
        f"It cannot end before {last}. What is later: the work of {both} (until {last}).",
    ]
    assert answer.value("starts_on-day") == "2"
    backwards = form(world, ends_on=world.starts_on - timedelta(days=1), title="")
    assert manager.post(path, backwards, 422).problems == ["Enter what the contract is called."]
    backwards["title"] = "Peers"
    assert manager.post(path, backwards, 422).problems == ["The last day cannot be before the first."]


def test_a_visit_that_is_later_is_named(world: World, manager: PageClient) -> None:
    on = world.ends_on - timedelta(days=1)
    book(world, on)
    with world.database.writing() as session:
        session.execute(sa.update(Engagement).values(ends_on=world.ends_on - timedelta(days=9)))
        session.commit()
    path = f"/contracts/{world.contract_id}/change"
    answer = manager.post(path, form(world, ends_on=world.ends_on - timedelta(days=5)), 422)
    said = f"It cannot end before {in_words(on)}. What is later: the visit or meeting on {in_words(on)}."
    assert answer.problems == [said]


def book(world: World, on: date) -> str:
    with world.database.writing() as session:
        place = world.contract_place(session)
        visit_id = book_visit(session, world.manager, place, "audit-visit", world.today)
        session.get_one(Visit, visit_id).on_date = on
        session.commit()
    return f"/contracts/{world.contract_id}/visits/{visit_id}"


SNOW = {"reason": "Snow."}


def test_a_visit_is_cancelled_once(world: World, manager: PageClient) -> None:
    visit = book(world, world.today)
    setup, path = f"/contracts/{world.contract_id}/set-up", f"{visit}/cancel"
    assert visit in manager.get(setup).links.values()
    assert path in manager.get(visit).links.values()
    assert "Audit visit on " in manager.get(path).words
    manager.follow(manager.post(path, SNOW))
    assert "No visit ahead" in manager.get(setup).words
    assert manager.post(path, SNOW).status == 303
    manager.get(path, 404)


def test_a_visit_that_has_been_stays(world: World, manager: PageClient) -> None:
    visit = book(world, world.today - timedelta(days=1))
    manager.get(f"{visit}/cancel")
    manager.post(f"{visit}/took-place")
    answer = manager.post(f"{visit}/cancel", SNOW, 422)
    assert answer.problems == ["The visit took place: it cannot be cancelled."]


@pytest.mark.parametrize("who", ["reviewer", "member", "officer", "noise_manager"])
def test_only_the_leads_managers_change_these(world: World, client_for: ClientFor, who: str) -> None:
    client = client_for(world.people[who])
    if who != "reviewer":
        client.post(f"{book(world, world.today)}/cancel", SNOW, status=404)
    client.post(f"/contracts/{world.contract_id}/change", form(world), status=404)
