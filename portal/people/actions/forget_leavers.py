"""Forget who signed in and left long ago: what names them is erased, what they did and decided stays."""

import uuid
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.naming import FORGOTTEN
from portal.acting.record_event import Happened, append_events, columns_of
from portal.acting.sealing import RowSeal, seal_written
from portal.history.actions.redact_name import Leaver, redact_name
from portal.people.queries.leavers import Gone, acts_for_nobody, list_gone, papers_of
from portal.records import (
    AddressChange,
    Base,
    BrowserSession,
    CalendarAddress,
    Contact,
    Invitation,
    KeptForm,
    KnownBrowser,
    Message,
    NamedRow,
    Notice,
    NoticePreference,
    OneTimeLink,
    Passkey,
    Person,
    ProviderIdentity,
    RecoveryCode,
    SecondFactor,
    SentForm,
    SignInStep,
    table_of,
)
from portal.standing.actions.lock_engagements import lock_all_of

HERS: tuple[type[Base], ...] = (
    AddressChange,
    BrowserSession,
    CalendarAddress,
    KeptForm,
    KnownBrowser,
    Notice,
    NoticePreference,
    OneTimeLink,
    Passkey,
    ProviderIdentity,
    RecoveryCode,
    SecondFactor,
    SentForm,
    SignInStep,
)
"""What is there for the person alone: what lets her in, what she typed and has not sent, what she was
told."""

NOWHERE = "forgotten.invalid"
"""A domain that nobody can have (RFC 2606, section 2): an address is one person's."""


def forget_leavers(session: Session, today: date, months: int) -> int:
    """How many were forgotten: those who have acted for nobody for more than so many months. Commits after
    each."""
    return sum(forget(session, gone) for gone in list_gone(session, today, months))


def forget(session: Session, gone: Gone, before: Sequence[NamedRow] = ()) -> bool:
    """Whether she was: not where somebody asked her back a moment ago. Her own row is locked after all that
    is written of her, in the one order of locks: where she is called otherwise by then it is done anew, and
    what she was called `before` goes too."""
    papers = sorted(papers_of(session, gone))
    lock_all_of(session, papers)
    person = sa.select(Person.name, Person.email, Person.telephone).where(Person.id == gone.person_id)
    row = session.execute(person).one()
    left = redact_papers(session, gone.person_id, [row, *before], papers)
    then = session.execute(person.where(acts_for_nobody()).with_for_update(of=Person)).one_or_none()
    if then is None:
        session.rollback()
        return False
    if then != row:
        session.rollback()
        return forget(session, gone, [row, *before])
    erase(session, gone.person_id, row.email)
    data = {"person": str(gone.person_id)}
    if gone.organisations:
        data["organisation"] = str(min(gone.organisations))
    happened = columns_of(Happened("person-forgotten", None, data=data))
    append_events(session, [happened], [*seal_written(session), *left])
    session.commit()
    return True


def redact_papers(
    session: Session, person_id: uuid.UUID, rows: Sequence[NamedRow], organisation_ids: Sequence[uuid.UUID]
) -> list[RowSeal]:
    """Her names, addresses and telephones go from what is written there; what is left of old events."""
    leavers = (
        Leaver(each, row.name, tuple(filter(None, (row.email, row.telephone))), person_id=person_id)
        for each in organisation_ids
        for row in rows
    )
    return list(dict.fromkeys(seal for leaver in leavers for seal in redact_name(session, leaver)))


def erase(session: Session, person_id: uuid.UUID, email: str) -> None:
    """Her own row, her letters and invitations, and what is there for her alone."""
    for model in HERS:
        table = table_of(model)
        session.execute(sa.delete(table).where(table.c.person_id == person_id))
    nobody = f"{person_id}@{NOWHERE}"
    here = {"password_hash": None, "telephone": None, "last_seen_at": None}
    values = {"name": FORGOTTEN, "email": nobody, "forgotten_at": clock.now(), **here}
    session.execute(sa.update(Person).where(Person.id == person_id).values(values))
    session.execute(sa.update(Contact).where(Contact.person_id == person_id).values(telephone=""))
    hers_by_now = sa.or_(Invitation.email == email, Invitation.answered_by == person_id)
    asked = sa.update(Invitation).where(hers_by_now).values(name=FORGOTTEN, email=nobody)
    invited = session.scalars(asked.returning(Invitation.message_id)).all()
    hers = sa.or_(
        Message.person_id == person_id,
        Message.to_email == email,
        Message.id.in_([each for each in invited if each]),
    )
    letters = {"to_email": nobody, "to_name": FORGOTTEN, "letter": {}, "bounce_words": "", "problem": ""}
    session.execute(sa.update(Message).where(hers).values(letters))
