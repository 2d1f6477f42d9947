"""What people are to be told by mail and were not yet."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.notices.queries.recipients import Recipient
from portal.records import Contract, Engagement, Membership, Notice, Pace, Person, Role


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What one person is told. `contract` is the contract's title, empty where it is about none; `area` that
    of the engagement, of which a partner may have several."""

    notice_id: uuid.UUID
    about: str
    what: str
    why: str
    consequence: str
    by_on: date | None
    href: str
    pace: str
    contract_id: uuid.UUID | None
    contract: str
    area: str
    made_at: datetime
    read_at: datetime | None

    @property
    def where(self) -> str:
        """The contract and, where there is one, the area."""
        return f"{self.contract}, {self.area}" if self.area else self.contract


@dataclass(frozen=True, slots=True)
class Unsent:
    """All that one person is still to be told by mail, oldest first."""

    recipient: Recipient
    notices: tuple[NoticeLine, ...]


NOTICES_AT_ONCE = 500
"""Notices that are read in one go."""

PART = aliased(Engagement)
"""That which a notice is about: not one of those by which somebody has a role in the contract."""

COLUMNS = (
    Notice.id.label("notice_id"),
    Notice.about,
    Notice.what,
    Notice.why,
    Notice.consequence,
    Notice.by_on,
    Notice.href,
    Notice.pace,
    Notice.contract_id,
    sa.func.coalesce(Contract.title, "").label("contract"),
    sa.func.coalesce(PART.area, "").label("area"),
    Notice.made_at,
    Notice.read_at,
)


DECIDING = (Role.MANAGER.value, Role.REVIEWER.value)
"""The others of a lead are nothing to its contracts."""


def concerns_still() -> sa.ColumnElement[bool]:
    """Of a notice: whether its person has a role in the contract still: belongs to its council, decides for
    its lead, or belongs to the partner, of a partner's part to that one. What is about no contract is about
    the person. Who is disabled is told nothing."""
    its_part = sa.or_(Notice.engagement_id.is_(None), Engagement.id == Notice.engagement_id)
    delivers = sa.exists().where(
        Engagement.contract_id == Notice.contract_id,
        its_part,
        Engagement.partner_id == Membership.organisation_id,
    )
    decides = sa.and_(Contract.lead_id == Membership.organisation_id, Membership.role.in_(DECIDING))
    has_it = sa.exists().where(
        Contract.id == Notice.contract_id,
        sa.or_(decides, Contract.commissioner_id == Membership.organisation_id),
    )
    # Said, since by itself the innermost question would be asked of all notices, not of this one.
    both = (has_it.correlate(Notice, Membership), delivers.correlate(Notice, Membership))
    belongs = sa.exists().where(Membership.person_id == Notice.person_id, sa.or_(*both))
    someone = aliased(Person)
    is_disabled = sa.exists().where(someone.id == Notice.person_id, someone.disabled_at.is_not(None))
    return sa.and_(~is_disabled, sa.or_(Notice.contract_id.is_(None), belongs))


def query_lines() -> sa.Select[*tuple[object, ...]]:
    """Of all notices, with where each is about."""
    contract = sa.select(*COLUMNS).outerjoin(Contract, Contract.id == Notice.contract_id)
    return contract.outerjoin(PART, PART.id == Notice.engagement_id)


def says_too_much(session: Session, message_id: uuid.UUID) -> bool:
    """Whether a letter tells its person of something in which she has no role any more."""
    told = sa.select(Notice.id).where(Notice.message_id == message_id, ~concerns_still())
    return session.scalar(told.limit(1)) is not None


def list_waiting(session: Session, paces: Collection[Pace]) -> list[Recipient]:
    """Whom something is to be told by mail."""
    query = sa.select(Person.id.label("person_id"), Person.name, Person.email).distinct()
    rows = session.execute(query.join(Notice, Notice.person_id == Person.id).where(*is_unsent(paces)))
    return [Recipient(row.person_id, row.name, row.email) for row in rows]


def find_unsent(session: Session, recipient: Recipient, paces: Collection[Pace]) -> Unsent:
    """Of one person at a time: many people of a lead are told of all that happens to its partners. Put in
    order here, as a database that is to do it goes through all that she was ever told."""
    query = query_lines().where(Notice.person_id == recipient.person_id, *is_unsent(paces))
    lines = (NoticeLine(**row._asdict()) for row in session.execute(query))
    return Unsent(recipient, tuple(sorted(lines, key=lambda line: (line.made_at, line.notice_id))))


def list_unsent(session: Session, person_id: uuid.UUID, paces: Collection[Pace]) -> list[uuid.UUID]:
    """The same by their ids alone: of a first day it may be very much."""
    query = sa.select(Notice.id, Notice.made_at).where(Notice.person_id == person_id, *is_unsent(paces))
    return [row.id for row in sorted(session.execute(query), key=lambda row: (row.made_at, row.id))]


def lines_of(session: Session, notice_ids: Sequence[uuid.UUID]) -> Iterator[NoticeLine]:
    """These in their order, some at a time."""
    for first in range(0, len(notice_ids), NOTICES_AT_ONCE):
        some = notice_ids[first : first + NOTICES_AT_ONCE]
        rows = session.execute(query_lines().where(Notice.id.in_(some)))
        found = {row.notice_id: NoticeLine(**row._asdict()) for row in rows}
        yield from (found[each] for each in some if each in found)


def is_unsent(paces: Collection[Pace]) -> tuple[sa.ColumnElement[bool], ...]:
    """Of a notice. What was read in the portal meanwhile needs no mail, and who has left gets none. The first
    two are those of an index, which is not seen behind a parameter."""
    return (
        Notice.message_id.is_(None),
        Notice.pace != sa.literal_column(f"'{Pace.NEVER.value}'"),
        Notice.pace.in_([each.value for each in paces]),
        Notice.read_at.is_(None),
        concerns_still(),
    )
