"""A lead puts right what it has typed of a commissioner, until somebody there has joined."""

import pytest
import sqlalchemy as sa

from portal import clock
from portal.records import Event, Organisation
from tests.builders.typed import typed_years
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_contracts_set_up import contract_form
from tests.parts.databases import ENGINES

TYPED, MEANT = "kingsmarsh conty council", "Kingsmarsh County Council"


def made(world: World, client_for: ClientFor) -> tuple[PageClient, str]:
    """A contract with a slip in the commissioner's name, and the way to change it."""
    manager = client_for(world.manager)
    manager.get("/contracts/new")
    shown = manager.follow(manager.post("/contracts/new", contract_form(world, commissioner=TYPED)))
    return manager, shown.links["Change title and days, or the commissioner’s name"]


def called(world: World) -> list[str]:
    with world.database.reading() as session:
        is_it = sa.and_(Organisation.made_by_id == world.lead_id, Organisation.name.ilike("kingsmarsh%"))
        return list(session.scalars(sa.select(Organisation.name).where(is_it)))


def changed(**more: str) -> dict[str, str]:
    return {"title": "Walking groups"} | typed_years(clock.today()) | more


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_name_that_was_misspelt_is_put_right(world: World, client_for: ClientFor) -> None:
    manager, path = made(world, client_for)
    assert manager.get(path).value("commissioner") == TYPED
    shown = manager.follow(manager.post(path, changed(commissioner=f" {MEANT} ")))
    assert MEANT in shown.words
    assert TYPED not in shown.words
    assert called(world) == [MEANT]
    with world.database.reading() as session:
        names = list(session.scalars(sa.select(Event.name).order_by(Event.number.desc()).limit(2)))
    assert names[0] == "organisation-changed"
    assert "contract-changed" not in names, "its own terms are what they were"


def test_a_name_has_to_be_given(world: World, client_for: ClientFor) -> None:
    manager, path = made(world, client_for)
    answer = manager.post(path, changed(commissioner=" ", title="Walks"), 422)
    assert answer.problems == ["Enter the name of the commissioner."]
    assert answer.value("title") == "Walks"
    own = manager.post(path, changed(commissioner=" harbour light"), 422)
    assert own.problems == ["The lead provider cannot be the commissioner too."]
    assert called(world) == [TYPED]


def test_who_has_joined_says_itself_what_it_is_called(world: World, client_for: ClientFor) -> None:
    manager, path = made(world, client_for)
    with world.database.writing() as session:
        is_it = Organisation.name == TYPED
        session.execute(sa.update(Organisation).where(is_it).values(made_by_id=None))
        session.commit()
    shown = manager.get(path)
    assert not shown.find("//input[@name='commissioner']")
    assert f"{TYPED} says itself what it is called." in shown.words
    answer = manager.post(path, changed(commissioner=MEANT), 422)
    assert answer.problems == [f"{TYPED} has joined meanwhile: it says itself what it is called."]
    assert manager.post(path, changed(title="Walks")).status == 303
