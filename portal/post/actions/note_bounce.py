"""Note that a message came back."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import Happened, record_events
from portal.records import (
    Contract,
    Engagement,
    Invitation,
    Membership,
    Message,
    MessageState,
    Notice,
    PartnerLetter,
)


def note_bounce(session: Session, headers: Sequence[str], status: str, words: str) -> bool:
    """Of the message that has one of these Message-IDs, once; False where none has. In the caller's
    transaction. What came back has been sent, whatever was known of it."""
    known = session.scalar(sa.select(Message.id).where(Message.header.in_(headers)).limit(1))
    if known is None:
        return False
    values: dict[str, object] = {
        "bounced_at": clock.now(),
        "bounce_status": status,
        "bounce_words": words,
        "state": MessageState.SENT.value,
    }
    was_handed = sa.and_(Message.id == known, Message.handed_at.is_not(None), Message.bounced_at.is_(None))
    noting = sa.update(Message).where(was_handed).values(values).returning(Message.person_id)
    if noted := session.execute(noting).one_or_none():
        tell_leads(session, known, noted.person_id)
    return True


def tell_leads(session: Session, message_id: uuid.UUID, person_id: uuid.UUID | None) -> None:
    """An event for each part that a partner has in what the message told of, and one for each contract of
    which it told somebody else: its lead hears that it did not arrive."""
    data = {"message": str(message_id)}
    told = [(row.contract_id, row.engagement_id) for row in session.execute(told_of(message_id, person_id))]
    happened = [Happened("mail-came-back", person_id, *each, data=data) for each in told]
    for row in session.execute(written_by_lead(message_id)):
        happened.append(Happened("mail-came-back", person_id, row.contract_id, row.engagement_id, data=data))
    if contract_id := session.scalar(invited_to(message_id)):
        happened.append(Happened("invitation-came-back", person_id, contract_id, data=data))
    record_events(session, happened)


def told_of(
    message_id: uuid.UUID, person_id: uuid.UUID | None
) -> sa.Select[uuid.UUID | None, uuid.UUID | None]:
    """The contracts; with the person's own part where the person is of a partner, without one otherwise."""
    own = sa.select(Membership.organisation_id).where(Membership.person_id == person_id)
    own_part = sa.and_(
        Engagement.contract_id == Notice.contract_id,
        sa.or_(Notice.engagement_id.is_(None), Engagement.id == Notice.engagement_id),
        Engagement.partner_id.in_(own),
    )
    return (
        sa.select(Notice.contract_id, Engagement.id.label("engagement_id"))
        .outerjoin(Engagement, own_part)
        .where(Notice.message_id == message_id, Notice.contract_id.is_not(None))
        .distinct()
    )


def written_by_lead(message_id: uuid.UUID) -> sa.Select[uuid.UUID, uuid.UUID]:
    """The part of a partner about which its lead wrote the message."""
    query = sa.select(Engagement.contract_id, Engagement.id.label("engagement_id"))
    query = query.join(PartnerLetter, PartnerLetter.engagement_id == Engagement.id)
    return query.where(PartnerLetter.message_id == message_id)


def invited_to(message_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """The newest contract of the lead that invited, to which the organisation belongs that somebody was
    invited into; none where a partner invited."""
    organisation = Invitation.organisation_id
    delivers = sa.exists().where(Engagement.contract_id == Contract.id, Engagement.partner_id == organisation)
    belongs = sa.or_(Contract.lead_id == organisation, Contract.commissioner_id == organisation, delivers)
    return (
        sa.select(Contract.id)
        .join(Invitation, Contract.lead_id == sa.func.coalesce(Invitation.lead_id, organisation))
        .where(Invitation.message_id == message_id, belongs)
        .order_by(Contract.created_at.desc(), Contract.id)
        .limit(1)
    )
