"""Deaths at every named point, and at some other moments: no upload that was acknowledged is lost, no row is
left without its file, and nothing has to be mended. `python -m trust kills` tries two hundred, on all
engines."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.database import Database, open_database
from portal.settings import Settings, read_settings
from tests.kills.mortal_server import FROM_OUTSIDE, POINTS
from tests.kills.uploading import Uploader, live_and_die

WAYS = (*POINTS, *[FROM_OUTSIDE] * 2)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"PORTAL_HOME": str(tmp_path / "home"), "PORTAL_ADDRESS": "http://127.0.0.1"}


@pytest.fixture
def settings(environment: dict[str, str], migrated_sqlite: Path) -> Settings:
    settings = read_settings(environment)
    settings.home.mkdir(parents=True)
    shutil.copyfile(migrated_sqlite, str(sa.make_url(settings.database_url).database))
    return settings


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = open_database(settings.database_url)
    yield opened
    opened.engine.dispose()


def test_deaths_lose_nothing_that_was_acknowledged(
    environment: dict[str, str], settings: Settings, database: Database
) -> None:
    uploader = Uploader(settings, database)
    lives = live_and_die(environment, uploader, WAYS)
    assert not lives.faults
    assert lives.deaths.total() == len(WAYS)
    assert not uploader.lost
    assert not uploader.damage()
    assert lives.unacknowledged >= 2, "after a commit the row is there, whether anybody heard of it or not"
    assert uploader.orphans(), "between object and row an orphan is left, which harms nobody"
