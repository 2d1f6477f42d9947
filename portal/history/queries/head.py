"""Where the log ends."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Event, LogHead


@dataclass(frozen=True, slots=True)
class Head:
    """The number and the hash of the last event; from `keyed_from` on each is sealed."""

    number: int
    hash: str
    keyed_from: int
    key_id: str


def find_head(session: Session) -> Head | None:
    """None where the log was never sealed."""
    row = session.execute(
        sa.select(LogHead.number, LogHead.hash, LogHead.keyed_from, LogHead.key_id)
    ).one_or_none()
    return Head(**row._asdict()) if row else None


def find_key_id(session: Session) -> str | None:
    return session.scalar(sa.select(LogHead.key_id))


def last_event(session: Session) -> tuple[int, str]:
    """Its number and hash, whether it is sealed or not."""
    row = session.execute(
        sa.select(Event.number, Event.hash).order_by(Event.number.desc()).limit(1)
    ).one_or_none()
    return (row.number, row.hash) if row else (0, "")


def hash_of(session: Session, number: int) -> str | None:
    return session.scalar(sa.select(Event.hash).where(Event.number == number))
