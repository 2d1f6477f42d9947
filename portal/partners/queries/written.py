"""What the lead wrote about a partner, and to it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.records import Engagement, Membership, Message, PartnerLetter, PartnerNote, Person


@dataclass(frozen=True, slots=True)
class NoteLine:
    words: str
    by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter to one person. `state` is of its message, `problem` what the mail server said of it; where it
    came back `bounced_at` says when, `bounce_words` why."""

    to: str
    by: str
    subject: str
    words: str
    written_at: datetime
    state: str
    problem: str
    bounced_at: datetime | None
    bounce_words: str


def list_notes(session: Session, engagement_ids: Collection[uuid.UUID]) -> tuple[NoteLine, ...]:
    """The newest in front."""
    query = (
        sa.select(PartnerNote.words, Person.name.label("by"), PartnerNote.written_at)
        .join(Person, Person.id == PartnerNote.written_by)
        .where(PartnerNote.engagement_id.in_(engagement_ids), PartnerNote.words != "")
        .order_by(PartnerNote.written_at.desc(), PartnerNote.id)
    )
    return tuple(NoteLine(**row._asdict()) for row in session.execute(query))


def list_letters(session: Session, engagement_ids: Collection[uuid.UUID]) -> tuple[LetterLine, ...]:
    """The newest in front, those of one writing side by side."""
    to, by = aliased(Person), aliased(Person)
    query = (
        sa.select(
            to.name.label("to"),
            by.name.label("by"),
            PartnerLetter.subject,
            PartnerLetter.words,
            PartnerLetter.written_at,
            Message.state,
            Message.problem,
            Message.bounced_at,
            Message.bounce_words,
        )
        .join(to, to.id == PartnerLetter.person_id)
        .join(by, by.id == PartnerLetter.written_by)
        .join(Message, Message.id == PartnerLetter.message_id)
        .where(PartnerLetter.engagement_id.in_(engagement_ids))
        .order_by(PartnerLetter.written_at.desc(), to.name, PartnerLetter.id)
    )
    return tuple(LetterLine(**row._asdict()) for row in session.execute(query))


def is_to_somebody_gone(session: Session, message_id: uuid.UUID) -> bool:
    """Whether a message is a lead's letter to somebody who has left the partner since, or is kept out."""
    still = (
        sa.exists()
        .where(
            Membership.person_id == PartnerLetter.person_id,
            Membership.organisation_id == Engagement.partner_id,
            Person.id == PartnerLetter.person_id,
            Person.disabled_at.is_(None),
        )
        .correlate(PartnerLetter, Engagement)
    )
    query = sa.select(PartnerLetter.id).join(Engagement, Engagement.id == PartnerLetter.engagement_id)
    gone = query.where(PartnerLetter.message_id == message_id, ~still)
    return session.scalar(gone.limit(1)) is not None
