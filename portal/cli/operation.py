"""migrate, rebuild, sweep."""

from argparse import Namespace
from collections.abc import Iterator
from functools import partial

from sqlalchemy.orm import Session

from evidence.store import open_store
from portal import clock
from portal.cli.opening import file_of, opened
from portal.cli.updating import migrate_and_rebuild, require_unaltered
from portal.database import Database, open_database, session_on
from portal.files.actions.sweep_files import KEPT_ASIDE, Swept, sweep_files
from portal.history.actions.scrub_database import scrub_database
from portal.history.actions.seal_log import seal_what_is
from portal.history.queries.head import find_head
from portal.importing.actions.keep_sheet import KEPT, sweep_sheets
from portal.keeping_key import keep_key
from portal.people.actions.forget_leavers import forget_leavers
from portal.records.migrations import is_migrated, migrating
from portal.register.actions.forget_people import forget_people
from portal.settings import read_settings
from portal.sign_in.actions.sweep_sessions import sweep_sessions
from portal.standing.actions.rebuild_standing import rebuild_standing
from portal.words.wording import counted


def migrate_database(chosen: Namespace) -> int:
    """Make or update the tables; the folders that are not there yet are made too. The read models are
    written anew where the tables have changed. Raises Failed where a row is not as it was sealed: what is
    there is sealed as it is afterwards, and nobody could tell any more."""
    settings = read_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    if path := file_of(settings):
        path.parent.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url, log_key=keep_key(settings))
    try:
        if not is_migrated(database.engine) or is_unsealed(database):
            with migrating(database.engine) as connection:
                bring_up_to_date(session_on(database, connection), chosen.as_it_is)
    finally:
        database.engine.dispose()
    print("The database is up to date.")
    return 0


def bring_up_to_date(session: Session, as_it_is: bool) -> None:
    """In the caller's transaction: all of it, or nothing. Of two at once the second finds nothing to do."""
    altered = require_unaltered(session, as_it_is)
    migrate_and_rebuild(session)
    is_first = find_head(session) is None
    count = seal_what_is(session, "begun" if is_first else "as-it-is" if altered else "migrated")
    session.flush()
    head = find_head(session)
    if head and count:
        print(f"Sealed {count} rows as they are. The log is keyed from event {head.keyed_from} on.")


def is_unsealed(database: Database) -> bool:
    """Where an older version was broken off after the tables were made."""
    with database.reading() as session:
        return find_head(session) is None


def rebuild(_chosen: Namespace) -> int:
    with opened() as database, database.writing() as session:
        count = rebuild_standing(session)
    print(f"Rebuilt the standing of {count} {'engagement' if count == 1 else 'engagements'}.")
    return 0


def told_of_sweeping(swept: Swept) -> Iterator[str]:
    files = partial(counted, one="file")
    days = KEPT_ASIDE.days
    yield f"Put {files(swept.put_aside)} aside for {days} days that broken-off uploads had left behind."
    yield f"Removed {files(swept.thrown_away)} for good that had been put aside before that."
    if swept.put_back:
        yield f"Put {files(swept.put_back)} back that the database knows again."
    yield f"Removed {files(swept.staged)} that had not arrived whole."


def sweep(_chosen: Namespace) -> int:
    """Put aside what broken-off uploads left behind, older than a day, for 30 days; remove sessions that have
    ended; forget who left long ago."""
    settings = read_settings()
    with opened(settings) as database:
        swept = sweep_files(database, open_store(settings.evidence), settings.incoming, clock.now())
        with database.writing() as writing:
            term = clock.today(), settings.keep_leavers_months
            forgotten = forget_people(writing, *term) + forget_leavers(writing, *term)
        if forgotten:
            scrub_database(database)
    for line in told_of_sweeping(swept):
        print(line)
    with opened(settings) as database, database.writing() as session:
        read = sweep_sheets(session, clock.now() - KEPT)
        ended = sweep_sessions(session)
    print(f"Removed {read} {'spreadsheet' if read == 1 else 'spreadsheets'} that nobody had confirmed.")
    print(f"Removed {ended} {'session' if ended == 1 else 'sessions'} of browsers that had ended.")
    print(f"Forgot {forgotten} {'person' if forgotten == 1 else 'people'} who left long ago.")
    return 0
