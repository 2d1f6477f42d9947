"""Keep a file: bytes before row. An orphan file is harmless and swept; a row without its file is a lie."""

import uuid
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.accept import Accepted
from evidence.store import Store, new_key
from portal import clock
from portal.acting.ask_work import ask_work
from portal.acting.keep_words import keep_file_words
from portal.records import Scan, StoredFile, table_of

ADDING = sa.insert(table_of(StoredFile))
SCAN = "scan-file"
"""The work of having one file scanned."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes the store keeps under `key`. `size` is in bytes."""

    key: str
    name: str
    media_type: str
    size: int
    sha256: str
    scan: str = Scan.UNSCANNED.value


def keep_file(store: Store, accepted: Accepted, scanned: bool) -> KeptFile:
    """The bytes into the store under a key of their own. Only what comes of this can be given a row.

    Where files are scanned, nobody opens it before the scanner has answered.
    """
    key = new_key(clock.today())
    store.keep(accepted.path, key)
    scan = Scan.CHECKING if scanned else Scan.UNSCANNED
    return KeptFile(key, accepted.name, accepted.media_type, accepted.size, accepted.sha256, scan.value)


def drop_file(store: Store, kept: KeptFile) -> None:
    """The bytes of a file that was given no row. Where this is not reached, they are swept."""
    store.remove(kept.key)


def add_stored_file(
    session: Session, kept: KeptFile, organisation_id: uuid.UUID, person_id: uuid.UUID
) -> uuid.UUID:
    """The row of a file on its owner's shelf, in the caller's transaction; the file's id."""
    file_id = uuid.uuid4()
    row = {
        "id": file_id,
        "organisation_id": organisation_id,
        "uploaded_by": person_id,
        "uploaded_at": clock.now(),
        **asdict(kept),
    }
    session.execute(ADDING, row)
    keep_file_words(session, file_id, organisation_id, kept.name)
    if kept.scan == Scan.CHECKING.value:
        ask_work(session, SCAN, str(file_id))
    return file_id


def uploaded_data(file_id: uuid.UUID, kept: KeptFile) -> dict[str, str | int]:
    """What an event says of a file."""
    return {"file": str(file_id), "size": kept.size, "sha256": kept.sha256}
