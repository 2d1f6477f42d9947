"""A history that is longer than a page counts and a sheet tells."""

import io
from typing import Any

import openpyxl
import pytest

from portal.history.queries import events, seen
from tests.builders.living import live_through
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.pages.test_history import file_of


@pytest.fixture
def lived(world: World) -> World:
    return live_through(world)


def of_contract(world: World) -> str:
    return f"/contracts/{world.contract_id}/history"


def of_partner(world: World) -> str:
    return f"/organisations/{world.partner_id}/history"


def rows_of(answer: Answer) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    return list(sheet.values)


@pytest.fixture
def few_told(monkeypatch: pytest.MonkeyPatch) -> int:
    """So many lines are told, and paged by so many at most."""
    monkeypatch.setattr(events, "MOST_TOLD", 3)
    return 3


def test_of_a_large_history_the_newest_are_counted_and_told(
    lived: World, client_for: ClientFor, few_told: int
) -> None:
    """What is older is found by narrowing it down; page and sheet both say that there is more."""
    lead, own = client_for(lived.manager), client_for(lived.member)
    for shown in (lead.get(of_contract(lived)), own.get(of_partner(lived))):
        assert "1 to 3 of more than 3 things that happened. To see older ones" in shown.words
    narrow = lead.get(of_contract(lived) + "?what=decided&requirement=whistleblowing")
    assert "more than" not in narrow.words
    for client, path in (
        (lead, f"{of_contract(lived)}.xlsx"),
        (own, f"{of_partner(lived)}.xlsx"),
    ):
        _, *rows = rows_of(client.get(path))
        assert len(rows) == few_told + 1
        assert rows[-1][0] == "The newest 3 are told here. There are older ones."
        assert not any("There are older" in str(row[0]) for row in rows_of(client.get(f"{path}?who=rafi x")))


def test_of_a_file_that_many_have_seen_the_newest_are_told(
    lived: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "MOST", 2)
    path, reviewer = f"/files/{file_of(lived, 'whistleblowing')}", client_for(lived.reviewer)
    for looks, is_more in ((2, False), (1, True)):
        for _ in range(looks):
            reviewer.get(path)
        words = client_for(lived.member).get(f"{path}/seen").words
        assert ("The newest 2 are told here. There are older ones." in words) is is_more


def test_a_page_past_the_last_of_the_history_is_its_last(lived: World, client_for: ClientFor) -> None:
    assert len(client_for(lived.manager).get(of_contract(lived) + "?page=999").find("//table//tr")) > 1
