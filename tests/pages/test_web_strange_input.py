"""Input that nobody types by hand: a page answers it, on both databases, and keeps nothing of it."""

import pytest

from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


@BOTH
def test_a_nul_is_left_out_before_anybody_looks(world: World, client_for: ClientFor) -> None:
    stranger = client_for(None)
    stranger.post("/sign-in", {"email": "a\x00b@x.example", "password": "no\x00thing"}, status=422)
    stranger.post("/forgotten-password", {"email": "a\x00b@x.example"})
    client_for(world.manager).get(f"/contracts/{world.contract_id}/partners?q=%00")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01"])
@pytest.mark.parametrize("page", ["", "/matrix", "/readiness", "/partners"])
def test_a_day_far_away_is_refused_with_a_sentence(
    world: World, client_for: ClientFor, page: str, day: str
) -> None:
    base, manager = f"/contracts/{world.contract_id}{page}", client_for(world.manager)
    assert "between 1900 and 2199" in manager.get(f"{base}?on={day}", status=400).words
    manager.get(f"{base}?on=2199-12-31")
