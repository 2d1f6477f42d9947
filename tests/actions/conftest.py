"""A world on each database engine, with a store in a folder."""

from pathlib import Path

import pytest

from evidence.local_store import LocalStore
from portal.database import Database
from portal.mail import Post
from tests.builders.world import World, make_world


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "evidence")


@pytest.fixture
def world(database: Database, store: LocalStore) -> World:
    return make_world(database, store)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Keeps its messages in a folder."""
    return Post("portal@example.org", "https://portal.example", None, tmp_path / "mail")
