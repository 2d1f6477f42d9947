"""Note that somebody took a history away: to know who knows is part of it."""

import uuid
from collections.abc import Mapping

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event


def note_history(
    session: Session,
    viewer: Viewer,
    asked: Mapping[str, str],
    *,
    contract_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
) -> None:
    """Of one or the other; the page that led to it has seen to it that the viewer may. What was searched for
    may be a name, so only that something was is kept. Commits."""
    data: dict[str, object] = {"by": sorted(asked)}
    if organisation_id:
        data["organisation"] = str(organisation_id)
    record_event(session, "history-downloaded", viewer.person_id, contract_id=contract_id, data=data)
    session.commit()
