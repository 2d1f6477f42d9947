"""Answers about a spreadsheet that leave too little to read it by stay on the page, with the reason."""

import pytest

from tests.builders import sheets
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

HEADINGS = ("Delivery partner", "District", "Funding")


@pytest.fixture
def mary(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def read(mary: PageClient, world: World) -> str:
    content = sheets.xlsx(HEADINGS, [["Lamplight Trust", "Northmouth", "about fifty"]], "Partners")
    base = f"/contracts/{world.contract_id}/partners/import"
    return mary.upload(base, [("partners.xlsx", content)], field="file").location


def answers(mary: PageClient, read: str, columns: tuple[str, str, str]) -> tuple[str, Answer]:
    """The name of the field that asks about a cell, and what comes of such answers."""
    (asked,) = (each.get("name") for each in mary.get(read).find("//*[starts-with(@name, 'value-')]"))
    said = {f"column-{place}": key for place, key in enumerate(columns)}
    return asked, mary.post(read, said | {asked: "48,000", "act": "answer"}, 422)


def test_what_was_chosen_and_typed_stays(mary: PageClient, read: str) -> None:
    asked, page = answers(mary, read, ("area", "area", "area"))
    assert [page.value(f"column-{place}") for place in range(3)] == ["area"] * 3
    assert page.value(asked) == "48,000"


@pytest.mark.parametrize(
    ("columns", "only"),
    [(("area", "area", "area"), "only ‘Area’ is"), (("", "", ""), "nothing that is wanted is")],
)
def test_the_error_says_what_is_known_by_now(
    mary: PageClient, read: str, columns: tuple[str, str, str], only: str
) -> None:
    _, page = answers(mary, read, columns)
    assert page.problems == [
        f"Say of at least two columns what they are: by these answers {only} in the file."
    ]
    (link,) = page.find("//*[@class='govuk-error-summary']//a")
    (details,) = page.find(f"//*[@id='{link.get('href')[1:]}']/ancestor::details")
    assert details.get("open") is not None


def test_what_is_kept_is_as_it_was(mary: PageClient, read: str) -> None:
    answers(mary, read, ("area", "area", "area"))
    page = mary.get(read)
    assert [page.value(f"column-{place}") for place in range(3)] == ["name", "area", "funding"]
