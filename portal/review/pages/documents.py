"""The files of a submission, with how many pages of each can be shown as pictures."""

from uuid import UUID

from evidence.reading import Unreadable, page_count
from evidence.store import NotStored, Store
from portal.review.pages.frame import AtReview
from portal.review.presenters.review import FileView, file_view
from portal.review.queries.review import file_keys
from portal.standing.queries.submissions import FileLine

COUNTED: dict[UUID, int] = {}
"""Pages by file. A file never changes, so an entry is never stale."""
MOST_COUNTED = 10_000


def list_documents(at: AtReview, files: tuple[FileLine, ...]) -> list[FileView]:
    """The files in their order; one that cannot be shown has no pages."""
    uncounted = [file.file_id for file in files if file.file_id not in COUNTED]
    keys = file_keys(at.session, uncounted, at.place) if uncounted else {}
    return [file_view(file, count_pages(at.store, file, keys.get(file.file_id))) for file in files]


def count_pages(store: Store, file: FileLine, key: str | None) -> int:
    """From memory, else by a look into the file under the key."""
    if key is None or not file.is_open:
        return COUNTED.get(file.file_id, 0)
    try:
        with store.fetch(key) as path:
            counted = page_count(path, file.media_type)
    except (Unreadable, NotStored):
        counted = 0
    if len(COUNTED) >= MOST_COUNTED:
        COUNTED.clear()
    COUNTED[file.file_id] = counted
    return counted
