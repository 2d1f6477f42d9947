"""The pages of an organisation share one navigation, and each says in it where it is."""

import pytest

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
