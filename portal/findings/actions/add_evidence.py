"""Put the files that a partner brought to what it said of a finding or an action."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.files.actions.keep_brought import Brought, keep_brought
from portal.files.evidence import EvidenceFile
from portal.places.contracts import EngagementPlace
from portal.records import FindingFile


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
    its = (place.partner_id, place.contract.contract_id, place.engagement_id)
    for file_id in keep_brought(session, viewer, brought, *its):
        session.execute(
            sa.insert(FindingFile).values(
                file_id=file_id, finding_id=finding_id, action_id=action_id, number=number
            )
        )


def was_brought(brought: Brought, number: int, files: Iterable[EvidenceFile]) -> bool:
    """Whether each of these files was put to that turn already, by its name and its content."""
    there = {(each.name, each.sha256) for each in files if each.number == number}
    return {(each.name, each.sha256) for each in brought.files} <= there
