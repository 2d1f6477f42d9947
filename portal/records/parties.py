"""Organisations, people, and how they come in."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.vocabulary import LegalForm
from portal.records.base import Base, Id, one_of


class Role(StrEnum):
    """What a person does for an organisation: manager sets up and decides, reviewer decides, member
    contributes."""

    MANAGER = "manager"
    REVIEWER = "reviewer"
    MEMBER = "member"


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    RESET = "reset"


MADE_BY_A_LEAD = sa.text("made_by_id IS NOT NULL")


class Organisation(Base):
    """Any of the three parties; what it is depends on the contract. `name` is its legal name, which others
    may have too; the year end is that of its accounts.

    `made_by_id` is the lead that typed its name, as long as nobody has joined it: it stands in for an
    organisation, and that lead fills it in. Without one it belongs to itself. `became_id` is the one that it
    turned out to be: from then on it stands in for nobody.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        one_of("legal_form", LegalForm),
        sa.CheckConstraint("year_end_month BETWEEN 1 AND 12", name="month"),
        sa.CheckConstraint("year_end_day BETWEEN 1 AND 31", name="day"),
        sa.Index(None, "made_by_id", sqlite_where=MADE_BY_A_LEAD, postgresql_where=MADE_BY_A_LEAD),
    )
    id: Mapped[Id]
    name: Mapped[str]
    charity_number: Mapped[str | None]
    company_number: Mapped[str | None]
    legal_form: Mapped[str | None]
    year_end_month: Mapped[int | None]
    year_end_day: Mapped[int | None]
    first_year_end_on: Mapped[date | None]
    trading_names: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    created_at: Mapped[datetime]
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organisation.id"))
    became_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organisation.id"))


class OrganisationFact(Base):
    """What was said of an organisation's legal form and year end, from a day on (without one, for all days):
    appended, never changed. What is said later counts from its day on; the organisation's own row repeats
    what was said last."""

    __tablename__ = "organisation_fact"
    __table_args__ = (one_of("legal_form", LegalForm),)
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    from_on: Mapped[date | None]
    legal_form: Mapped[str | None]
    year_end_month: Mapped[int | None]
    year_end_day: Mapped[int | None]
    first_year_end_on: Mapped[date | None]
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class OrganisationName(Base):
    """A name that an organisation was known by from that moment on: appended, never changed."""

    __tablename__ = "organisation_name"
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    trading_names: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class Person(Base):
    """Somebody who signs in. The e-mail address is kept in lower case; without a password nobody can sign
    in, and nobody since `disabled_at`. `last_seen_at` is right to within some minutes; `telephone` is what
    partners of her contracts may call. Since `forgotten_at` nothing names whoever it was."""

    __tablename__ = "person"
    id: Mapped[Id]
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    telephone: Mapped[str | None]
    forgotten_at: Mapped[datetime | None]


class Membership(Base):
    __tablename__ = "membership"
    __table_args__ = (one_of("role", Role), sa.UniqueConstraint("person_id", "organisation_id"))
    id: Mapped[Id]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    role: Mapped[str]
    created_at: Mapped[datetime]


class Administrator(Base):
    """Somebody who looks after the installation: sees what work has failed, and nothing of any contract."""

    __tablename__ = "administrator"
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    since_at: Mapped[datetime]


class BrowserSession(Base):
    """A signed-in browser, known by the hash of its token. `way` is how the person showed who they are,
    `browser` what the browser calls itself, in a few words; both empty where it was not noted."""

    __tablename__ = "browser_session"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    way: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")


class KnownBrowser(Base):
    """A browser in which somebody has signed in, known by the hash of a token that it keeps for long. It lets
    nobody in: it only tells that somebody was here before, and spares them what slows strangers down.
    `network` is the mark of the network that it was last used in, of which nothing can be read."""

    __tablename__ = "known_browser"
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    network: Mapped[str] = mapped_column(default="")


class OneTimeLink(Base):
    """The way to an invitation, or a person's way to a new password, which is good once. Known by the hash of
    its token."""

    __tablename__ = "one_time_link"
    __table_args__ = (
        one_of("purpose", LinkPurpose),
        sa.CheckConstraint("person_id IS NOT NULL OR invitation_id IS NOT NULL", name="holder"),
    )
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    invitation_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("invitation.id"), index=True)
    purpose: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AddressChange(Base):
    """Another e-mail address that somebody asked for, known by the hash of the token that was sent there;
    good once."""

    __tablename__ = "address_change"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    email: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """An attempt that failed, or is under way; `subject` is who tries what from where, and is kept for a
    quarter of an hour."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (sa.Index(None, "subject", "at"),)
    id: Mapped[Id]
    subject: Mapped[str]
    at: Mapped[datetime]
