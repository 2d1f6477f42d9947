"""migrate, rebuild, verify, sweep."""

from argparse import Namespace
from datetime import timedelta

from evidence.store import open_store
from portal import clock
from portal.cli.opening import file_of, opened
from portal.database import open_database
from portal.files.actions.sweep_files import sweep_files
from portal.importing.actions.keep_sheet import KEPT, sweep_sheets
from portal.records.migrations import is_migrated, migrate
from portal.register.actions.forget_people import forget_people
from portal.settings import read_settings
from portal.sign_in.actions.sweep_sessions import sweep_sessions
from portal.standing.actions.rebuild_standing import rebuild_standing
from portal.standing.queries.verify import verify_events, verify_files, verify_standing

LONGEST_UPLOAD = timedelta(days=1)
"""What is younger may still be on its way in."""


def migrate_database(_chosen: Namespace) -> int:
    """Make or update the tables; the folders that are not there yet are made too. The read models are
    written anew where the tables have changed."""
    settings = read_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    if path := file_of(settings):
        path.parent.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    try:
        if not is_migrated(database.engine):
            migrate(database.engine)
            with database.writing() as session:
                rebuild_standing(session)
    finally:
        database.engine.dispose()
    print("The database is up to date.")
    return 0


def rebuild(_chosen: Namespace) -> int:
    with opened() as database, database.writing() as session:
        count = rebuild_standing(session)
    print(f"Rebuilt the standing of {count} {'engagement' if count == 1 else 'engagements'}.")
    return 0


def verify(_chosen: Namespace) -> int:
    """Exit 1 where something is found."""
    settings = read_settings()
    findings = 0
    with opened(settings) as database, database.reading() as session:
        store = open_store(settings.evidence)
        checks = (
            verify_standing(session),
            verify_events(session),
            verify_files(session, store, orphans_before=clock.now()),
        )
        for check in checks:
            for finding in check:
                print(finding)
                findings += 1
    print(f"Found {findings} things that are wrong." if findings else "Everything is as it should be.")
    return 1 if findings else 0


def sweep(_chosen: Namespace) -> int:
    """Remove what broken-off uploads left behind, older than a day, and sessions that have ended; forget who
    left long ago."""
    settings = read_settings()
    with opened(settings) as database, database.reading() as session:
        store = open_store(settings.evidence)
        count = sweep_files(session, store, settings.incoming, clock.now() - LONGEST_UPLOAD)
        with database.writing() as writing:
            forgotten = forget_people(writing, clock.today(), settings.keep_leavers_months)
    print(f"Removed {count} {'file' if count == 1 else 'files'} that broken-off uploads had left behind.")
    with opened(settings) as database, database.writing() as session:
        read = sweep_sheets(session, clock.now() - KEPT)
        ended = sweep_sessions(session)
    print(f"Removed {read} {'spreadsheet' if read == 1 else 'spreadsheets'} that nobody had confirmed.")
    print(f"Removed {ended} {'session' if ended == 1 else 'sessions'} of browsers that had ended.")
    print(f"Forgot {forgotten} {'person' if forgotten == 1 else 'people'} who left long ago.")
    return 0
