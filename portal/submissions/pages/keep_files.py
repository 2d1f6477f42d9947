"""Keep what an upload brought: bytes before rows, so that a row never lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from evidence.store import Store
from portal.files.actions.keep_file import KeptFile, drop_file
from portal.files.actions.require_room import NoRoom
from portal.files.bringing import limits_for_several
from portal.submissions.actions.keep_draft import add_file
from portal.submissions.pages.frame import AtDraft


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is kept and in the draft."""

    file_id: UUID
    name: str
    size: int


def add_files(
    at: AtDraft, store: Store, kept: Sequence[KeptFile]
) -> tuple[tuple[Taken, ...], tuple[str, ...]]:
    """Their rows, and sentences about those for which there was no room. What is in the draft already (a
    second click) stays, and its second copy is dropped.

    Raises CannotDo, NotHere or GoTo where it is no draft any more.
    """
    taken, refused = list[Taken](), list[str]()
    for file in kept:
        try:
            taken.append(add_one(at, store, file))
        except NoRoom as no_room:
            at.session.rollback()
            drop_file(store, file)
            refused.append(f"{file.name}: {' '.join(no_room.problems.values())}")
    return tuple(taken), tuple(refused)


def add_one(at: AtDraft, store: Store, file: KeptFile) -> Taken:
    added = add_file(at.session, at.viewer.person_id, at.place, file, limits_for_several(at.settings))
    if not added.is_new:
        drop_file(store, file)
    return Taken(added.file_id, file.name, file.size)
