"""Take away what is asked for beyond a password: by oneself, or by whoever runs the portal."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import MessageKind, Passkey, Person, RecoveryCode, SecondFactor
from portal.settings import FactorFor
from portal.sign_in.actions.change_password import check_password
from portal.sign_in.actions.end_sessions import end_ways_in
from portal.sign_in.queries.factors import find_guard

NEEDED = "Your organisation’s people need a second factor here. Add a passkey before you take the app away."
NO_REASON = "Say why, in a few words: the person reads it in the mail about it."
LONGEST_REASON = 500


def remove_factor(session: Session, person_id: uuid.UUID, password: str, factor_for: FactorFor) -> None:
    """One's own app and its recovery codes; where there is none, nothing changes.

    Raises TooManyAttempts, and CannotDo by the field `password`, or by none where a factor is needed.
    Commits.
    """
    check_password(session, person_id, password, "password")
    guard = find_guard(session, person_id)
    if guard.is_needed(factor_for) and not guard.has_passkey:
        raise CannotDo({"": NEEDED})
    if take_away(session, person_id):
        record_event(session, "second-factor-removed", person_id)
    session.commit()


def take_away(session: Session, person_id: uuid.UUID) -> bool:
    """Whether there was an app that counted. In the caller's transaction."""
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    gone = sa.delete(SecondFactor).where(SecondFactor.person_id == person_id)
    was = session.execute(gone.returning(SecondFactor.confirmed_at)).one_or_none()
    return was is not None and was.confirmed_at is not None


def reset_factor(session: Session, email: str, reason: str) -> uuid.UUID:
    """App, recovery codes and passkeys of somebody who has lost them, taken away by whoever runs the portal;
    all sessions end, and the person is told by mail why: the message's id. Raises CannotDo. Commits."""
    reason = many_lines(reason)
    if not reason or len(reason) > LONGEST_REASON:
        raise CannotDo({"reason": NO_REASON})
    wanted = sa.select(Person.id, Person.name, Person.email).where(Person.email == email.strip().lower())
    person = session.execute(wanted.with_for_update()).one_or_none()
    if person is None:
        raise CannotDo({"email": f"Nobody signs in with {email}."})
    had_app = take_away(session, person.id)
    passkeys = session.scalars(
        sa.delete(Passkey).where(Passkey.person_id == person.id).returning(Passkey.id)
    ).all()
    if not had_app and not passkeys:
        raise CannotDo({"email": f"{email} has neither an app that shows codes nor a passkey."})
    end_ways_in(session, person.id)
    data = {"person": str(person.id), "reason": reason, "app": had_app, "passkeys": len(passkeys)}
    record_event(session, "second-factor-reset", None, data=data)
    to = Addressee(person.email, person.name, person.id)
    message_id = write_message(session, to, MessageKind.LETTER, reset_letter(person.name, reason))
    session.commit()
    return message_id


def reset_letter(name: str, reason: str) -> Letter:
    return Letter(
        subject="Your second factor was taken away",
        greeting=f"Hello {name},",
        opening=(
            "Whoever runs Good Standing has taken away your app that shows codes, your recovery codes and "
            "your passkeys. You are signed out everywhere.",
            f"The reason that was given: {reason}",
        ),
        button=("Sign in and set up a new one", "/you/second-factor"),
        closing=(
            "Your password is as it was. If you did not ask for this, choose a new password at once and tell "
            "whoever runs the portal.",
        ),
    )
