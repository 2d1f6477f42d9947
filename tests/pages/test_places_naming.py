"""Naming tells nothing of anybody, and takes nothing from anybody. All kinds are tried by
`trust/gates/naming.py`."""

from pathlib import Path

from tests.builders import inviting
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.naming import DOORS, prepare
from tests.pages.naming_cells import snapshot, take_over, try_door, warm_up

KINDS = ("partner of another lead", "joined, without a contract")


def test_no_door_tells_an_organisation_from_nobody(
    world: World, client_for: ClientFor, tmp_path: Path
) -> None:
    attack, client = prepare(world, world.manager, world.lead_id), client_for(world.manager)
    before = snapshot(attack, tmp_path / "clean.db")
    warm_up(before, client)
    cells = [cell for door in DOORS for cell in try_door(before, client, door, KINDS)]
    assert len(cells) == len(DOORS) * len(KINDS)
    assert [cell for cell in cells if cell.leaks] == []


def test_nobody_is_taken_over_by_an_accomplice(world: World, client_for: ClientFor, tmp_path: Path) -> None:
    attack, client = prepare(world, world.manager, world.lead_id), client_for(world.manager)
    before = snapshot(attack, tmp_path / "clean.db")
    assert [take_over(before, client, kind) for kind in KINDS] == [[], []]


def test_a_partners_manager_learns_nothing_of_her_own_lead(
    world: World, client_for: ClientFor, tmp_path: Path
) -> None:
    pat = inviting.manager_of(world, world.member, world.partner_id)
    attack, client = prepare(world, pat, world.partner_id), client_for(pat)
    before = snapshot(attack, tmp_path / "clean.db")
    warm_up(before, client)
    assert [cell for cell in try_door(before, client, "partner form", ["own lead"]) if cell.leaks] == []
    assert take_over(before, client, "own lead") == []
