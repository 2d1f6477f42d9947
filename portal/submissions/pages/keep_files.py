"""Keep what an upload brought to a draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from evidence.accept import Accepted
from evidence.store import Store
from portal.database import Database
from portal.files.actions.keep_file import KeptFile, keep_file
from portal.files.queries import find_same_file
from portal.places.contracts import SubmissionPlace
from portal.submissions.actions.draft import add_file
from portal.web.receiving import Received


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is kept and in the draft."""

    file_id: UUID
    name: str
    size: int


def keep_files(
    database: Database, store: Store, person_id: UUID, place: SubmissionPlace, received: Received
) -> Iterator[Taken]:
    """Each accepted file, one after the other. Raises CannotDo or NotHere where it is no draft any more."""
    for accepted in received.accepted:
        yield Taken(keep_once(database, store, person_id, place, accepted), accepted.name, accepted.size)


def keep_once(
    database: Database, store: Store, person_id: UUID, place: SubmissionPlace, accepted: Accepted
) -> UUID:
    """The file's id; the same file sent twice (a second click) is kept once."""
    with database.reading() as session:
        same = find_same_file(session, place.submission_id, accepted.name, accepted.sha256)
    if same:
        return same

    def to_draft(session: Session, kept: KeptFile) -> UUID:
        return add_file(session, person_id, place, kept)

    return keep_file(database, store, accepted, to_draft)
