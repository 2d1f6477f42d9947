"""Of what nobody mends for long the first are named, and how many more there are."""

import pytest

from portal.overview.pages import readiness
from tests.actions.test_overview_unmended import CLIMBED, remember
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_what_is_not_named_of_the_unmended_is_counted(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("complaints-policy", "anti-bribery", "whistleblowing"):
        remember(world, CLIMBED, key=key)
    officer, address = client_for(world.officer), f"/contracts/{world.contract_id}/readiness"
    assert "out of order for less long" not in officer.get(address).words
    monkeypatch.setattr(readiness, "MOST_UNMENDED", 1)
    shown = officer.get(address)
    assert len(shown.find("//section[@aria-labelledby='unmended']//li")) == 1
    assert "And 2 more, out of order for less long." in shown.words
