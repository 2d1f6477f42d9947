"""Two managers bring the same list of partners in at the same moment, or one adds what the other brings."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import Engagement, Organisation
from tests.builders import sheets
from tests.builders.at_once import at_once
from tests.builders.staff import second_manager
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

HEADINGS = ("Delivery partner", "District")
LAMPLIGHT = "Lamplight Trust"


def base(world: World) -> str:
    return f"/contracts/{world.contract_id}/partners"


def brought(client: PageClient, world: World, *areas: str) -> str:
    """The address at which a list of that partner waits to be confirmed."""
    rows: sheets.Rows = [[LAMPLIGHT, each] for each in areas]
    content = sheets.xlsx(HEADINGS, rows, "Partners")
    page = client.follow(client.upload(f"{base(world)}/import", [("partners.xlsx", content)], field="file"))
    return page.response.url.path


def pressing(client: PageClient, address: str, **typed: str) -> Callable[[], None]:
    client.get(address)
    form = {"_csrf_token": client.token, **typed}

    def press() -> None:
        assert client.ask("POST", address, data=form).status in {303, 422}

    return press


def called_so(world: World) -> list[Any]:
    query = sa.select(Organisation.id).where(Organisation.name == LAMPLIGHT)
    with world.database.reading() as session:
        return list(session.scalars(query))


def areas(world: World) -> list[str]:
    query = sa.select(Engagement.area).where(Engagement.partner_id.in_(called_so(world)))
    with world.database.reading() as session:
        return sorted(session.scalars(query))


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_one_partner_of_two_lists_is_one(world: World, client_for: ClientFor) -> None:
    mary, una = client_for(world.manager), client_for(second_manager(world))
    lists = [(mary, ("Northmouth",)), (una, ("Northmouth", "Southmouth"))]
    waiting = [(each, brought(each, world, *its)) for each, its in lists]
    assert at_once(*(pressing(*each) for each in waiting)) == []
    assert len(called_so(world)) == 1
    assert areas(world) == ["Northmouth", "Southmouth"]
