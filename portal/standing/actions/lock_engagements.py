"""Nobody else changes these engagements, or what is asked of all of a contract, meanwhile.

All that acts locks in one order, so that no two wait for each other: what is open to one person alone (a
sheet that was read, a draft checklist), the contract, the engagements in the order of their ids, the
organisation, the submission, workers and people in the order of their ids, and last of all the end of the
chain of events. Rows are locked so that others may still point to them (FOR NO KEY UPDATE). A test holds
every transaction of the tests to it.
"""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Contract, Engagement

LOCKED = (
    sa.select(Engagement.id)
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


def lock_contract(session: Session, contract_id: uuid.UUID) -> None:
    """Until the transaction ends nobody else publishes a version for the contract or adds a partner to it,
    who would be asked for what was asked before. Call it before engagements are locked."""
    session.execute(sa.select(Contract.id).where(Contract.id == contract_id).with_for_update(key_share=True))
