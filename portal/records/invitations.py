"""Who is asked to act for an organisation, and what they said."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of
from portal.records.parties import Role


class DeliveryState(StrEnum):
    """How far an invitation had got, where it is older than messages are."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Answer(StrEnum):
    """`waits` is a yes of the person to which the organisation's own manager has not said anything yet."""

    ACCEPTED = "accepted"
    WAITS = "waits"
    REFUSED = "refused"
    REVOKED = "revoked"


UNANSWERED = sa.text("answer IS NULL")


class Invitation(Base):
    """Somebody is asked to act for an organisation. `email`, `name` and `role` are as the inviter typed them;
    whether anybody has that address is looked at when it is answered, and not before.

    `lead_id` is the lead that asks: then for an organisation that it made, or for one that has come to belong
    to itself since, whose own manager must let the person in too (`let_in_by`). Without a lead it is the
    organisation itself that asks, or whoever runs the portal.

    `asked_at` is when it went out last (None: nobody was sent anything yet), `good_until` how long it can be
    answered. How far it has got is said by its message; by `state` and `problem` where it is older than
    messages are.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        one_of("role", Role),
        one_of("state", DeliveryState),
        one_of("answer", Answer),
        sa.Index(
            "uq_invitation_open",
            "organisation_id",
            "email",
            unique=True,
            sqlite_where=UNANSWERED,
            postgresql_where=UNANSWERED,
        ),
        sa.Index(None, "email"),
    )
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    lead_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    contract_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contract.id"))
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    invited_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    good_until: Mapped[datetime | None]
    message_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("message.id"))
    state: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    let_in_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))


class StoodIn(Base):
    """Until that moment a lead's own entry stood in for the partner of an engagement, under the name that the
    lead had typed."""

    __tablename__ = "stood_in"
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    until_at: Mapped[datetime]
