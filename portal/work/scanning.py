"""The work of having files scanned for viruses."""

import uuid
from datetime import timedelta

from evidence.scanner import Scanner, ScannerAway
from evidence.store import NotStored
from portal import clock
from portal.files.actions.note_scan import ask_for_scans, note_scan
from portal.files.actions.remove_harmful import remove_harmful
from portal.files.queries import ToScan, find_to_scan, list_scanned_otherwise
from portal.work.tools import NotYet, Tools

AGAIN = timedelta(minutes=1)


def do_scan_file(tools: Tools, subject: str) -> None:
    """One file. Where the scanner is away or slow it is held and tried later, as long as it takes."""
    if not tools.settings.clamd:
        return
    with tools.database.reading() as session:
        file = find_to_scan(session, uuid.UUID(subject))
    if file:
        scan(tools, Scanner(tools.settings.clamd), file)


def do_scan_waiting(tools: Tools, _subject: str) -> None:
    with tools.database.writing() as session:
        ask_for_scans(session, tools.settings.scans)


def do_scan_stored(tools: Tools, _day: str) -> None:
    """All that was found clean by other signatures than there are now."""
    if not tools.settings.clamd:
        return
    scanner = Scanner(tools.settings.clamd)
    try:
        signatures = scanner.version()
    except ScannerAway as away:
        raise NotYet(str(away), AGAIN) from away
    with tools.database.reading() as session:
        files = list_scanned_otherwise(session, signatures)
    for number, file in enumerate(files):
        tools.step(number, len(files))
        scan(tools, scanner, file)


def scan(tools: Tools, scanner: Scanner, file: ToScan) -> None:
    """Raises NotYet where there was no answer. One whose bytes are gone is told by `portal verify`."""
    try:
        content = tools.store.read(file.key)
    except NotStored:
        return
    try:
        verdict = scanner.scan(content)
    except ScannerAway as away:
        raise NotYet(str(away), AGAIN) from away
    finally:
        content.close()
    with tools.database.writing() as session:
        note_scan(session, file.file_id, verdict)


def do_remove_harmful(tools: Tools, _day: str) -> None:
    before = clock.now() - timedelta(days=tools.settings.keep_harmful_days)
    with tools.database.writing() as session:
        remove_harmful(session, tools.store, before)
