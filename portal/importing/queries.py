"""What was read from a file and waits to be confirmed, for those whom it belongs to."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.places.contracts import ContractPlace
from portal.places.organisations import OrganisationPlace
from portal.records import Proposal, ProposalPurpose


@dataclass(frozen=True, slots=True)
class Proposed:
    """`content` is empty once it is confirmed, `outcome` before."""

    proposal_id: uuid.UUID
    file_name: str
    content: dict[str, Any]
    outcome: dict[str, Any]
    made_at: datetime
    is_confirmed: bool


def get_people_proposal(
    session: Session, place: OrganisationPlace, proposal_id: uuid.UUID, now: datetime
) -> Proposed:
    """For the organisation's own people; raises NotHere for anybody else's and after a day."""
    if Audience.OWN not in place.audiences:
        raise NotHere
    mine = Proposal.organisation_id == place.organisation_id
    return get_proposal(session, proposal_id, now, mine, Proposal.purpose == ProposalPurpose.PEOPLE.value)


def get_partners_proposal(
    session: Session, place: ContractPlace, proposal_id: uuid.UUID, now: datetime
) -> Proposed:
    """For the managers of the contract's lead; raises NotHere for anybody else's and after a day."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    mine = Proposal.contract_id == place.contract_id
    return get_proposal(session, proposal_id, now, mine, Proposal.purpose == ProposalPurpose.PARTNERS.value)


def get_proposal(
    session: Session, proposal_id: uuid.UUID, now: datetime, *mine: sa.ColumnElement[bool]
) -> Proposed:
    row = session.execute(
        sa.select(
            Proposal.id.label("proposal_id"),
            Proposal.file_name,
            Proposal.content,
            Proposal.outcome,
            Proposal.made_at,
            Proposal.confirmed_at.is_not(None).label("is_confirmed"),
        ).where(Proposal.id == proposal_id, Proposal.made_at > now - timedelta(days=1), *mine)
    ).one_or_none()
    if row is None:
        raise NotHere
    return Proposed(**row._asdict())
