"""log export, log anchor, log key, log new-key."""

from argparse import Namespace

from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.database import open_database, reading_snapshot
from portal.history.actions.anchor_log import NAME as ANCHORS
from portal.history.actions.anchor_log import anchor_log, lines_of
from portal.history.actions.seal_log import seal_log
from portal.history.anchors import public_key
from portal.history.exporting import export_log
from portal.keeping_key import keep_key
from portal.settings import read_settings


def export(chosen: Namespace) -> int:
    """A file that is there already is left alone."""
    settings = read_settings()
    with opened(settings) as database, reading_snapshot(database) as session:
        count = export_log(session, settings.address, lines_of(settings.home / ANCHORS), chosen.file)
    print(f"{chosen.file} has {count} events. Whoever has it runs verify_log.py in it; the public key is")
    print(public_key(keep_key(settings)))
    return 0


def anchor(_chosen: Namespace) -> int:
    settings = read_settings()
    with opened(settings) as database:
        made = anchor_log(settings, database)
    print(made.line() if made else "Nothing has happened yet.")
    return 0


def show_key(_chosen: Namespace) -> int:
    print(public_key(keep_key(read_settings())))
    return 0


def new_key(_chosen: Namespace) -> int:
    """For when the key is lost: what is there is taken as it is, and sealed anew."""
    settings = read_settings()
    database = open_database(settings.database_url, log_key=keep_key(settings))
    with database.writing() as session:
        count = seal_log(session, "new-key")
    database.engine.dispose()
    if not count:
        raise Failed("the log is sealed with this key already")
    print(f"Sealed {count} rows with the key that is here. Keep a copy of it, and a new anchor outside.")
    return 0
