"""Addresses that wait to be confirmed."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import AddressChange, Person
from portal.sign_in.tokens import hash_token


@dataclass(frozen=True, slots=True)
class AskedAddress:
    """Who asked for which address."""

    person_id: uuid.UUID
    name: str
    email: str


def find_asked(session: Session, token: str) -> AskedAddress | None:
    """None where the link was used, has expired, never was, or is somebody's who is disabled."""
    row = session.execute(
        sa.select(AddressChange.person_id, Person.name, AddressChange.email)
        .join(Person, Person.id == AddressChange.person_id)
        .where(
            AddressChange.token_hash == hash_token(token),
            AddressChange.used_at.is_(None),
            AddressChange.expires_at > clock.now(),
            Person.disabled_at.is_(None),
        )
    ).one_or_none()
    return AskedAddress(**row._asdict()) if row else None


def is_confirmed(session: Session, token: str) -> bool:
    """Whether the link has done what it was for: its person signs in with the address now."""
    query = (
        sa.select(AddressChange.token_hash)
        .join(Person, sa.and_(Person.id == AddressChange.person_id, Person.email == AddressChange.email))
        .where(AddressChange.token_hash == hash_token(token), AddressChange.used_at.is_not(None))
    )
    return session.scalar(query) is not None
