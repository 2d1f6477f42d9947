"""Engagements that do not have a day: ended before it or beginning after it, and so in no count of it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import Span, in_words
from portal.clock import end_of_day
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, EngagementTerms
from portal.standing.queries.as_known import When
from portal.standing.queries.called import called_then
from portal.standing.queries.counted import ON, SINCE, may_be_apart, values_of


@dataclass(frozen=True, slots=True)
class Apart:
    """An engagement with its days as they were known. `ending` is a word of Ending where it was ended early,
    `said` why."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    span: Span
    ending: str
    said: str


def apart_words(span: Span, on: date) -> str:
    """
    >>> days = Span(date(2026, 4, 1), date(2026, 10, 31))
    >>> apart_words(days, date(2026, 11, 1)), apart_words(days, date(2026, 3, 1))
    ('Ended on 31 October 2026', 'Begins on 1 April 2026')
    """
    if on > span.until_on:
        return f"Ended on {in_words(span.until_on)}"
    return f"Begins on {in_words(span.from_on)}"


def list_apart(session: Session, place: ContractPlace, on: date, known: date | None) -> list[Apart]:
    """The contract's engagements that do not have the day, as known on that evening; by name."""
    values = values_of(place.contract_id, When(on, known))
    rows = session.execute(told_apart(is_known=known is not None), values).all()
    called = called_then(session, [row.engagement_id for row in rows], known) if rows else {}
    return [
        Apart(
            row.engagement_id,
            called[row.engagement_id]["partner"] if row.engagement_id in called else row.partner,
            row.area,
            Span(row.starts_on, row.ends_on),
            row.ending or "",
            row.words,
        )
        for row in rows
    ]


@cache
def told_apart(*, is_known: bool) -> sa.Select[*tuple[object, ...]]:
    """Put together once."""
    terms = EngagementTerms
    days = terms if is_known else Engagement
    return (
        sa.select(
            Engagement.id.label("engagement_id"),
            PARTNER.name.label("partner"),
            terms.area,
            terms.starts_on,
            terms.ends_on,
            terms.ending,
            terms.words,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .join(terms, terms.id == latest_before(SINCE if is_known else None))
        .where(
            Engagement.id.in_(may_be_apart(is_known=is_known)),
            sa.or_(days.starts_on > ON, days.ends_on < ON),
        )
        .order_by(Engagement.sort_name, Engagement.id)
    )


def latest_terms(known: date | None) -> sa.ScalarSelect[uuid.UUID]:
    """The id of the terms that were said last of an engagement by that evening, or by now."""
    return latest_before(None if known is None else end_of_day(known))


def latest_before(moment: datetime | sa.BindParameter[datetime] | None) -> sa.ScalarSelect[uuid.UUID]:
    said = aliased(EngagementTerms)
    query = sa.select(said.id).where(said.engagement_id == Engagement.id)
    if moment is not None:
        query = query.where(said.recorded_at < moment)
    return query.order_by(said.recorded_at.desc()).limit(1).scalar_subquery()


@dataclass(frozen=True, slots=True)
class Ended:
    """What was said of the end when the terms were said last. `ending` is a word of Ending, or empty."""

    ending: str
    words: str


def find_ending(session: Session, engagement_id: uuid.UUID, known: date | None = None) -> Ended | None:
    """Why the engagement was ended early; None where it was not."""
    terms = EngagementTerms
    row = session.execute(
        sa.select(terms.ending, terms.words)
        .join(Engagement, Engagement.id == terms.engagement_id)
        .where(Engagement.id == engagement_id, terms.id == latest_terms(known))
    ).one_or_none()
    return Ended(row.ending, row.words) if row and row.ending else None
