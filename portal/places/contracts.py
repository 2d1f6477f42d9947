"""Where a viewer stands: the contract, engagement or submission of an address, looked up within the
viewer's reach.

Every query of tenant data takes one of these places, so it cannot be asked about what the viewer may not see.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import Span
from portal.access import Audience, NotHere, Parties, Viewer, admit
from portal.records import Contract, Engagement, Organisation, Submission

LEAD, COMMISSIONER, PARTNER = aliased(Organisation), aliased(Organisation), aliased(Organisation)


@dataclass(frozen=True, slots=True)
class ContractPlace:
    contract_id: uuid.UUID
    reference: str
    title: str
    starts_on: date
    ends_on: date
    commissioner_id: uuid.UUID
    commissioner: str
    lead_id: uuid.UUID
    lead: str
    audiences: frozenset[Audience]


@dataclass(frozen=True, slots=True)
class EngagementPlace:
    contract: ContractPlace
    engagement_id: uuid.UUID
    reference: str
    partner_id: uuid.UUID
    partner: str
    area: str
    starts_on: date
    ends_on: date
    audiences: frozenset[Audience]

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class SubmissionPlace:
    engagement: EngagementPlace
    submission_id: uuid.UUID
    reference: str
    requirement_key: str
    part_key: str
    is_sent: bool


def contract_columns() -> list[Any]:
    return [
        Contract.id, Contract.reference, Contract.title, Contract.starts_on, Contract.ends_on,
        Contract.commissioner_id, COMMISSIONER.name, Contract.lead_id, LEAD.name,
    ]  # fmt: skip


def with_parties(query: Any) -> Any:
    return query.join(COMMISSIONER, COMMISSIONER.id == Contract.commissioner_id).join(
        LEAD, LEAD.id == Contract.lead_id
    )


def get_contract_place(
    session: Session, viewer: Viewer, contract_id: uuid.UUID, wanted: Iterable[Audience]
) -> ContractPlace:
    """The contract, for a viewer who is one of the wanted audiences to it; raises NotHere."""
    query = with_parties(sa.select(*contract_columns()).select_from(Contract))
    row: Any = session.execute(query.where(Contract.id == contract_id)).one_or_none()
    if row is None:
        raise NotHere
    audiences = admit(viewer, Parties(row[5], row[7]), wanted)
    values: tuple[Any, ...] = (*row, audiences)
    return ContractPlace(*values)


def get_engagement_place(
    session: Session, viewer: Viewer, engagement_id: uuid.UUID, wanted: Iterable[Audience]
) -> EngagementPlace:
    """The engagement, for a viewer who is one of the wanted audiences to it; raises NotHere."""
    query = (
        with_parties(
            sa.select(
                *contract_columns(), Engagement.id, Engagement.reference, Engagement.partner_id, PARTNER.name,
                Engagement.area, Engagement.starts_on, Engagement.ends_on,
            ).select_from(Engagement).join(Contract, Contract.id == Engagement.contract_id)
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.id == engagement_id)
    )  # fmt: skip
    row: Any = session.execute(query).one_or_none()
    if row is None:
        raise NotHere
    audiences = admit(viewer, Parties(row[5], row[7], row[11]), wanted)
    contract: tuple[Any, ...] = (*row[:9], audiences)
    values: tuple[Any, ...] = (ContractPlace(*contract), *row[9:], audiences)
    return EngagementPlace(*values)


def get_submission_place(
    session: Session, viewer: Viewer, submission_id: uuid.UUID, wanted: Iterable[Audience]
) -> SubmissionPlace:
    """The submission, for a viewer who is one of the wanted audiences to its engagement; raises NotHere.

    A draft is its partner's own: nobody else learns of it.
    """
    row = session.execute(
        sa.select(
            Submission.engagement_id,
            Submission.reference,
            Submission.requirement_key,
            Submission.part_key,
            Submission.sent_at.is_not(None),
        ).where(Submission.id == submission_id)
    ).one_or_none()
    if row is None:
        raise NotHere
    place = get_engagement_place(session, viewer, row[0], wanted)
    if not row[4] and Audience.PARTNER not in place.audiences:
        raise NotHere
    return SubmissionPlace(place, submission_id, row[1], row[2], row[3], bool(row[4]))
