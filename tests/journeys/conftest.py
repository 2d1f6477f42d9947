"""A portal for each journey, with the small world in it, and people who come to it with browsers."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from portal.access import Viewer
from tests.builders.world import World
from tests.journeys.portal import Portal, run_portal
from tests.journeys.someone import Someone
from tests.journeys.walkers import let_in
from tests.parts.browser import DESKTOP
from tests.parts.worlds import ReadyMade

Arrives = Callable[..., Someone]
"""arrives(viewer) is signed in, as if a moment ago, and at home; arrives() is a stranger; a viewport and
options of the browser may follow. Whoever is to use the form `signs_in`."""


@pytest.fixture
def portal(sqlite_world: ReadyMade, tmp_path: Path) -> Iterator[Portal]:
    """On SQLite and a folder."""
    shutil.copyfile(sqlite_world()[0], tmp_path / "portal.db")
    with run_portal(tmp_path) as served:
        yield served


@pytest.fixture
def world(sqlite_world: ReadyMade, portal: Portal) -> World:
    return replace(sqlite_world()[1], database=portal.database, store=portal.store)


@pytest.fixture
def arrives(portal: Portal, open_browser: Callable[..., Page]) -> Arrives:
    def arrive(viewer: Viewer | None = None, viewport: ViewportSize = DESKTOP, **options: bool) -> Someone:
        someone = Someone(open_browser(viewport, **options), portal.address)
        if viewer:
            let_in(someone, portal, viewer)
        return someone

    return arrive
