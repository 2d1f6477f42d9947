"""A form that makes something makes it once, however often its button is pressed."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal import clock
from portal.records import SentForm

FOR = timedelta(days=7)
"""How long a page may have been open whose form was sent already."""

ALIKE = timedelta(hours=1)
"""For how long the same words from another page are taken for a second press, and asked about."""


STANDS = "-"
"""Between the digest of what was typed and that of what stands by it (`Typed.stands`)."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Somebody sends a form: `mark` is what its page gave it, `digest` of what was typed."""

    person_id: uuid.UUID
    mark: str
    address: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that made something; `location` is where its sender was led."""

    mark: str
    digest: str
    location: str
    sent_at: datetime

    @property
    def stands(self) -> str:
        """What stood by it, where its handler has said so."""
        return self.digest.partition(STANDS)[2]

    def is_by(self, sending: Sending) -> bool:
        """Whether it is of the same page, whatever was typed."""
        return self.mark == sending.mark

    def is_same(self, sending: Sending) -> bool:
        """Whether it is of the same page and says the same."""
        return self.is_by(sending) and self.digest.partition(STANDS)[0] == sending.digest


def digest_of(fields: Mapping[str, Sequence[str]]) -> str:
    """The same for the same that was typed."""
    typed = {name: list(given) for name, given in fields.items()}
    return hashlib.sha256(json.dumps(typed, sort_keys=True).encode()).hexdigest()


def find_sent(session: Session, sending: Sending) -> Sent | None:
    """The same form, sent before; else one that was typed alike a short time ago."""
    columns = sa.select(SentForm.mark, SentForm.digest, SentForm.location, SentForm.sent_at)
    of_it = sa.and_(SentForm.person_id == sending.person_id, SentForm.address == sending.address)
    alike = sa.and_(SentForm.digest == sending.digest, SentForm.sent_at > clock.now() - ALIKE)
    rows = session.execute(
        columns.where(of_it, sa.or_(SentForm.mark == sending.mark, alike)).order_by(SentForm.sent_at.desc())
    ).all()
    found = [Sent(**row._asdict()) for row in rows]
    return next((each for each in found if each.is_by(sending)), next(iter(found), None))


def note_sending(session: Session, sending: Sending) -> None:
    """In the transaction of what is made, before it: of two at the same moment the second waits here, and
    fails, when the first is done."""
    session.execute(
        sa.insert(SentForm).values(
            id=uuid.uuid4(),
            person_id=sending.person_id,
            mark=sending.mark,
            address=sending.address,
            digest=sending.digest,
            location="",
            sent_at=clock.now(),
        )
    )


def note_sending_anew(session: Session, sending: Sending, sent: Sent) -> None:
    """The same page's form with other words: in the transaction in which it is done anew, before it. Of two
    at the same moment the second waits here, and raises StaleDataError, when the first is done."""
    found = session.execute(
        sa.update(SentForm)
        .where(is_sending(sending), SentForm.digest == sent.digest)
        .values(digest=sending.digest, sent_at=clock.now())
        .returning(SentForm.id)
        .execution_options(synchronize_session=False)
    ).all()
    if not found:
        raise StaleDataError("the same page was sent with other words a moment ago")


def note_sent(session: Session, sending: Sending, location: str, stands: str = "") -> None:
    """In the same transaction, after it; `stands` is a digest of what stands by it."""
    digest = f"{sending.digest}{STANDS}{stands}" if stands else sending.digest
    session.execute(sa.update(SentForm).where(is_sending(sending)).values(location=location, digest=digest))


def is_sending(sending: Sending) -> sa.ColumnElement[bool]:
    return sa.and_(
        SentForm.person_id == sending.person_id,
        SentForm.mark == sending.mark,
        SentForm.address == sending.address,
    )


def sweep_sent(session: Session) -> None:
    """In the caller's transaction."""
    session.execute(sa.delete(SentForm).where(SentForm.sent_at <= clock.now() - FOR))
