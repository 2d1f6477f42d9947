"""Keep what an upload brought: bytes before rows, so that a row never lies."""

from dataclasses import dataclass
from uuid import UUID

from portal.files.actions.keep_file import keep_file
from portal.files.queries import find_same_file
from portal.submissions.actions.keep_draft import add_file
from portal.submissions.pages.frame import AtDraft
from portal.web.uploads import Upload


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is kept and in the draft."""

    file_id: UUID
    name: str
    size: int


def keep_files(upload: Upload[AtDraft]) -> tuple[Taken, ...]:
    """Every accepted file; the same file sent twice (a second click) is kept once.

    Raises CannotDo, NotHere or GoTo where it is no draft any more.
    """
    brought = {(file.name, file.sha256): file for file in upload.received.accepted}
    if not brought:
        return ()
    with upload.reading() as at:
        same = {which: find_same_file(at.session, at.submission_id, *which) for which in brought}
    kept = {which: file_id for which, file_id in same.items() if file_id}
    new = {which: keep_file(upload.store, file) for which, file in brought.items() if which not in kept}
    if new:
        with upload.writing() as at:
            kept |= {
                which: add_file(at.session, at.viewer.person_id, at.place, each)
                for which, each in new.items()
            }
    return tuple(Taken(kept[which], file.name, file.size) for which, file in brought.items())
