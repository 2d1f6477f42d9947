"""Put the files that a partner brought to what it said of a finding or an action."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room
from portal.places.contracts import EngagementPlace
from portal.records import FindingFile

NO_ROOM = Limits(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Brought:
    """Files that are in the store already, and for how many bytes there is room."""

    files: tuple[KeptFile, ...] = ()
    limits: Limits = NO_ROOM


NOTHING_BROUGHT = Brought()


def add_evidence(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    brought: Brought,
    number: int,
    *,
    finding_id: uuid.UUID | None = None,
    action_id: uuid.UUID | None = None,
) -> None:
    """They are the partner's, and are said to be evidence in that turn. In the caller's transaction, which
    has locked the engagement. Raises NoRoom."""
    if brought.files:
        lock_room(session, place.partner_id)
    for kept in brought.files:
        require_room(session, brought.limits, place.partner_id, kept.size)
        file_id = add_stored_file(session, kept, place.partner_id, viewer.person_id)
        session.execute(
            sa.insert(FindingFile).values(
                file_id=file_id, finding_id=finding_id, action_id=action_id, number=number
            )
        )
        record_event(
            session,
            "file-uploaded",
            viewer.person_id,
            contract_id=place.contract.contract_id,
            engagement_id=place.engagement_id,
            data=uploaded_data(file_id, kept),
        )
