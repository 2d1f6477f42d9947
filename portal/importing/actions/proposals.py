"""What was read from somebody's file: kept for a day, confirmed once or not at all."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.places.contracts import ContractPlace
from portal.places.organisations import OrganisationPlace
from portal.records import Proposal, ProposalPurpose

KEPT = timedelta(days=1)
"""How long what was read waits to be confirmed."""


def keep_people_read(
    session: Session, viewer: Viewer, place: OrganisationPlace, file_name: str, content: dict[str, Any]
) -> uuid.UUID:
    """People of the organisation; the proposal's id. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.OWN, "Only the organisation itself brings people in.")
    return keep(session, viewer, ProposalPurpose.PEOPLE, place.organisation_id, None, file_name, content)


def keep_partners_read(
    session: Session, viewer: Viewer, place: ContractPlace, file_name: str, content: dict[str, Any]
) -> uuid.UUID:
    """Delivery partners of the contract; the proposal's id. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers bring partners in.")
    purpose = ProposalPurpose.PARTNERS
    return keep(session, viewer, purpose, place.lead_id, place.contract_id, file_name, content)


def keep(
    session: Session,
    viewer: Viewer,
    purpose: ProposalPurpose,
    organisation_id: uuid.UUID,
    contract_id: uuid.UUID | None,
    file_name: str,
    content: dict[str, Any],
) -> uuid.UUID:
    proposal_id = uuid.uuid4()
    session.execute(
        sa.insert(Proposal).values(
            id=proposal_id,
            organisation_id=organisation_id,
            contract_id=contract_id,
            purpose=purpose.value,
            file_name=file_name,
            content=content,
            outcome={},
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    session.commit()
    return proposal_id


def claim_proposal(session: Session, proposal_id: uuid.UUID) -> bool:
    """Whether it is this caller's to carry out: of two clicks, one's. In the caller's transaction."""
    claimed = session.execute(
        sa.update(Proposal)
        .where(Proposal.id == proposal_id, Proposal.confirmed_at.is_(None))
        .values(confirmed_at=clock.now())
        .returning(Proposal.id)
    )
    return claimed.one_or_none() is not None


def close_proposal(session: Session, proposal_id: uuid.UUID, outcome: dict[str, Any]) -> None:
    """What became of it stays, what was read does not. In the caller's transaction."""
    session.execute(sa.update(Proposal).where(Proposal.id == proposal_id).values(content={}, outcome=outcome))


def sweep_proposals(session: Session, before: datetime) -> int:
    """How many were removed that were made before that moment. Commits."""
    removed = session.execute(sa.delete(Proposal).where(Proposal.made_at < before).returning(Proposal.id))
    count = len(removed.all())
    session.commit()
    return count
