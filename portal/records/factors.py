"""How somebody shows who they are, beyond a password."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class StepKind(StrEnum):
    """What is still to come before somebody is in: a code, a second factor that is set up first, a passkey's
    answer, or the word of another organisation's sign-in; or, of somebody who is in, a new passkey."""

    CODE = "code"
    SET_UP = "set-up"
    PASSKEY = "passkey"
    PROVIDER = "provider"
    NEW_PASSKEY = "new-passkey"


class SecondFactor(Base):
    """An app that shows codes (TOTP, RFC 6238); it counts from `confirmed_at` on.

    What is sealed is encrypted with a key that is not in the database: the app's secret; that of another app
    which is to take its place, until it has; the recovery codes, until the person says that they are kept.
    `last_step` is the period of 30 seconds whose
    code was used last: none of it or before is good again.
    """

    __tablename__ = "second_factor"
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    sealed_secret: Mapped[str]
    sealed_next: Mapped[str]
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int | None] = mapped_column(sa.BigInteger)
    sealed_codes: Mapped[str]


class RecoveryCode(Base):
    """Lets somebody in once, in place of the app; known by its hash."""

    __tablename__ = "recovery_code"
    code_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A passkey (WebAuthn credential): its id and public key in base64url, as the browser tells them. One
    that was taken away lets nobody in, and stays to tell that to whoever presses twice."""

    __tablename__ = "passkey"
    id: Mapped[Id]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[str]
    sign_count: Mapped[int] = mapped_column(sa.BigInteger)
    name: Mapped[str]
    made_at: Mapped[datetime]
    last_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class SignInStep(Base):
    """Somebody halfway in, known by the hash of a token that the browser keeps; good once, for some minutes.
    `data` is what the other half is compared with, sealed where it is secret."""

    __tablename__ = "sign_in_step"
    __table_args__ = (one_of("kind", StepKind),)
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    data: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ProviderIdentity(Base):
    """Who somebody is to the organisation that vouches for them (OpenID Connect): its issuer and its own name
    for the person, which it gives to nobody else ever."""

    __tablename__ = "provider_identity"
    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
