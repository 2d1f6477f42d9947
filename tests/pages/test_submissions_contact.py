"""Whom to ask: the lead's contact stands beneath each page of a contract, for its partner."""

import sqlalchemy as sa

from portal.records import Person
from tests.builders.staff import give_contract, second_manager
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door, fill
from tests.pages.furnished import House

OF_CONTRACT = ("/engagements/", "/submissions/")


def test_it_stands_beneath_each_page_of_the_contract_for_the_partner_alone(
    doors: list[Door], house: House, world: World, clients: dict[str, PageClient]
) -> None:
    asked = f"Mary Manager: {world.manager.email}"
    shown = 0
    for door in doors:
        if door.method != "GET" or not door.path.startswith(OF_CONTRACT):
            continue
        for name in ("member", "manager", "reviewer", "officer"):
            answer = clients[name].ask("GET", fill(door, house.values_for(door)))
            if answer.is_page and answer.status == 200:
                shown += name == "member"
                assert (asked in answer.words) == (name == "member"), f"{door} for {name}"
    assert shown > 15


def test_a_manager_gives_a_number_that_partners_read(world: World, client_for: ClientFor) -> None:
    mary, pat = client_for(world.manager), client_for(world.member)
    page = f"/engagements/{world.engagement_id}"
    assert mary.get("/you/name").value("telephone") == ""
    wrong = mary.post("/you/name", {"name": "", "telephone": "0" * 60}, 422)
    assert len(wrong.problems) == 2
    assert wrong.value("telephone") == "0" * 60
    mary.post("/you/name", {"name": "Mary Manager", "telephone": " 01632  960 001 "})
    shown = pat.get(page)
    assert shown.links["01632 960 001"] == "tel:01632960001"
    mary.post("/you/name", {"name": "Mary Manager"})
    assert "01632 960 001" in pat.get(page).words
    mary.post("/you/name", {"name": "Mary Manager", "telephone": ""})
    assert "01632" not in pat.get(page).words


def test_who_is_named_for_the_contract_comes_first_and_who_has_left_is_not_named(
    world: World, client_for: ClientFor
) -> None:
    una, pat = second_manager(world), client_for(world.member)
    page = f"/engagements/{world.engagement_id}"
    give_contract(world, una)
    assert una.email in pat.get(page).words
    with world.database.writing() as session:
        session.execute(sa.update(Person).where(Person.id == una.person_id).values(password_hash=None))
        session.commit()
    words = pat.get(page).words
    assert una.email not in words
    assert world.manager.email in words
