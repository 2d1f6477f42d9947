"""A page behind the last of a list: what stood there is gone, which is not to say that there is nothing."""

import pytest

from tests.builders import looking, sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor

LISTS = (
    "/contracts/{contract}/partners",
    "/contracts/{contract}/partners?q=e&sort=-name",
    "/contracts/{contract}/matrix",
    "/contracts/{contract}/readiness",
    "/contracts/{contract}/readiness?level=not-ready",
    "/contracts/{contract}/readiness/ahead",
    "/contracts/{contract}/queue",
    "/contracts/{contract}/queue?kind=document",
    "/contracts/{contract}/visits/{visit}",
    "/contracts/{contract}/history",
    "/contracts/{contract}/history?what=sent",
    "/contracts/{contract}/notices/sent",
    "/contracts/{contract}/invitations",
    "/contracts/{contract}/people",
    "/notices",
    "/calendar?day={today}",
)


@pytest.fixture
def told(world: World) -> World:
    sending.send(world, "whistleblowing")
    return world


@pytest.mark.parametrize("address", LISTS)
def test_a_page_behind_the_last_of_a_list_is_its_last(
    told: World, client_for: ClientFor, address: str
) -> None:
    visit_id = looking.a_visit(told) if "{visit}" in address else ""
    path = address.format(contract=told.contract_id, visit=visit_id, today=told.today)
    client = client_for(told.manager)
    client.get(path)  # after which she has been seen
    first = client.get(path)
    behind = client.ask("GET", f"{path}{'&' if '?' in path else '?'}page=999")
    if behind.status == 303:
        assert behind.location == path, "and what the list was narrowed to is kept"
        behind = client.follow(behind)
    assert behind.words == first.words
