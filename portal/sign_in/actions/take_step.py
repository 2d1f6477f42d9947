"""Steps on the way in: begun when something has been shown, taken once when the rest has."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import SignInStep, StepKind
from portal.sign_in.tokens import hash_token, new_token

LIVES = {
    StepKind.CODE: timedelta(minutes=15),
    StepKind.SET_UP: timedelta(hours=1),
    StepKind.PASSKEY: timedelta(minutes=10),
    StepKind.PROVIDER: timedelta(minutes=15),
    StepKind.NEW_PASSKEY: timedelta(minutes=10),
}


class StepNeeded(Exception):
    """Somebody is halfway in: `token` is for their browser to keep, `is_set_up` whether a second
    factor is to be set up; else a code or a passkey is asked for."""

    def __init__(self, token: str, kind: StepKind) -> None:
        super().__init__(kind.value)
        self.token, self.is_set_up = token, kind is StepKind.SET_UP


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken just now; `data` is what was noted when it began."""

    person_id: uuid.UUID | None
    kind: StepKind
    data: Mapping[str, str]


def begin_step(session: Session, kind: StepKind, person_id: uuid.UUID | None, data: Mapping[str, str]) -> str:
    """The token of a new step, in the caller's transaction."""
    now, token = clock.now(), new_token()
    session.execute(
        sa.insert(SignInStep).values(
            token_hash=hash_token(token),
            person_id=person_id,
            kind=kind.value,
            data=dict(data),
            made_at=now,
            expires_at=now + LIVES[kind],
        )
    )
    return token


def take_step(session: Session, token: str, *kinds: StepKind) -> Taken | None:
    """Once: of two at the same moment one has it. In the caller's transaction, which makes it so or not."""
    now = clock.now()
    taking = (
        sa.update(SignInStep)
        .where(
            SignInStep.token_hash == hash_token(token),
            SignInStep.kind.in_([kind.value for kind in kinds]),
            SignInStep.used_at.is_(None),
            SignInStep.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignInStep.person_id, SignInStep.kind, SignInStep.data)
    )
    row = session.execute(taking).one_or_none()
    return Taken(row.person_id, StepKind(row.kind), row.data) if row else None


def session_behind(token: str) -> str:
    """The token of the session to which a step leads. It follows from the step's own, so that whoever presses
    twice comes into the same session, whichever answer the browser takes."""
    return hashlib.sha256(f"session behind {token}".encode()).hexdigest()


def sweep_steps(session: Session) -> None:
    """Steps that are over. In the caller's transaction."""
    session.execute(sa.delete(SignInStep).where(SignInStep.expires_at <= clock.now()))
