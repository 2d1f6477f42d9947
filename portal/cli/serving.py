"""serve, work."""

import logging
import signal
import sys
import threading
from argparse import Namespace
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from evidence.store import StoreAway, open_store
from portal.cli.opening import opened
from portal.database import Database, open_database
from portal.files.actions.name_installation import own_store
from portal.files.actions.note_scan import ask_for_scans
from portal.keeping_key import keep_key
from portal.logs import set_up_logs
from portal.memory import settle_memory
from portal.settings import Settings, read_settings
from portal.work.queue import Working

if TYPE_CHECKING:
    from portal.web.door import Door
LOG = logging.getLogger("portal")

TURN = 0.0005
"""Seconds for which one thread runs Python while another waits. Each row that a page reads gives the turn
away and wants it back: with Python's own 5 ms a page beside somebody's long export takes many times as long.
"""


def serve(chosen: Namespace) -> int:
    """One process, until it is told to stop."""
    settings = read_settings()
    set_up_logs(settings.production)
    sys.setswitchinterval(TURN)
    with opened(settings) as database:
        be_owner(database, settings)
        print(f"Good Standing is at http://{chosen.host}:{chosen.port} (stop with Ctrl+C)", flush=True)
    run_server(settings, served(settings), chosen.host, chosen.port)
    return 0


def be_owner(database: Database, settings: Settings) -> None:
    """Raises NotOurStore where the store is another installation's. One that is away is asked another
    time."""
    try:
        own_store(database, open_store(settings.evidence))
    except (StoreAway, DBAPIError) as error:
        LOG.warning("it could not be seen whose store it is: %s", error)


def run_server(settings: Settings, app: "Door", host: str, port: int) -> None:
    from portal.serving import make_server  # only here: the other commands start faster without a server

    make_server(settings, app, host, port).run()


def served(settings: Settings) -> "Door":
    """The app, and beside it in the same process whoever does the work that nobody waits for."""
    from portal.app import create_app

    database = open_database(settings.database_url, log_key=keep_key(settings))
    store = open_store(settings.evidence)
    working = Working(settings, database, store)
    hold_unscanned(settings, database)
    working.listen()
    begins, ends = ([working.start], [working.stop]) if settings.works_here else ([], [])
    return create_app(settings, database, store, begins, ends)


def hold_unscanned(settings: Settings, database: Database) -> None:
    """Where a virus scanner is set up, nobody opens what it has not seen: from the start."""
    with database.writing() as session:
        ask_for_scans(session, settings.scans)


def work(chosen: Namespace) -> int:
    """Does the work that nobody waits for, until it is told to stop; as many processes as wanted may."""
    settings = read_settings()
    set_up_logs(settings.production)
    over = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: over.set())
    with opened(settings) as database:
        be_owner(database, settings)
        hold_unscanned(settings, database)
        working = Working(settings, database, open_store(settings.evidence), chosen.threads)
        working.listen()
        settle_memory()
        working.start()
        print("Working (stop with Ctrl+C)", flush=True)
        over.wait()
        working.stop()
    return 0
