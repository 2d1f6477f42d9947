"""Change one's own password, while signed in."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.attempts import count_attempt, forget_attempts
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import Person
from portal.sign_in.actions.end_sessions import end_ways_in
from portal.sign_in.actions.lock_person import lock_person
from portal.sign_in.passwords import hash_password, is_password, problem_with
from portal.sign_in.queries import find_own

MOST = 10
"""Wrong passwords in 15 minutes, of somebody who sits at another's browser."""

NONE_YET = "You have no password here. Ask for one by mail: “I have forgotten my password”."
NOT_THAT = "This is not the password that you have now."
THE_SAME = "The new password must be another one than you have now."
OVERTAKEN = "Your password was changed a moment ago, in another window. Try again with that one."


def change_password(session: Session, person_id: uuid.UUID, token: str, current: str, new: str) -> None:
    """Every session but that of the token ends, and so do links by mail. Pressed twice it is done once.

    Raises TooManyAttempts, and CannotDo by the fields `current` and `new`. Commits.
    """
    if problem := problem_with(new, find_own(session, person_id)):
        raise CannotDo({"new": problem})
    kept, attempts = look_at_password(session, person_id, current, "current", done=new)
    if kept is None:
        return
    if current == new:
        raise CannotDo({"new": THE_SAME})
    changing = sa.update(Person).where(Person.id == person_id, Person.password_hash == kept)
    hashed = hash_password(new)
    if session.scalar(changing.values(password_hash=hashed).returning(Person.id)) is None:
        raise CannotDo({"": OVERTAKEN})
    end_ways_in(session, person_id, but=token)
    forget_attempts(session, attempts)
    record_event(session, "password-changed", person_id)
    session.commit()


def check_password(session: Session, person_id: uuid.UUID, password: str, field: str) -> None:
    """That it is the person's own, and stays so until the transaction ends, which is begun anew.

    Raises TooManyAttempts, and CannotDo by the field.
    """
    kept, _ = look_at_password(session, person_id, password, field)
    if not lock_person(session, person_id, Person.password_hash == kept):
        raise CannotDo({field: NOT_THAT})


def look_at_password(
    session: Session, person_id: uuid.UUID, password: str, field: str, *, done: str = ""
) -> tuple[str | None, list[uuid.UUID]]:
    """The hash of the password if it is the person's own, and the attempts to forget once all is well; no
    hash where `done` is the password already, as after a second press.

    Raises TooManyAttempts, and CannotDo by the field. Ends the transaction: looking takes long, on purpose.
    """
    attempts = count_attempt(session, {f"own password {person_id}": MOST})
    kept = session.scalar(sa.select(Person.password_hash).where(Person.id == person_id))
    session.rollback()
    if kept is None:
        raise CannotDo({"": NONE_YET})
    if not is_password(password, kept):
        if done and is_password(done, kept):
            return None, attempts
        raise CannotDo({field: NOT_THAT})
    return kept, attempts
