"""Where a viewer stands: the contract, engagement or submission of an address, looked up within the
viewer's reach.

Every query of tenant data takes one of these places, so it cannot be asked about what the viewer may not see.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import Span
from portal.access import Audience, NotHere, Parties, Viewer, admit
from portal.reading_once import reads_once
from portal.records import Contract, Engagement, NamedRow, Organisation, Submission

LEAD, COMMISSIONER, PARTNER = aliased(Organisation), aliased(Organisation), aliased(Organisation)

KNOWN_TO_PARTNER = sa.or_(Submission.sent_at.is_not(None), Submission.received_way.is_(None))
"""Of Submission: that its partner may learn of it. A draft of what the lead received is the lead's."""


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

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class EngagementPlace:
    """The partner `has_joined` once it belongs to itself; until then the lead's entry stands in for it."""

    contract: ContractPlace
    engagement_id: uuid.UUID
    reference: str
    partner_id: uuid.UUID
    partner: str
    area: str
    starts_on: date
    ends_on: date
    audiences: frozenset[Audience]
    has_joined: bool = True

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on)

    def on_days(self, span: Span) -> "EngagementPlace":
        """The same on other days, such as those that it had by what was known on an evening."""
        return replace(self, starts_on=span.from_on, ends_on=span.until_on)

    def asked_on(self, today: date) -> date:
        """The day whose words are asked of the partner: today, or the first day where that is to come."""
        return max(today, self.starts_on)


@dataclass(frozen=True, slots=True)
class SubmissionPlace:
    """Where it `is_received`, the lead enters what came by post or mail: until it is sent it is a draft of
    the lead's. `entered_by` are the people who began and sent it."""

    engagement: EngagementPlace
    submission_id: uuid.UUID
    reference: str
    requirement_key: str
    part_key: str
    is_sent: bool
    is_opened: bool = False
    is_taken_back: bool = False
    is_received: bool = False
    entered_by: frozenset[uuid.UUID] = frozenset()


def writer_of(is_received: bool) -> Audience:
    """Whose draft it is: the partner's, or the lead's where it came by post or mail."""
    return Audience.REVIEWER if is_received else Audience.PARTNER


CONTRACT = (
    Contract.id.label("contract_id"),
    Contract.reference.label("contract_reference"),
    Contract.title,
    Contract.starts_on.label("contract_starts_on"),
    Contract.ends_on.label("contract_ends_on"),
    Contract.commissioner_id,
    COMMISSIONER.name.label("commissioner"),
    Contract.lead_id,
    LEAD.name.label("lead"),
)


def contract_place(row: NamedRow, audiences: frozenset[Audience]) -> ContractPlace:
    """Out of a row that has the columns CONTRACT."""
    return ContractPlace(
        contract_id=row.contract_id,
        reference=row.contract_reference,
        title=row.title,
        starts_on=row.contract_starts_on,
        ends_on=row.contract_ends_on,
        commissioner_id=row.commissioner_id,
        commissioner=row.commissioner,
        lead_id=row.lead_id,
        lead=row.lead,
        audiences=audiences,
    )


CONTRACT_OF_ID = (
    sa.select(*CONTRACT)
    .select_from(Contract)
    .join(COMMISSIONER, COMMISSIONER.id == Contract.commissioner_id)
    .join(LEAD, LEAD.id == Contract.lead_id)
    .where(Contract.id == sa.bindparam("contract_id"))
)
"""Every page asks one of these three: built once, a statement costs a quarter."""

ENGAGEMENTS = (
    sa.select(
        *CONTRACT,
        Engagement.id.label("engagement_id"),
        Engagement.reference,
        Engagement.partner_id,
        PARTNER.name.label("partner"),
        PARTNER.made_by_id.is_(None).label("has_joined"),
        Engagement.area,
        Engagement.starts_on,
        Engagement.ends_on,
    )
    .select_from(Engagement)
    .join(Contract, Contract.id == Engagement.contract_id)
    .join(COMMISSIONER, COMMISSIONER.id == Contract.commissioner_id)
    .join(LEAD, LEAD.id == Contract.lead_id)
    .join(PARTNER, PARTNER.id == Engagement.partner_id)
)
ENGAGEMENT_OF_ID = ENGAGEMENTS.where(Engagement.id == sa.bindparam("engagement_id"))
SUBMISSION_OF_ID = (
    ENGAGEMENTS.add_columns(
        Submission.reference.label("submission_reference"),
        Submission.requirement_key,
        Submission.part_key,
        Submission.sent_at.is_not(None).label("is_sent"),
        Submission.opened_at.is_not(None).label("is_opened"),
        Submission.taken_back_at.is_not(None).label("is_taken_back"),
        Submission.received_way.is_not(None).label("is_received"),
        Submission.made_by,
        Submission.sent_by,
    )
    .join(Submission, Submission.engagement_id == Engagement.id)
    .where(Submission.id == sa.bindparam("submission_id"))
)


