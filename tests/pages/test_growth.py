"""What a page costs the database does not grow with the partners that it is not about."""

from datetime import timedelta

import pytest

from portal.visits.actions.book_visit import book_visit
from tests.builders import sending
from tests.builders.multiplying import multiply
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door, fill
from tests.pages.furnished import House
from tests.pages.plans import whole_tables
from tests.pages.steps import steps_of_pages
from tests.parts.databases import ENGINES

FEW, MANY = 60, 240
"""Copies of the first partner. A page of a list is full with either."""

MOST, A_LITTLE = 1.2, 5
PEOPLE = ("manager", "reviewer", "officer", "member")

OF_ALL_PARTNERS = {
    "/contracts/{contract_id}": "counts all partners and all that lapses",
    "/contracts/{contract_id}/readiness": "counts all partners",
    "/contracts/{contract_id}/queue": "counts all that waits",
    "/contracts/{contract_id}/set-up": "counts all partners, and shows up to 200 visits",
    "/contracts/{contract_id}/invitations": "counts who of all partners has come",
    "/contracts/{contract_id}/issue/{key}": "names who of all partners has acknowledged the document",
    "/contracts/{contract_id}/people/new": "offers all partners to choose from",
    "/contracts/{contract_id}/visits/new": "offers all partners to choose from",
    "/contracts/{contract_id}/partners/import/{proposal_id}": "looks for names however they are written",
}
"""Pages of the lead about all partners of a contract, and why they cost more where there are more: never more
than in proportion."""

SPELT_ANYHOW = "lower(organisation.name)"
"""Names in a lead's table of partners are looked for in any spelling: nothing else reads a whole table."""


def test_pages_do_not_cost_more_where_there_are_more_partners(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    """Counted three times: with few partners, with many, and with many when the database knows how many."""
    live_in(world)
    engine, people = world.database.engine, {name: clients[name] for name in PEOPLE}
    add_partners(world, 1, FEW)
    few = steps_of_pages(engine, doors, house, people)
    add_partners(world, FEW + 1, MANY)
    many = steps_of_pages(engine, doors, house, people)
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    analysed = steps_of_pages(engine, doors, house, people)
    assert len(few) > 130, "most pages were opened"
    dear = {}
    for opened, steps in few.items():
        most = MOST * (MANY / FEW if opened[0] in OF_ALL_PARTNERS else 1)
        if max(many[opened], analysed[opened]) > steps * most + A_LITTLE:
            dear[opened] = (steps, many[opened], analysed[opened])
    assert dear == {}


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_no_page_reads_a_whole_table_that_grows(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    found = set()
    for door in (each for each in doors if each.method == "GET"):
        for name in (*PEOPLE, "stranger"):
            clients[name].ask("GET", fill(door, house.values_for(door)))
            sent = clients[name].watch.sent
            with world.database.engine.connect() as connection:
                found |= {
                    f"{door} for {name}: {line}: {statement}"
                    for statement, values in tuple(sent)
                    for line in whole_tables(connection, statement, values)
                    if SPELT_ANYHOW not in statement
                }
    assert found == set()


def live_in(world: World) -> None:
    """Some time of the first partner: what was accepted, returned and waived, and a visit to come."""
    for key in (
        "safeguarding-policy",
        "business-continuity",
        "outcomes-reporting",
        "dbs-checks",
        "insurance",
    ):
        sending.accepted(world, key)
    for key in ("anti-bribery", "whistleblowing"):
        sending.give_back(world, sending.send(world, key))
    sending.waive(world, "environment", world.today + timedelta(days=60))
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        coming = world.today + timedelta(days=9)
        book_visit(session, world.manager, place.contract, "audit-visit", coming, place)
        session.commit()


def add_partners(world: World, first: int, last: int) -> None:
    with world.database.writing() as session:
        multiply(session, [world.engagement_id], first, last)
        session.commit()
