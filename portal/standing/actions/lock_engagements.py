"""Nobody else changes these engagements, or what is asked of all of a contract, meanwhile.

All that acts locks in one order, so that no two wait for each other: what is open to one person alone (a
sheet that was read, a draft checklist), the contract, the engagements in the order of their ids, the
organisation, the submission, workers and people in the order of their ids, and last of all the end of the
chain of events. Rows are locked so that others may still point to them (FOR NO KEY UPDATE). A test holds
every transaction of the tests to it.
"""

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.access import NotHere
from portal.places.contracts import ContractPlace, EngagementPlace, look_again, look_at_engagement_again
from portal.records import Contract, Engagement, Submission

LOCKED = (
    sa.select(Engagement.id, Engagement.starts_on, Engagement.ends_on)
    .where(Engagement.id.in_(sa.bindparam("engagement_ids", expanding=True)))
    .order_by(Engagement.id)
    .with_for_update(key_share=True)
)


def lock_engagements(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    """Until the transaction ends nobody else changes these engagements or what is said about them.

    On SQLite a writing session is alone anyway. Call it before `record_event`, which locks the chain's end.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(LOCKED, {"engagement_ids": engagement_ids})


def lock_engagement(session: Session, engagement_id: uuid.UUID) -> None:
    """The same of the one that something is written for. Raises NotHere where it was removed since it was
    looked up, also where that was in another session."""
    locked_days(session, engagement_id)


def locked_days(session: Session, engagement_id: uuid.UUID) -> Span:
    """Its days as they are, once it is locked."""
    row = session.execute(LOCKED, {"engagement_ids": [engagement_id]}).one_or_none()
    if row is None:
        raise NotHere
    return Span(row.starts_on, row.ends_on)


def hold_days(session: Session, place: EngagementPlace) -> EngagementPlace:
    """The engagement locked, on the days that it has now: somebody may have ended it since it was looked up.
    Asked in the statement that locks. Raises NotHere where it is gone."""
    return place.on_days(locked_days(session, place.engagement_id))


def lock_contract(session: Session, contract_id: uuid.UUID) -> None:
    """Until the transaction ends nobody else publishes a version for the contract or adds a partner to it,
    who would be asked for what was asked before. Call it before engagements are locked."""
    session.execute(sa.select(Contract.id).where(Contract.id == contract_id).with_for_update(key_share=True))


def hold_contract(session: Session, place: ContractPlace) -> ContractPlace:
    """The contract locked, and as it is: its days may be others than when the place was looked up. Whoever
    checks something against them and writes goes by these. Raises NotHere."""
    lock_contract(session, place.contract_id)
    return look_again(session, place)


def hold_engagement(session: Session, place: EngagementPlace) -> EngagementPlace:
    """The same of an engagement. Its contract's days stay as they are where the contract was locked before.
    Raises NotHere where it is gone."""
    lock_engagement(session, place.engagement_id)
    return look_at_engagement_again(session, place)


def lock_all_of(session: Session, organisation_ids: Collection[uuid.UUID]) -> None:
    """Every contract, engagement and submission of these organisations, as partner and as lead."""
    theirs = sa.or_(Engagement.partner_id.in_(organisation_ids), Contract.lead_id.in_(organisation_ids))
    both = sa.select(Engagement.id, Contract.id.label("contract_id"))
    rows = session.execute(both.join(Contract, Contract.id == Engagement.contract_id).where(theirs)).all()
    for contract_id in sorted({row.contract_id for row in rows}):
        lock_contract(session, contract_id)
    engagement_ids = sorted(row.id for row in rows)
    lock_engagements(session, engagement_ids)
    sent = sa.select(Submission.id).where(Submission.engagement_id.in_(engagement_ids))
    session.execute(sent.order_by(Submission.id).with_for_update(key_share=True))
