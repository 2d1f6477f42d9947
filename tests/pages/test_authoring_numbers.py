"""Numbers as they are typed into a contract's terms: none is read as another."""

import pytest

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change
from tests.pages.test_authoring_year import FORMS, MEASURE, add


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def draft(world: World, manager: PageClient) -> str:
    """The address of a draft of the next version."""
    return begin_change(world, manager)


@pytest.mark.parametrize(
    ("sort", "name", "typed"),
    [
        ("measure", "at_least", "7,5"),
        ("measure", "tolerance", "1,5"),
        ("payment", "at_risk", "7,5 %"),
        ("payment", "part-1-steps", "90,5: 25\n50: 100"),
        ("return", "due-days", "1,5"),
        ("meeting", "times", "1 2"),
    ],
)
def test_a_comma_that_may_be_a_point_is_asked_about(
    manager: PageClient, draft: str, sort: str, name: str, typed: str
) -> None:
    """And what stands there stays."""
    address = f"{draft}/year/new/{sort}"
    manager.get(address)
    answer = manager.post(address, FORMS[sort] | {name: typed}, 422)
    hrefs = answer.page.xpath("//*[contains(@class,'govuk-error-summary__list')]//@href")
    assert hrefs == [f"#{name}"]
    assert answer.value(name) == typed


def test_a_number_that_is_grouped_in_threes_is_read(manager: PageClient, draft: str) -> None:
    form = MEASURE | {"denominator": "", "at_least": "1,200"}
    address = add(manager, draft, "measure", form)
    assert address.endswith("#measure-staff-who-stayed")
    assert manager.get(f"{draft}/year/measure/staff-who-stayed").value("at_least") == "1200"
