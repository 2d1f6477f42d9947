"""Certificates that were sent and are no pass by what they say, and have no risk decision: they end
those before them, for the engagement and the requirement to which they were sent."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.vocabulary import PASSES, DbsOutcome
from portal.clock import local_day
from portal.reading_once import reads_once
from portal.records import DbsCheck, NamedRow, Submission

Place = tuple[uuid.UUID, str, str]
"""Engagement, requirement and part."""


@dataclass(frozen=True, slots=True)
class SentUnclear:
    """One of them. `withdrawn_on` is None as long as the partner has not said that it was entered by
    mistake."""

    on: date
    sent_at: datetime
    withdrawn_on: date | None
    outcome: DbsOutcome | None

    def beside(self, sent_at: datetime) -> facts.Unclear:
        """As a check is told of it that was sent at that moment."""
        is_later = self.sent_at > sent_at
        return facts.Unclear(self.on, local_day(self.sent_at), self.withdrawn_on, is_later, self.outcome)


def standing_beside(others: Iterable[SentUnclear], sent_at: datetime) -> tuple[facts.Unclear, ...]:
    """Those that were not withdrawn, as a check is told of them that was sent at that moment."""
    return tuple(each.beside(sent_at) for each in others if each.withdrawn_on is None)


UnclearByPlace = Mapping[Place, Sequence[SentUnclear]]

GONE_AT = sa.func.coalesce(DbsCheck.withdrawn_at, Submission.taken_back_at).label("gone_at")
SENT = (
    sa.select(
        Submission.engagement_id,
        Submission.requirement_key,
        Submission.part_key,
        Submission.from_on,
        Submission.sent_at,
        GONE_AT,
        DbsCheck.outcome,
    )
    .join(DbsCheck, DbsCheck.id == Submission.check_id)
    .where(
        Submission.engagement_id.in_(sa.bindparam("engagement_ids", expanding=True)),
        Submission.sent_at.is_not(None),
        Submission.from_on.is_not(None),
        sa.or_(DbsCheck.outcome.is_(None), DbsCheck.outcome.not_in([each.value for each in PASSES])),
    )
    .order_by(Submission.from_on, Submission.sent_at, Submission.id)
)
SENT_FOR_SLOTS = SENT.where(Submission.requirement_key.in_(sa.bindparam("keys", expanding=True)))


def unclear_by_place(
    session: Session, engagement_ids: Iterable[uuid.UUID], keys: Iterable[str] | None = None
) -> UnclearByPlace:
    """By engagement, requirement and part, the earliest first; those that were withdrawn too."""
    return read_unclear(session, tuple(engagement_ids), None if keys is None else tuple(sorted(keys)))


@reads_once
def read_unclear(
    session: Session, engagement_ids: tuple[uuid.UUID, ...], keys: tuple[str, ...] | None
) -> UnclearByPlace:
    found: defaultdict[Place, list[SentUnclear]] = defaultdict(list)
    values = {"engagement_ids": engagement_ids, "keys": keys}
    for row in session.execute(SENT if keys is None else SENT_FOR_SLOTS, values):
        found[row.engagement_id, row.requirement_key, row.part_key].append(sent_unclear(row))
    return found


def sent_unclear(row: NamedRow) -> SentUnclear:
    return SentUnclear(
        row.from_on,
        row.sent_at,
        local_day(row.gone_at) if row.gone_at else None,
        DbsOutcome(row.outcome) if row.outcome else None,
    )


def told_of(
    made: Iterable[facts.Decision], slot: tuple[uuid.UUID, str], sent: "SentMoments", unclear: UnclearByPlace
) -> list[facts.Decision]:
    """The decisions on a slot, each check told of those that were sent beside it."""
    return [told_of_one(each, unclear.get((*slot, each.part), ()), sent) for each in made]


SentMoments = Mapping[str, datetime]
"""By the key of a decision on a check, when that was sent."""


def told_of_one(decision: facts.Decision, others: Sequence[SentUnclear], sent: SentMoments) -> facts.Decision:
    if not others or decision.check is None or decision.key not in sent:
        return decision
    moment = sent[decision.key]
    beside = tuple(each.beside(moment) for each in others)
    return replace(decision, check=replace(decision.check, unclear=beside))
