"""Somebody whom nobody knows comes in by the link of an invitation: name, password and answer in one step."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.invitations.actions.take_up_invitation import GONE, Yes, lock_asked, take_up
from portal.invitations.queries.waiting import Asked, find_linked
from portal.places.people import has_way_in
from portal.records import Answer, Invitation, Person
from portal.sign_in.actions.join_organisation import add_person
from portal.sign_in.actions.sign_in import let_in
from portal.sign_in.actions.use_link import set_password
from portal.sign_in.caller import ANYBODY, UNSEEN, Caller, Terms
from portal.sign_in.passwords import hash_password, problem_with
from portal.sign_in.weak import Own

KNOWN = "Somebody signs in with this address already. Sign in, and the invitation is on your first page."


@dataclass(frozen=True, slots=True)
class Newcomer:
    name: str
    password: str


def join_by_link(
    session: Session,
    token: str,
    newcomer: Newcomer,
    seen: str,
    caller: Caller = UNSEEN,
    terms: Terms = ANYBODY,
) -> str:
    """The token of a new session; a second factor is set up first where one is asked for (StepNeeded).

    Raises CannotDo; where the name or the password is wrong (the field says so), the link is good for another
    try. Commits."""
    name = one_line(newcomer.name)
    problems = check_length("name", name, "Enter your name.")
    asked = find_newcomer(session, token)
    terms.check_domain(asked.email)
    own = Own(name, asked.email, (asked.organisation,))
    if problem := problem_with(newcomer.password, own):
        problems["password"] = problem
    refuse_problems(problems)
    session.rollback()  # hashing takes long, on purpose, and nobody shall wait for it
    hashed = hash_password(newcomer.password)
    asked = find_newcomer(session, token)
    yes = Yes(None, seen)
    try:
        stand_in = lock_asked(session, asked, yes)
        person_id = find_or_add(session, asked.email, name)
        take_name(session, person_id, name)
        set_password(session, person_id, hashed)
        take_up(session, person_id, asked, yes, stand_in)
    except CannotDo:
        session.rollback()
        raise
    record_event(session, "person-came-in", person_id)
    return let_in(session, person_id, "link", caller, terms)


def find_newcomer(session: Session, token: str) -> Asked:
    linked = find_linked(session, token)
    if linked is None:
        raise CannotDo({"": GONE})
    if linked.is_known:
        raise CannotDo({"": KNOWN})
    return linked.asked


def find_or_add(session: Session, email: str, name: str) -> uuid.UUID:
    """Whoever was entered before and never came in is the same person. Raises CannotDo."""
    known = session.scalar(sa.select(Person.id).where(Person.email == email))
    if known:
        return known
    try:
        return add_person(session, email, name)
    except CannotDo:
        raise CannotDo({"": KNOWN}) from None


def take_name(session: Session, person_id: uuid.UUID, name: str) -> None:
    """Of that name from now on. Raises CannotDo where somebody is in under that address, or was shut out,
    this very moment."""
    is_hers = sa.and_(Person.id == person_id, Person.disabled_at.is_(None), ~has_way_in())
    if session.scalar(sa.update(Person).where(is_hers).values(name=name).returning(Person.id)) is None:
        raise CannotDo({"": KNOWN})


def refuse_by_link(session: Session, token: str) -> None:
    """No, from somebody who does not come in. Raises CannotDo. Commits."""
    asked = find_newcomer(session, token)
    said = {"answer": Answer.REFUSED.value, "answered_at": clock.now()}
    refused = sa.update(Invitation).where(Invitation.id == asked.invitation_id, Invitation.answer.is_(None))
    if session.scalar(refused.values(said).returning(Invitation.id)) is None:
        session.rollback()
        raise CannotDo({"": GONE})
    data = {"invitation": str(asked.invitation_id), "organisation": str(asked.organisation_id)}
    record_event(session, "invitation-refused", None, data=data)
    session.commit()
