"""Rounds of feedback, what may be shown of their answers, and what a code leads to."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.answering import Asked, Tally, is_closed, tallies
from checklists.year.judging import FEWEST
from portal import clock
from portal.access import NotHere
from portal.clock import local_day
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.records import Contract, Engagement, FeedbackAnswer, FeedbackCode, FeedbackRound


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round; `given` is how many answers there are."""

    round_id: uuid.UUID
    engagement_id: uuid.UUID
    partner: str
    area: str
    title: str
    asked: Asked
    codes: int
    closes_on: date
    closed_at: datetime | None
    made_at: datetime
    given: int

    @property
    def closed_on(self) -> date | None:
        return local_day(self.closed_at) if self.closed_at else None

    def has_closed(self, on: date) -> bool:
        return is_closed(self.closes_on, self.closed_on, on)


GIVEN = (
    sa.select(sa.func.count())
    .where(FeedbackAnswer.round_id == FeedbackRound.id)
    .correlate(FeedbackRound)
    .scalar_subquery()
)
LINES = (
    sa.select(
        FeedbackRound.id.label("round_id"),
        FeedbackRound.engagement_id,
        PARTNER.name.label("partner"),
        Engagement.area,
        FeedbackRound.title,
        FeedbackRound.asked,
        FeedbackRound.codes,
        FeedbackRound.closes_on,
        FeedbackRound.closed_at,
        FeedbackRound.made_at,
        GIVEN.label("given"),
    )
    .join(Engagement, Engagement.id == FeedbackRound.engagement_id)
    .join(PARTNER, PARTNER.id == Engagement.partner_id)
)


def list_rounds(session: Session, place: EngagementPlace) -> list[RoundLine]:
    """Of an engagement, newest first."""
    query = LINES.where(FeedbackRound.engagement_id == place.engagement_id)
    return as_lines(session, query.order_by(FeedbackRound.made_at.desc(), FeedbackRound.id))


def get_round(session: Session, place: EngagementPlace, round_id: uuid.UUID) -> RoundLine:
    """Raises NotHere."""
    query = LINES.where(FeedbackRound.engagement_id == place.engagement_id, FeedbackRound.id == round_id)
    found = as_lines(session, query)
    if not found:
        raise NotHere
    return found[0]


def list_of_contract(session: Session, place: ContractPlace) -> list[RoundLine]:
    """Of all engagements, by partner, each one's newest first."""
    query = LINES.where(Engagement.contract_id == place.contract_id)
    ordered = query.order_by(Engagement.sort_name, Engagement.id, FeedbackRound.made_at.desc())
    return as_lines(session, ordered)


def as_lines(session: Session, query: sa.Select[*tuple[object, ...]]) -> list[RoundLine]:
    rows = (row._asdict() for row in session.execute(query))
    return [RoundLine(**row | {"asked": Asked(row["asked"])}) for row in rows]


def list_codes(session: Session, round_id: uuid.UUID) -> list[str]:
    """Those of a round, in no order that says anything; which are used is not told."""
    query = sa.select(FeedbackCode.code).where(FeedbackCode.round_id == round_id)
    return list(session.scalars(query.order_by(FeedbackCode.code)))


def tallies_of(
    session: Session, lines: Iterable[RoundLine], on: date, fewest: int = FEWEST
) -> dict[uuid.UUID, tuple[Tally, ...]]:
    """By round what was answered, of those that have closed."""
    closed = [each.round_id for each in lines if each.has_closed(on)]
    query = sa.select(FeedbackAnswer.round_id, FeedbackAnswer.ratings)
    ratings = defaultdict[uuid.UUID, list[dict[str, int]]](list)
    for row in session.execute(query.where(FeedbackAnswer.round_id.in_(closed))):
        ratings[row.round_id].append(row.ratings)
    return {round_id: tallies(ratings[round_id], fewest) for round_id in closed}


def list_words(session: Session, line: RoundLine, on: date, fewest: int = FEWEST) -> list[str]:
    """What people wrote, in no order, once the round has closed and enough of them wrote something."""
    if not line.has_closed(on):
        return []
    query = sa.select(FeedbackAnswer.words).where(
        FeedbackAnswer.round_id == line.round_id, FeedbackAnswer.words != ""
    )
    words = list(session.scalars(query.order_by(FeedbackAnswer.id)))
    return words if len(words) >= fewest else []


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What whoever has a code is asked about."""

    round_id: uuid.UUID
    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    partner: str
    contract: str
    asked: Asked
    closes_on: date
    closed_at: datetime | None
    is_used: bool

    @property
    def has_closed(self) -> bool:
        closed_on = local_day(self.closed_at) if self.closed_at else None
        return is_closed(self.closes_on, closed_on, clock.today())


def find_asked(session: Session, code: str) -> AskedOf | None:
    """None where there is no such code."""
    query = (
        sa.select(
            FeedbackRound.id.label("round_id"),
            FeedbackRound.engagement_id,
            Engagement.contract_id,
            PARTNER.name.label("partner"),
            Contract.title.label("contract"),
            FeedbackRound.asked,
            FeedbackRound.closes_on,
            FeedbackRound.closed_at,
            FeedbackCode.is_used,
        )
        .join(FeedbackRound, FeedbackRound.id == FeedbackCode.round_id)
        .join(Engagement, Engagement.id == FeedbackRound.engagement_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(FeedbackCode.code == code)
    )
    row = session.execute(query).one_or_none()
    return AskedOf(**row._asdict() | {"asked": Asked(row.asked)}) if row else None
