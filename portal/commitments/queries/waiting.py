"""How many figures of commitments wait for a lead's decision."""

import uuid
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from portal.places.leading import CONTRACTS, ME, MINE
from portal.records import Commitment, CommitmentAnswer, CommitmentGiven, Engagement


@cache
def counting_to_decide() -> sa.Select[uuid.UUID, int]:
    """By contract, the `number` of years whose last figure has no answer and is asked for still. Nobody
    decides on what they gave, or what a partner gave that they belong to."""
    given, later = CommitmentGiven, aliased(CommitmentGiven)
    is_last = ~sa.exists().where(
        later.commitment_id == given.commitment_id, later.year == given.year, later.number > given.number
    )
    is_answered = sa.exists().where(
        CommitmentAnswer.commitment_id == given.commitment_id,
        CommitmentAnswer.year == given.year,
        CommitmentAnswer.number == given.number,
    )
    is_others = sa.or_(Commitment.engagement_id.is_(None), Engagement.partner_id.not_in(MINE))
    return (
        sa.select(Commitment.contract_id, sa.func.count().label("number"))
        .select_from(Commitment)
        .join(given, given.commitment_id == Commitment.id)
        .outerjoin(Engagement, Engagement.id == Commitment.engagement_id)
        .where(
            Commitment.contract_id.in_(CONTRACTS),
            Commitment.struck_at.is_(None),
            given.given_by != ME,
            is_last,
            ~is_answered,
            is_others,
        )
        .group_by(Commitment.contract_id)
    )
