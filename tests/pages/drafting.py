"""A draft of the next version of a contract's checklist, begun on its page."""

from tests.builders.world import World
from tests.pages.client import PageClient


def begin_change(world: World, manager: PageClient) -> str:
    """Its address."""
    manager.get(f"/contracts/{world.contract_id}/checklist")
    return manager.post(f"/contracts/{world.contract_id}/checklist/change").location
