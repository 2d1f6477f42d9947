"""Send a link to a new password: asked for by anybody, alike whether somebody has that address; looked up
and written by the work that nobody waits for."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.ask_work import ask_work
from portal.acting.attempts import count_attempt
from portal.acting.record_event import record_event
from portal.records import Message, MessageKind, MessageState, Person
from portal.sign_in.actions.write_letters import write_reset

RESET = "send-reset"
"""The kind of work that sends one; its subject is the address that was given."""

MOST_BY_PAIR, MOST_BY_NETWORK = 5, 50
"""Links that may be asked for, in 15 minutes: for one address from one network, and from one network."""

MOST_MAILS, A_WHILE = 5, timedelta(minutes=15)
"""Mails that one person gets in a while, whoever asks; whoever asks for more learns nothing of that."""


def ask_reset(session: Session, email: str, network_address: str) -> None:
    """Whether anybody has that address is not looked up here, so that nothing of it can be seen or measured.
    Raises TooManyAttempts. Commits."""
    email = email.strip().lower()[:320]
    count_attempt(
        session,
        {f"reset {network_address} {email}": MOST_BY_PAIR, f"reset from {network_address}": MOST_BY_NETWORK},
    )
    ask_work(session, RESET, email)
    session.commit()


def send_reset(session: Session, email: str) -> None:
    """A link to whoever has that address, unless one is on its way or several went; silent where nobody has,
    or somebody who is disabled. Commits."""
    wanted = sa.select(Person.id, Person.name).where(Person.email == email, Person.disabled_at.is_(None))
    # Held, or a link would go to an address that she leaves this very moment.
    person = session.execute(wanted.with_for_update(key_share=True)).one_or_none()
    if person is None:
        return
    now = clock.now()
    written = sa.select(sa.func.count()).where(
        Message.person_id == person.id,
        Message.kind == MessageKind.RESET.value,
        Message.made_at > now - A_WHILE,
    )
    on_its_way = sa.select(sa.func.count()).where(
        Message.person_id == person.id,
        Message.kind == MessageKind.RESET.value,
        Message.state == MessageState.WAITING.value,
        Message.good_until > now,
    )
    if session.scalars(on_its_way).one() == 0 and session.scalars(written).one() < MOST_MAILS:
        write_reset(session, person.id, email, person.name)
        record_event(session, "reset-asked-for", person.id)
    session.commit()
