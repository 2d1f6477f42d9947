"""Change the e-mail address that somebody signs in with: she herself by a link to the new one, or whoever
runs the portal."""

import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.attempts import count_attempt, forget_attempts
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.email_address import address_problem
from portal.people.actions.disable_person import find_person, said_reason
from portal.people.actions.end_sessions import close_ways_in
from portal.people.queries.addresses import find_asked, is_confirmed
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import (
    AddressChange,
    LinkPurpose,
    Message,
    MessageKind,
    MessageState,
    OneTimeLink,
    Person,
)
from portal.sign_in.actions.lock_person import lock_person
from portal.sign_in.actions.write_letters import until_words
from portal.sign_in.caller import Terms
from portal.sign_in.passwords import is_password
from portal.sign_in.tokens import hash_token, new_token

LIFE = timedelta(hours=1)
MOST = 10
"""Times that somebody may ask, in 15 minutes."""

SPENT = "This link has been used or has expired. Ask for a new one."
THEIRS = (
    "You sign in through your organisation, which decides who comes in: you cannot change your address "
    "here. If it has changed there, ask whoever runs the portal to change it here too."
)
TAKEN = "Somebody signs in with this address already. Sign in as that person, or take another address."


def ask_address(session: Session, viewer: Viewer, email: str, password: str, terms: Terms) -> None:
    """A link goes to the new address; nothing changes before it is followed. Whether anybody has that address
    is not looked up, so that nobody learns it here. Raises CannotDo and TooManyAttempts. Commits."""
    check_own(terms, viewer.email)
    email = email.strip().lower()
    if problem := address_problem(email):
        raise CannotDo({"email": problem})
    if email == viewer.email:
        raise CannotDo({"email": "That is your address already."})
    attempts = count_attempt(session, {f"address of {viewer.person_id}": MOST})
    hashed = session.scalar(sa.select(Person.password_hash).where(Person.id == viewer.person_id))
    session.rollback()  # looking at a password takes long, on purpose, and nobody shall wait for it
    is_right = is_password(password, hashed)
    if not (is_right and lock_person(session, viewer.person_id, Person.password_hash == hashed)):
        raise CannotDo({"password": "That is not your password."})
    forget_attempts(session, attempts)
    now, token = clock.now(), new_token()
    unused = sa.update(AddressChange).where(
        AddressChange.person_id == viewer.person_id, AddressChange.used_at.is_(None)
    )
    session.execute(unused.values(used_at=now))
    session.add(
        AddressChange(
            token_hash=hash_token(token),
            person_id=viewer.person_id,
            email=email,
            created_at=now,
            expires_at=now + LIFE,
        )
    )
    session.flush()
    write_asking(session, viewer, email, token)
    record_event(session, "address-asked-for", viewer.person_id)
    session.commit()


def check_own(terms: Terms, email: str) -> None:
    """Raises CannotDo for an address that an organisation vouches for: somebody whom it lets go would have
    moved to one of her own before, and stay."""
    if terms.is_vouched_for(email):
        raise CannotDo({"": THEIRS})


def write_asking(session: Session, viewer: Viewer, email: str, token: str) -> None:
    until = clock.now() + LIFE
    letter = Letter(
        subject="Confirm your e-mail address",
        greeting=f"Hello {viewer.name},",
        opening=("You asked to sign in at Good Standing with this e-mail address from now on.",),
        button=("Confirm this address", f"/your-address/{token}"),
        closing=(
            f"The link works once, within one hour: until {until_words(until)}.",
            "If it was not you, you need do nothing.",
        ),
    )
    to = Addressee(email, viewer.name, viewer.person_id)
    write_message(session, to, MessageKind.LETTER, letter, is_secret=True, good_until=until)


def confirm_address(session: Session, token: str, terms: Terms) -> None:
    """She signs in with the new address from now on; it is told at the old one. Who presses twice has done
    it. Raises CannotDo. Commits."""
    asked = find_asked(session, token)
    if asked is None:
        if is_confirmed(session, token):
            return
        raise CannotDo({"": SPENT})
    lock_person(session, asked.person_id)
    check_own(terms, session.scalars(sa.select(Person.email).where(Person.id == asked.person_id)).one())
    now = clock.now()
    used = sa.update(AddressChange).where(
        AddressChange.token_hash == hash_token(token), AddressChange.used_at.is_(None)
    )
    if session.scalar(used.values(used_at=now).returning(AddressChange.person_id)) is None:
        if is_confirmed(session, token):  # by a press at the same moment
            return
        raise CannotDo({"": SPENT})
    set_address(session, asked.person_id, asked.email)
    record_event(session, "address-changed", asked.person_id, data={"person": str(asked.person_id)})
    session.commit()


def correct_address(session: Session, email: str, new: str, reason: str) -> None:
    """By whoever runs the portal. Links and sessions end: they may be somebody else's. Raises CannotDo.
    Commits."""
    person_id, reason, new = find_person(session, email), said_reason(reason), new.strip().lower()
    if problem := address_problem(new):
        refuse_problems({"email": problem})
    close_ways_in(session, person_id)
    set_address(session, person_id, new)
    record_event(session, "address-changed", None, data={"person": str(person_id), "reason": reason})
    session.commit()


def set_address(session: Session, person_id: uuid.UUID, email: str) -> None:
    """In the caller's transaction, which holds the person. Raises CannotDo where it is somebody else's."""
    before = session.execute(sa.select(Person.email, Person.name).where(Person.id == person_id)).one()
    try:
        with session.begin_nested():
            session.execute(sa.update(Person).where(Person.id == person_id).values(email=email))
    except IntegrityError:
        raise CannotDo({"": TAKEN}) from None
    leave_address(session, person_id, before.email, email)
    letter = Letter(
        subject="Your e-mail address was changed",
        greeting=f"Hello {before.name},",
        opening=("From now on you sign in at Good Standing with another e-mail address than this one.",),
        closing=("If it was not you, tell whoever invited you at once.",),
    )
    write_message(session, Addressee(before.email, before.name, person_id), MessageKind.LETTER, letter)


def leave_address(session: Session, person_id: uuid.UUID, old: str, new: str) -> None:
    """Whoever reads the old address comes in by it no more: links to a new password are used up, and letters
    with one that have not gone do not go. Other mail that waits goes to the new address."""
    now = clock.now()
    links = sa.update(OneTimeLink).where(
        OneTimeLink.person_id == person_id,
        OneTimeLink.purpose == LinkPurpose.RESET.value,
        OneTimeLink.used_at.is_(None),
    )
    session.execute(links.values(used_at=now))
    is_reset = Message.kind == MessageKind.RESET.value
    waiting = sa.update(Message).where(
        Message.person_id == person_id, Message.state == MessageState.WAITING.value
    )
    session.execute(waiting.where(is_reset).values(good_until=now))
    session.execute(waiting.where(~is_reset, Message.to_email == old).values(to_email=new))
