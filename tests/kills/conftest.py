"""What can die in several ways dies in each of them on one database, in turn; with `--whole` on both."""

from collections import defaultdict

import pytest

from tests.conftest import chosen_for, is_all_wanted, leave_out
from tests.parts.databases import ENGINES


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not is_all_wanted(config):
        leave_out(config, items, on_the_other(items).__contains__)


def on_the_other(items: list[pytest.Item]) -> set[pytest.Item]:
    """The first way is not tried on the second database, nor the second on the first."""
    ways = defaultdict[tuple[str, str], list[pytest.Item]](list)
    for item in items:
        chosen = chosen_for(item)
        if item.path.parent.name == "kills" and "database_url" in chosen and len(chosen) > 1:
            ways[item.nodeid.partition("[")[0], str(chosen["database_url"])].append(item)
    return {
        way
        for (_, engine), theirs in ways.items()
        for number, way in enumerate(sorted(theirs, key=lambda item: item.nodeid))
        if ENGINES[number % len(ENGINES)] != engine
    }