def get_contract_place(
    session: Session, viewer: Viewer, contract_id: uuid.UUID, wanted: Iterable[Audience]
) -> ContractPlace:
    """The contract, for a viewer who is one of the wanted audiences to it; raises NotHere."""
    row = session.execute(CONTRACT_OF_ID, {"contract_id": contract_id}).one_or_none()
    if row is None:
        raise NotHere
    audiences = admit(viewer, Parties(commissioner_id=row.commissioner_id, lead_id=row.lead_id), wanted)
    return contract_place(row, audiences)


@reads_once
def contracts_unseen(session: Session, contract_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, ContractPlace]:
    """These contracts, for work that is done in nobody's name: nobody is admitted by them."""
    query = (
        sa.select(*CONTRACT)
        .select_from(Contract)
        .join(COMMISSIONER, COMMISSIONER.id == Contract.commissioner_id)
        .join(LEAD, LEAD.id == Contract.lead_id)
        .where(Contract.id.in_(contract_ids))
    )
    return {row.contract_id: contract_place(row, frozenset()) for row in session.execute(query)}


def get_engagement_place(
    session: Session, viewer: Viewer, engagement_id: uuid.UUID, wanted: Iterable[Audience]
) -> EngagementPlace:
    """The engagement, for a viewer who is one of the wanted audiences to it; raises NotHere."""
    row = session.execute(ENGAGEMENT_OF_ID, {"engagement_id": engagement_id}).one_or_none()
    if row is None:
        raise NotHere
    return engagement_place(row, viewer, wanted)


def engagement_place(row: NamedRow, viewer: Viewer, wanted: Iterable[Audience]) -> EngagementPlace:
    """Out of a row that has the columns of ENGAGEMENTS; raises NotHere."""
    parties = Parties(row.commissioner_id, row.lead_id, partner_id=row.partner_id)
    return engagement_for(row, admit(viewer, parties, wanted))


def engagement_for(row: NamedRow, audiences: frozenset[Audience]) -> EngagementPlace:
    """The same for somebody who was admitted before."""
    return EngagementPlace(
        contract=contract_place(row, audiences),
        engagement_id=row.engagement_id,
        reference=row.reference,
        partner_id=row.partner_id,
        partner=row.partner,
        area=row.area,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        audiences=audiences,
        has_joined=bool(row.has_joined),
    )


def look_again(session: Session, place: ContractPlace) -> ContractPlace:
    """The contract as it is now, for the same viewer; raises NotHere."""
    row = session.execute(CONTRACT_OF_ID, {"contract_id": place.contract_id}).one_or_none()
    if row is None:
        raise NotHere
    return contract_place(row, place.audiences)


def look_at_engagement_again(session: Session, place: EngagementPlace) -> EngagementPlace:
    """The engagement as it is now, for the same viewer; raises NotHere where it is gone."""
    row = session.execute(ENGAGEMENT_OF_ID, {"engagement_id": place.engagement_id}).one_or_none()
    if row is None:
        raise NotHere
    return engagement_for(row, place.audiences)


def get_submission_place(
    session: Session, viewer: Viewer, submission_id: uuid.UUID, wanted: Iterable[Audience]
) -> SubmissionPlace:
    """The submission, for a viewer who is one of the wanted audiences to it; raises NotHere.

    A draft is the own of whose side writes it: nobody else learns of it.
    """
    row = session.execute(SUBMISSION_OF_ID, {"submission_id": submission_id}).one_or_none()
    if row is None:
        raise NotHere
    writer = writer_of(row.is_received)
    place = engagement_place(row, viewer, (writer if each is Audience.WRITER else each for each in wanted))
    if not row.is_sent and writer not in place.audiences:
        raise NotHere
    return SubmissionPlace(
        engagement=place,
        submission_id=submission_id,
        reference=row.submission_reference,
        requirement_key=row.requirement_key,
        part_key=row.part_key,
        is_sent=bool(row.is_sent),
        is_opened=bool(row.is_opened),
        is_taken_back=bool(row.is_taken_back),
        is_received=bool(row.is_received),
        entered_by=frozenset({row.made_by, row.sent_by} - {None}),
    )
