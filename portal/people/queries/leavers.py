"""Who signed in and acts for nobody any more, since when, and among whose papers they may be named."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from portal.clock import LONDON
from portal.records import Administrator, Answer, Contract, Engagement, Event, Invitation, Membership, Person

LEFT = ("person-left", "person-removed")


@dataclass(slots=True)
class Gone:
    """Somebody who acts for nobody. `left_at` is when she was here last, or came to act for nobody."""

    person_id: uuid.UUID
    left_at: datetime
    organisations: set[uuid.UUID] = field(default_factory=set)


def list_gone(session: Session, today: date, months: int) -> list[Gone]:
    """Those who left more than so many months ago and are not forgotten, in the order of their ids."""
    here = sa.func.coalesce(Person.last_seen_at, Person.created_at)
    query = sa.select(Person.id, here.label("at")).where(acts_for_nobody()).order_by(Person.id)
    gone = {row.id: Gone(row.id, row.at) for row in session.execute(query) if is_over(row.at, today, months)}
    for row in left_events(session) if gone else ():
        if each := gone.get(row.person_id):
            each.left_at = max(each.left_at, row.at)
            each.organisations.add(row.organisation_id)
    return [each for each in gone.values() if is_over(each.left_at, today, months)]


def is_over(at: datetime, today: date, months: int) -> bool:
    return add_months(at.astimezone(LONDON).date(), months) < today


def acts_for_nobody() -> sa.ColumnElement[bool]:
    """Neither acts for an organisation, nor looks after the portal, nor is asked to."""
    asked = sa.or_(Invitation.answer.is_(None), Invitation.answer == Answer.WAITS.value)
    return sa.and_(
        Person.forgotten_at.is_(None),
        ~sa.exists().where(Membership.person_id == Person.id),
        ~sa.exists().where(Administrator.person_id == Person.id),
        ~sa.exists().where(Invitation.email == Person.email, asked),
    )


@dataclass(frozen=True, slots=True)
class Leaving:
    person_id: uuid.UUID
    organisation_id: uuid.UUID
    at: datetime


def left_events(session: Session) -> Iterator[Leaving]:
    """Of whoever left an organisation, or was removed from it. An event of the same name is of workers."""
    for row in session.execute(sa.select(Event.at, Event.data).where(Event.name.in_(LEFT))):
        if "person" in row.data:
            yield Leaving(uuid.UUID(row.data["person"]), uuid.UUID(row.data["organisation"]), row.at)


def papers_of(session: Session, gone: Gone) -> set[uuid.UUID]:
    """The organisations among whose papers the person may be named: those that she acted for or did something
    at, and under a lead's contracts all of its partners."""
    mine = Event.person_id == gone.person_id
    own = sa.select(Event.organisation_id).where(mine, Event.organisation_id.is_not(None))
    partners = sa.select(Engagement.partner_id).where(
        Engagement.id.in_(sa.select(Event.engagement_id).where(mine))
    )
    found = (
        gone.organisations | {each for each in session.scalars(own) if each} | set(session.scalars(partners))
    )
    under = sa.select(Engagement.partner_id).join(Contract, Contract.id == Engagement.contract_id)
    contracts = sa.select(Event.contract_id).where(mine)
    of_leads = sa.or_(Contract.lead_id.in_(found), Contract.id.in_(contracts))
    return found | set(session.scalars(under.where(of_leads)))
