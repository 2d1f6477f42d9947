"""Recovery codes: made anew, shown until the person has kept them, and then known by their hashes alone."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import RecoveryCode, SecondFactor
from portal.sign_in.actions.change_password import check_password
from portal.sign_in.codes import new_recovery_codes
from portal.sign_in.queries.factors import find_factor
from portal.sign_in.sealing import seal
from portal.sign_in.tokens import hash_token

NO_APP = "There is no app yet whose codes these could stand in for."


def make_codes(session: Session, person_id: uuid.UUID, secret: str) -> None:
    """New ones, and the old ones are good no longer. In the caller's transaction."""
    codes = new_recovery_codes()
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    made = {"person_id": person_id, "made_at": clock.now()}
    session.execute(sa.insert(RecoveryCode), [made | {"code_hash": hash_token(each)} for each in codes])
    shown = sa.update(SecondFactor).where(SecondFactor.person_id == person_id)
    session.execute(shown.values(sealed_codes=seal(secret, "\n".join(codes))))


def renew_codes(session: Session, person_id: uuid.UUID, password: str, secret: str) -> None:
    """For somebody who has lost them. Raises TooManyAttempts, and CannotDo by the field `password`.
    Commits."""
    check_password(session, person_id, password, "password")
    factor = find_factor(session, person_id, is_locked=True)
    if factor is None or not factor.stands:
        raise CannotDo({"": NO_APP})
    if not factor.sealed_codes:  # else they are shown still, as after a second press
        make_codes(session, person_id, secret)
        record_event(session, "recovery-codes-made", person_id)
    session.commit()


def note_kept(session: Session, person_id: uuid.UUID) -> None:
    """They are shown no more. Commits."""
    factor = sa.update(SecondFactor).where(SecondFactor.person_id == person_id)
    session.execute(factor.values(sealed_codes=""))
    session.commit()
