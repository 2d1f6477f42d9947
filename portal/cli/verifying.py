"""verify."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from itertools import chain

from evidence.store import Store, open_store
from portal import clock
from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.database import Database
from portal.history.actions.anchor_log import NAME as ANCHORS
from portal.history.actions.anchor_log import lines_of
from portal.history.queries.verify_anchors import verify_anchors
from portal.settings import read_settings
from portal.standing.queries.verify import find_orphans, verify_events, verify_files, verify_standing
from portal.words.wording import counted

WRONG, ORPHANS_ALONE = 1, 3
"""The exit codes of `verify` for damage, and for what harms nobody. 2 is that a command cannot be done at
all."""


def verify(chosen: Namespace) -> int:
    """Exit 1 where something is wrong; 3 where nothing is, but files lie in the store that belong to no row,
    which harms nobody."""
    settings = read_settings()
    if chosen.anchors and not chosen.anchors.is_file():
        raise Failed(f"there is no file {chosen.anchors}")
    anchors = lines_of(chosen.anchors or settings.home / ANCHORS)
    with opened(settings) as database:
        return verify_all(database, open_store(settings.evidence), anchors)


def verify_all(database: Database, store: Store, anchors: Sequence[str]) -> int:
    """The exit code; each finding is a line. `anchors` are the lines that were kept outside."""
    with database.reading() as session:
        log = chain(verify_events(session), verify_anchors(session, anchors))
        wrong = say(chain(verify_standing(session), log, verify_files(session, store)))
        orphans = say(find_orphans(session, store, before=clock.now()))
    if wrong:
        print(f"Found {counted(wrong, 'thing')} that {'is' if wrong == 1 else 'are'} wrong.")
        return WRONG
    if orphans:
        print(f"Everything is as it should be; {counted(orphans, 'file')} of no row will be swept.")
        return ORPHANS_ALONE
    print("Everything is as it should be.")
    return 0


def say(findings: Iterable[str]) -> int:
    """How many there were."""
    count = 0
    for finding in findings:
        print(finding)
        count += 1
    return count
