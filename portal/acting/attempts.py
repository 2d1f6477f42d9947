"""How often somebody may try: counted by what they give, in the last quarter of an hour."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.database import COMMITTED
from portal.records import SignInAttempt

WINDOW = timedelta(minutes=15)


class TooManyAttempts(Exception):
    """Answer 429. Says nothing about whether what was given is right, and no form is shown again."""

    def __init__(
        self, sentence: str = "There were too many attempts. Wait 15 minutes, then try again."
    ) -> None:
        super().__init__(sentence)


def count_attempt(session: Session, limits: Mapping[str, int]) -> list[uuid.UUID]:
    """Count an attempt for each subject before it is made, so that many at once are counted too.

    `limits` is by subject the number of attempts in the window; the ids are for `forget_attempts`. Raises
    TooManyAttempts at a limit, and counts nothing then, so that waiting helps. Ends the transaction.
    """
    began = clock.now() - WINDOW
    for subject, limit in limits.items():
        query = sa.select(sa.func.count()).where(SignInAttempt.subject == subject, SignInAttempt.at > began)
        if session.scalar(query) >= limit:  # type: ignore[operator]  # count() gives a number, never None
            session.rollback()
            raise TooManyAttempts
    rows = [{"id": uuid.uuid4(), "subject": subject, "at": clock.now()} for subject in limits]
    session.execute(sa.insert(SignInAttempt), rows)
    session.commit()
    session.info.pop(COMMITTED, None)  # what was tried is not done by that
    return [row["id"] for row in rows if isinstance(row["id"], uuid.UUID)]


def sweep_attempts(session: Session) -> int:
    """How many were removed that count no more. In the caller's transaction."""
    began = clock.now() - WINDOW
    gone = sa.delete(SignInAttempt).where(SignInAttempt.at <= began).returning(SignInAttempt.id)
    return len(session.execute(gone).all())


def forget_attempts(session: Session, ids: Sequence[uuid.UUID], subject: str = "") -> None:
    """Attempts that turned out right count for nothing, nor do those of a subject that is cleared by it.

    What another takes away at the same moment is left to it: two of one subject would wait for each other.
    """
    attempt = SignInAttempt
    wanted = sa.select(attempt.id).where(sa.or_(attempt.id.in_(ids), attempt.subject == subject))
    session.execute(sa.delete(attempt).where(attempt.id.in_(wanted.with_for_update(skip_locked=True))))
