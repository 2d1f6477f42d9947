"""What the archive of a contract is made of: files, rows, the log with the program that checks it, and a
workbook to read."""

import uuid
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.spreadsheet_writing import Written, write_workbook
from evidence.store import NotStored, Store, new_key
from portal import clock
from portal.acting.chain import event_hash
from portal.acting.log_key import LogKey, log_key_of
from portal.acting.sealing import Told
from portal.database import Database, reading_snapshot
from portal.files.actions.keep_file import KeptFile
from portal.history.actions.anchor_log import NAME as ANCHORS
from portal.history.actions.anchor_log import lines_of
from portal.history.actions.archive_contract import ZIP, note_archive
from portal.history.exporting import (
    NOTHING,
    event_line,
    event_row,
    row_line,
    sha256_of,
    write_contents,
    write_proof,
)
from portal.history.presenters.events import HEADINGS, sheet_rows
from portal.history.queries.contents import Contents
from portal.history.queries.events import Wanted, events_of_contract, newest_events
from portal.history.queries.head import find_head
from portal.history.queries.sides import OF_THE_PARTNER, OF_THE_PORTAL
from portal.history.queries.titles import titles_of
from portal.places.contracts import CONTRACT_OF_ID, ContractPlace, contract_place
from portal.records import NamedRow, Scan, StoredFile
from portal.settings import Settings
from portal.standing.queries.verify_log import walk_events

Step = Callable[[int, int | None], None]

READ_ME = """\
All that the portal kept of the contract {title} ({reference}), {starts_on} to {ends_on}.

files/          what partners sent and the lead issued, under the names that they were given; without what
                a virus scanner found to be harmful, and what was taken back before anybody opened it
contract.xlsx   what happened under the contract, to read
rows.jsonl      what was sent, decided, agreed and recorded, a line each
events.jsonl    the log of what happened; what was not about this contract stands there by its hash alone
head.json       where the log ended when this was written, signed; anchors.jsonl: on earlier days
contents.json   the SHA-256 of each of these files, signed

    python3 verify_log.py --key PUBLIC-KEY

says whether all of it is as it was written. The public key is told to you on another way than this file.
"""


def archive_contract(
    settings: Settings, database: Database, store: Store, contract_id: uuid.UUID, step: Step
) -> None:
    """Bytes before row: what is broken off on the way is swept, and made anew."""
    settings.incoming.mkdir(parents=True, exist_ok=True)
    staged = settings.incoming / f"{uuid.uuid4().hex}.part"
    with reading_snapshot(database) as session:
        row = session.execute(CONTRACT_OF_ID, {"contract_id": contract_id}).one()
        place = contract_place(row, frozenset())
        anchors = lines_of(settings.home / ANCHORS)
        write_archive(session, store, place, settings.address, anchors, staged, step)
    name = f"{place.reference}-{clock.today().isoformat()}.zip"
    with staged.open("rb") as opened:
        sha256 = sha256_of(opened)
    kept = KeptFile(new_key(clock.today()), name, ZIP, staged.stat().st_size, sha256)
    store.keep(staged, kept.key)
    with database.writing() as session:
        note_archive(session, place, kept)
        session.commit()


def write_archive(
    session: Session,
    store: Store,
    place: ContractPlace,
    portal: str,
    anchors: Sequence[str],
    path: Path,
    step: Step,
) -> None:
    """A zip at the path, which is not there yet; a file at a time goes through this process."""
    files = list_files(session, Contents(place.contract_id))
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(files):
            step(number, len(files))
            write_file(archive, store, file)
        step(len(files), len(files))
        names = {str(file.id): name_of(file) for file in files}
        write_log(archive, session, place, portal, anchors, names)
        archive.writestr("contract.xlsx", workbook(session, place))
        archive.writestr("READ ME.txt", READ_ME.format(**words_of(place)))
        write_contents(archive, log_key_of(session))


def words_of(place: ContractPlace) -> dict[str, object]:
    return {
        "title": place.title,
        "reference": place.reference,
        "starts_on": place.starts_on,
        "ends_on": place.ends_on,
    }


class StillChecked(RuntimeError):
    """A file has to be scanned first: the archive is made another time."""


def list_files(session: Session, contents: Contents) -> Sequence[StoredFile]:
    """Without what was found to be harmful, which nobody opens. Raises StillChecked."""
    mine = sa.and_(contents.given_files, StoredFile.scan != Scan.FOUND.value)
    query = sa.select(StoredFile).where(mine).order_by(StoredFile.uploaded_at, StoredFile.id)
    files = session.scalars(query).all()
    if any(each.scan == Scan.CHECKING.value for each in files):
        raise StillChecked("files of this contract are still being checked for viruses")
    return files


def name_of(file: StoredFile) -> str:
    """Two files of one name stand beside each other."""
    return f"files/{file.id.hex[:8]}-{file.name.replace('/', '-')}"


def write_file(archive: zipfile.ZipFile, store: Store, file: StoredFile) -> None:
    """One that the store has lost is left out, and the program that checks says so."""
    try:
        content = store.read(file.key)
    except NotStored:
        return
    with archive.open(name_of(file), "w", force_zip64=True) as written:
        for chunk in content:
            written.write(chunk)
    content.close()


def write_log(
    archive: zipfile.ZipFile,
    session: Session,
    place: ContractPlace,
    portal: str,
    anchors: Sequence[str],
    names: Mapping[str, str],
) -> None:
    """The log up to now; what is about something else by its hash alone. A row whose digest is in such an
    event is told without what its digest is salted with, and is not proved."""
    head, key = find_head(session) or NOTHING, log_key_of(session)
    given = Given()
    with archive.open("events.jsonl", "w", force_zip64=True) as written:
        for row in walk_events(session, head.number):
            written.write(given.line(row, place.contract_id))
    with archive.open("rows.jsonl", "w", force_zip64=True) as written:
        for table, of, told in Contents(place.contract_id).told(session):
            written.write(given.row(key, table, of, told, names.get(of, "")))
        for values in given.redacted:
            written.write(event_row(key, values))
    write_proof(archive, session, portal, head, anchors)


@dataclass
class Given:
    """Which events are given, and of which rows these have the last digest."""

    proved: set[tuple[str, str]] = field(default_factory=set)
    redacted: list[Told] = field(default_factory=list)

    def line(self, event: NamedRow, contract_id: uuid.UUID) -> bytes:
        is_its = event.contract_id == contract_id and not says_inner_words(event)
        is_given = is_its or event.name in OF_THE_PORTAL
        rows = {(table, key) for table, key, _ in event.rows or []}
        self.proved.update(rows) if is_given else self.proved.difference_update(rows)
        if not is_given:
            return event_line({"number": event.number, "hash": event.hash})
        values = event._asdict()
        if event_hash(values) != event.hash:
            self.redacted.append(values)
        return event_line(values)

    def row(self, key: LogKey, table: str, of: str, told: Told, file: str) -> bytes:
        return row_line(key, table, of, told, file, is_proved=(table, of) in self.proved)


def says_inner_words(event: NamedRow) -> bool:
    """What two at the partner wrote to each other is not the lead's to keep."""
    return event.name in OF_THE_PARTNER and "words" in (event.data or {})


def workbook(session: Session, place: ContractPlace) -> bytes:
    found = newest_events(session, events_of_contract(place), Wanted())
    rows = sheet_rows(found.lines, titles_of(session, [place.contract_id]), is_more=found.is_more)
    return write_workbook([Written("History", HEADINGS, rows)])
