"""A portal for each journey, with the small world in it, and people who come to it with browsers."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from portal.access import Viewer
from portal.database import open_database
from tests.builders.world import World, make_world
from tests.journeys.portal import Portal, run_portal
from tests.journeys.someone import Someone
from tests.parts.browser import DESKTOP

Arrives = Callable[..., Someone]
"""arrives(viewer) is signed in; arrives() is a stranger; a viewport and options of the browser may follow."""


@pytest.fixture(scope="session")
def peopled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """An SQLite file with a world in it, made once and copied ever after."""
    path = tmp_path_factory.mktemp("journeys") / "world.db"
    shutil.copyfile(migrated_sqlite, path)
    made = open_database(f"sqlite:///{path}")
    world = make_world(made)
    with made.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.engine.dispose()
    return path, world


@pytest.fixture
def portal(peopled: tuple[Path, World], tmp_path: Path) -> Iterator[Portal]:
    """On SQLite and a folder."""
    shutil.copyfile(peopled[0], tmp_path / "portal.db")
    with run_portal(tmp_path) as served:
        yield served


@pytest.fixture
def world(peopled: tuple[Path, World], portal: Portal) -> World:
    return replace(peopled[1], database=portal.database, store=portal.store)


@pytest.fixture
def arrives(portal: Portal, open_browser: Callable[..., Page]) -> Arrives:
    def arrive(viewer: Viewer | None = None, viewport: ViewportSize = DESKTOP, **options: bool) -> Someone:
        someone = Someone(open_browser(viewport, **options), portal.address)
        if viewer:
            someone.signs_in(viewer.email)
        return someone

    return arrive
