"""Disable somebody, or let her in again: done by whoever runs the portal, with a reason."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.people.actions.end_sessions import close_ways_in, note_ended
from portal.people.queries.managers import managers_by_contract
from portal.records import Contract, ContractManager, Person


def disable_person(session: Session, email: str, reason: str) -> bool:
    """She cannot sign in, choose a new password or act from the next request on; what she did stays. Whether
    that is new. Raises CannotDo. Commits."""
    person_id, reason = find_person(session, email), said_reason(reason)
    now = clock.now()
    disabled = sa.update(Person).where(Person.id == person_id, Person.disabled_at.is_(None))
    is_new = session.scalar(disabled.values(disabled_at=now).returning(Person.id)) is not None
    close_ways_in(session, person_id)
    if is_new:
        record_event(session, "person-disabled", None, data={"person": str(person_id), "reason": reason})
        let_go(session, person_id)
    session.commit()
    return is_new


def enable_person(session: Session, email: str, reason: str) -> bool:
    """She can sign in again, with the password that she had. Whether that is new. Raises CannotDo.
    Commits."""
    person_id, reason = find_person(session, email), said_reason(reason)
    enabled = sa.update(Person).where(Person.id == person_id, Person.disabled_at.is_not(None))
    is_new = session.scalar(enabled.values(disabled_at=None).returning(Person.id)) is not None
    if is_new:
        record_event(session, "person-enabled", None, data={"person": str(person_id), "reason": reason})
    session.commit()
    return is_new


def end_all_sessions(session: Session, email: str, reason: str) -> int:
    """How many there were. Raises CannotDo. Commits."""
    person_id, reason = find_person(session, email), said_reason(reason)
    count = close_ways_in(session, person_id)
    note_ended(session, None, person_id, count, reason)
    session.commit()
    return count


def let_go(session: Session, person_id: uuid.UUID) -> None:
    """The managers of the leads are told whose contracts somebody has to take."""
    ever = sa.select(ContractManager.contract_id).where(ContractManager.person_id == person_id)
    contracts = session.scalars(
        sa.select(Contract.id).where(Contract.id.in_(ever)).order_by(Contract.id)
    ).all()
    for contract_id, known in managers_by_contract(session, contracts).items():
        if known.manager and known.manager.person_id == person_id:
            data = {"person": str(person_id)}
            record_event(session, "contract-let-go", None, contract_id=contract_id, data=data)


def find_person(session: Session, email: str) -> uuid.UUID:
    """Locked, so that two who act on the same person do it one after the other. Raises CannotDo."""
    wanted = sa.select(Person.id).where(Person.email == email.strip().lower())
    person_id = session.scalar(wanted.with_for_update(key_share=True))
    if person_id is None:
        raise CannotDo({"email": f"Nobody signs in with {email}."})
    return person_id


def said_reason(reason: str) -> str:
    """In one line. Raises CannotDo where there is none."""
    reason = one_line(reason)
    refuse_problems(check_length("reason", reason, "Say why: it is kept with what is done."))
    return reason
