"""What was typed into a form, before it is sent and after."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class WhyKept(StrEnum):
    """Kept while it was typed; or sent by a session that had ended, from a page of an earlier session, or at
    a moment when the portal could not do it."""

    TYPED = "typed"
    ENDED = "ended"
    EARLIER = "earlier"
    FAILED = "failed"


class KeptForm(Base):
    """What somebody typed and has not sent, or sent when the session had ended: for some days. `address` is
    where the form is sent, with a fragment where a later one of the same form stands there; `fields` names
    with what was typed under each, in order, without passwords; `files` the names of files that have to be
    chosen again."""

    __tablename__ = "kept_form"
    __table_args__ = (one_of("why", WhyKept), sa.UniqueConstraint("person_id", "address"))
    id: Mapped[Id]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    address: Mapped[str]
    fields: Mapped[list[list[str]]] = mapped_column(sa.JSON)
    files: Mapped[list[str]] = mapped_column(sa.JSON)
    why: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(index=True)


class SentForm(Base):
    """A form that made something, once: known by the mark that its page gave it. `digest` is of what was
    typed, `location` where its sender was led. The person is no foreign key: the row is written first of
    all, and a lock on a person comes late in the order of locks."""

    __tablename__ = "sent_form"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "mark", "address"),
        sa.Index(None, "person_id", "digest"),
    )
    id: Mapped[Id]
    person_id: Mapped[uuid.UUID]
    mark: Mapped[str]
    address: Mapped[str]
    digest: Mapped[str]
    location: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(index=True)
