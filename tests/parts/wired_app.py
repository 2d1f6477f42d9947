"""All routes put together, once for all tests of a worker: that takes a quarter of a second."""

from functools import cache

from jinja2 import FileSystemBytecodeCache
from litestar import Litestar

from evidence.store import Store, open_store
from portal.app import create_app, state_over, with_door
from portal.database import Database, open_database
from portal.settings import Settings, read_settings
from portal.web.door import Door
from portal.web.rendering import environment


@cache
def put_together() -> Litestar:
    """Over nothing, until somebody lays it over what is a test's own. Its templates are compiled once for all
    workers, into the run's own folder."""
    environment().bytecode_cache = FileSystemBytecodeCache()
    settings = read_settings({"PORTAL_HOME": "/nowhere"})
    app = create_app(settings, open_database(settings.database_url), open_store(settings.evidence)).app
    assert isinstance(app, Litestar)
    return app


def behind_door(wired: Litestar, settings: Settings, database: Database, store: Store) -> Door:
    """The portal over what is a test's own."""
    wired.state.update(state_over(settings, database, store))
    return with_door(wired)
