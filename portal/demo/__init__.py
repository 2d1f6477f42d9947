"""A contract with invented partners in every condition there is, two years old on the day that it is made."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import Store
from portal import clock
from portal.database import Database
from portal.demo.apart import add_apart
from portal.demo.cared_for import add_care
from portal.demo.contract import PASSWORD, SIGN_INS, draw_up
from portal.demo.council import add_council
from portal.demo.editions import add_edition
from portal.demo.entered import add_entered
from portal.demo.feedback import add_feedback
from portal.demo.found import add_findings, add_minutes
from portal.demo.happened import add_occurrences
from portal.demo.layout import add_layout
from portal.demo.looked_at import add_looked_at, find_signed
from portal.demo.missed import add_plans
from portal.demo.own_template import add_template
from portal.demo.partners import add_partner
from portal.demo.payments import add_payments
from portal.demo.promised import add_promised
from portal.demo.returns import add_returns
from portal.demo.rows import Rows
from portal.demo.second_lead import add_second_lead
from portal.demo.second_year import ask_besides
from portal.demo.setting import Setting
from portal.demo.shelf import Shelf
from portal.demo.staff import bring_staff, note_seen
from portal.demo.stories import STORIES
from portal.demo.to_review import add_to_review
from portal.demo.told import tell_lately
from portal.records import Contract, Organisation
from portal.settings import Settings
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.rebuild_standing import rebuild

PARTNERS_AT_ONCE = 100
"""Partners between two writings: few enough to stay small in memory."""


DEMO_LOCK = 7_310_430
"""PostgreSQL's advisory lock while one is loaded; on SQLite a writing session holds the only lock."""


class CannotLoad(ValueError):
    """The demonstration is not for here, and nothing was written; the message says why."""


def load_demo(settings: Settings, database: Database, store: Store, partners: int = len(STORIES)) -> None:
    """The demonstration, all or nothing. Only the first twelve partners have files; where all of these are
    there, so are others that have ended or are still to begin.

    Raises CannotLoad where there is an organisation already, in production (its passwords are known to
    everybody), and for less than one partner.
    """
    if settings.production:
        raise CannotLoad(
            "the demonstration has passwords that everybody knows, so production mode does not load it"
        )
    if partners < 1:
        raise CannotLoad("the demonstration needs at least one partner")
    with database.writing() as session:
        require_empty(session)
        shelf = Shelf(settings.incoming, store)
        rows, apart, second = Rows("good standing"), Rows("ended or to begin"), Rows("another lead")
        setting, engagements = add_partners(session, rows, shelf, partners, with_files=len(STORIES))
        first = engagements[0]
        rows.write_tables(session)
        staff = Rows("people who come and go")
        # What happened everywhere is one history, told in order.
        returns, payments = Rows("returns of two years"), Rows("payment by results")
        apart.events = second.events = staff.events = returns.events = rows.events
        council = Rows("sent to the council")
        payments.events = council.events = rows.events
        bring_staff(staff, setting)
        staff.write_tables(session)
        found = Rows("what a visit found")
        found.events = rows.events
        add_findings(session, found, setting, engagements)
        add_minutes(session, found, setting)
        add_occurrences(session, found, setting, engagements)
        add_promised(session, found, setting, engagements)
        found.write_tables(session)
        again = Rows("another edition")
        again.events = rows.events
        add_edition(session, again, setting, shelf)
        again.write_tables(session)
        cared = Rows("notes and letters")
        cared.events = rows.events
        add_care(session, cared, setting, engagements)
        cared.write_tables(session)
        if partners >= len(STORIES):
            engagements += add_apart(session, apart, setting, shelf)
            add_returns(session, returns, setting, shelf)
            add_payments(session, payments, setting)
            add_plans(session, returns, setting)
            add_council(session, council, setting)
        other = add_second_lead(session, second, shelf)
        second.write_tables(session)
        if other:
            engagements += other.engagements
            add_returns(session, second, other.setting, shelf)
        note_seen(session)
        second.write(session)
        rebuild(session, engagements)
        session.commit()
    with database.writing() as session:
        keep_numbers(session, session.scalars(sa.select(Contract.id)).all())
        add_looked_at(session, setting, first)
        signed = find_signed(session, setting)
        if signed:
            add_feedback(session, signed)
            add_layout(session, setting, shelf)
            add_template(session, setting, shelf)
        if other:
            ask_besides(session, other.setting, other.engagements[0])
    add_to_review(database, setting, shelf)
    add_entered(database, setting, shelf)
    tell_lately(database)


def require_empty(session: Session) -> None:
    """Before a file is kept: of two at once one waits until the other's is there. Raises CannotLoad."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(DEMO_LOCK)))
    if session.scalars(sa.select(Organisation.id).limit(1)).first():
        raise CannotLoad("there is something in the database already; the demonstration wants an empty one")


def fill(session: Session, shelf: Shelf, partners: int, with_files: int = len(STORIES)) -> None:
    """The rows of so many partners, the first `with_files` with files, in the caller's transaction."""
    rows = Rows("good standing")
    _, engagements = add_partners(session, rows, shelf, partners, with_files)
    rows.write(session)
    rebuild(session, engagements)


def add_partners(
    session: Session, rows: Rows, shelf: Shelf, partners: int, with_files: int
) -> tuple[Setting, list[uuid.UUID]]:
    """The first contract with its partners, of which the last are still to be written; and the ids of all
    engagements."""
    setting, members = draw_up(rows, shelf, clock.today())
    engagements: list[uuid.UUID] = []
    for place in range(partners):
        its_shelf = shelf if place < with_files else None
        engagements += add_partner(rows, setting, members, place, its_shelf)
        if place % PARTNERS_AT_ONCE == PARTNERS_AT_ONCE - 1:
            rows.write(session)
    return setting, engagements


def who_can_sign_in() -> list[str]:
    """A line for each kind of user: name, what they are, e-mail address, password."""
    return [f"{each.name}, {each.what}: {each.email}, password: {PASSWORD}" for each in SIGN_INS]


__all__ = ["CannotLoad", "load_demo", "who_can_sign_in"]
