"""Keep the files that somebody brought to what they say, on their organisation's shelf."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room

NO_ROOM = Limits(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Brought:
    """Files that are in the store already, and for how many bytes there is room."""

    files: tuple[KeptFile, ...] = ()
    limits: Limits = NO_ROOM


NOTHING_BROUGHT = Brought()


def keep_brought(
    session: Session,
    viewer: Viewer,
    brought: Brought,
    organisation_id: uuid.UUID,
    contract_id: uuid.UUID,
    engagement_id: uuid.UUID | None,
) -> list[uuid.UUID]:
    """Their ids. In the caller's transaction, which has locked the contract or engagement. Raises NoRoom."""
    if brought.files:
        lock_room(session, organisation_id)
    return [
        keep_one(session, viewer, kept, brought.limits, organisation_id, contract_id, engagement_id)
        for kept in brought.files
    ]


def keep_one(
    session: Session,
    viewer: Viewer,
    kept: KeptFile,
    limits: Limits,
    organisation_id: uuid.UUID,
    contract_id: uuid.UUID,
    engagement_id: uuid.UUID | None,
) -> uuid.UUID:
    require_room(session, limits, organisation_id, kept.size)
    file_id = add_stored_file(session, kept, organisation_id, viewer.person_id)
    record_event(
        session,
        "file-uploaded",
        viewer.person_id,
        contract_id=contract_id,
        engagement_id=engagement_id,
        data=uploaded_data(file_id, kept),
    )
    return file_id
