"""What went out for a contract: to whom, and whether it came."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.ladder import by_week
from checklists.working_days import add_working_days
from portal.acting.bank_holidays import bank_holidays
from portal.clock import local_day
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Message, Notice, Pace, Person, Reminded, Submission

KEPT = timedelta(days=90)
WORKING_DAYS = 5
"""Within so many a reminder is said to have helped."""

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SentLine:
    """A notice to a person; `partner` and `area` are whom it is about, who need not be the person's. `state`
    is of its mail, empty where none has said it; then `is_coming` where the next one will. `problem` is what
    the mail server said when it was sent, `bounce_words` when it came back."""

    made_at: datetime
    person: str
    what: str
    partner: str
    area: str
    state: str
    is_coming: bool
    problem: str
    bounced_at: datetime | None
    bounce_words: str


def count_sent(session: Session, place: ContractPlace, now: datetime) -> int:
    """How many there were in the last 90 days."""
    query = sa.select(sa.func.count()).select_from(Notice).where(*sent_lately(place, now))
    return session.scalar(query) or 0


def sent_lately(place: ContractPlace, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return Notice.contract_id == place.contract_id, Notice.made_at > now - KEPT


def list_sent(
    session: Session, place: ContractPlace, now: datetime, first: int, limit: int
) -> list[SentLine]:
    """Some of them, the newest in front."""
    query = (
        sa.select(
            Notice.made_at,
            Person.name.label("person"),
            Notice.what,
            sa.func.coalesce(PARTNER.name, "").label("partner"),
            sa.func.coalesce(Engagement.area, "").label("area"),
            sa.func.coalesce(Message.state, "").label("state"),
            sa.and_(
                Notice.message_id.is_(None), Notice.pace != Pace.NEVER.value, Notice.read_at.is_(None)
            ).label("is_coming"),
            sa.func.coalesce(Message.problem, "").label("problem"),
            Message.bounced_at,
            sa.func.coalesce(Message.bounce_words, "").label("bounce_words"),
        )
        .join(Person, Person.id == Notice.person_id)
        .outerjoin(Message, Message.id == Notice.message_id)
        .outerjoin(Engagement, Engagement.id == Notice.engagement_id)
        .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(*sent_lately(place, now))
        .order_by(Notice.made_at.desc(), Notice.id)
        .offset(first)
        .limit(limit)
    )
    return [SentLine(**row._asdict()) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class Effect:
    """Of a step, how often it was told in the last year, and how often something was sent within five working
    days. Those that are younger than that are not counted."""

    days: int
    told: int
    followed: int


def count_effects(session: Session, place: ContractPlace, today: date) -> list[Effect]:
    """By step, the furthest ahead first."""
    told = (
        sa.select(
            Reminded.engagement_id,
            Reminded.requirement_key,
            Reminded.step,
            sa.func.min(Reminded.on_date).label("on_date"),
        )
        .join(Engagement, Engagement.id == Reminded.engagement_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Reminded.requirement_key != "",
            Reminded.on_date > today - A_YEAR,
            ~Reminded.part_key.startswith("sent:"),
        )
        .group_by(
            Reminded.engagement_id,
            Reminded.requirement_key,
            Reminded.part_key,
            Reminded.last_on,
            Reminded.step,
        )
    )
    sent = sent_days(session, place)
    counts: dict[int, list[bool]] = {}
    for row in session.execute(told):
        until = add_working_days(row.on_date, WORKING_DAYS, bank_holidays(row.on_date.year))
        if until <= today:
            days = sent.get((row.engagement_id, row.requirement_key), ())
            counts.setdefault(by_week(row.step), []).append(any(row.on_date <= day <= until for day in days))
    return [
        Effect(step, len(followed), sum(followed)) for step, followed in sorted(counts.items(), reverse=True)
    ]


def sent_days(session: Session, place: ContractPlace) -> dict[tuple[uuid.UUID, str], list[date]]:
    """By slot, the days on which something was sent."""
    found: dict[tuple[uuid.UUID, str], list[date]] = {}
    query = (
        sa.select(Submission.engagement_id, Submission.requirement_key, Submission.sent_at)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(Engagement.contract_id == place.contract_id, Submission.sent_at.is_not(None))
    )
    for row in session.execute(query):
        day = local_day(row.sent_at)
        found.setdefault((row.engagement_id, row.requirement_key), []).append(day)
    return found
