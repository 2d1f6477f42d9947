"""Engagements that do not have a day: ended before it or beginning after it, and so in no count of it."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, in_words
from portal.clock import end_of_day
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, EngagementTerms
from portal.standing.queries.called import called_then


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
    table = EngagementTerms
    newest = latest_terms(known)
    rows = session.execute(
        sa.select(
            table.engagement_id,
            PARTNER.name.label("partner"),
            table.area,
            table.starts_on,
            table.ends_on,
            table.ending,
            table.words,
        )
        .join(newest, newest.c.id == table.id)
        .join(Engagement, Engagement.id == table.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id, sa.or_(table.starts_on > on, table.ends_on < on))
        .order_by(Engagement.sort_name, Engagement.id)
    ).all()
    called = called_then(session, [row.engagement_id for row in rows], known)
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


def latest_terms(known: date | None) -> sa.Subquery:
    """The ids of the terms that were said last of each engagement by that evening, or by now."""
    table = EngagementTerms
    ranked = sa.select(
        table.id,
        sa.func.row_number()
        .over(partition_by=table.engagement_id, order_by=(table.recorded_at.desc(), table.id))
        .label("place"),
    )
    if known is not None:
        ranked = ranked.where(table.recorded_at < end_of_day(known))
    each = ranked.subquery()
    return sa.select(each.c.id).where(each.c.place == 1).subquery()
