"""From how many people on the council sees a figure of a contract."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.judging import FEWEST
from portal.records import SmallNumbers


def find_fewest(session: Session, contract_id: uuid.UUID) -> int:
    """What was said, or the usual."""
    said = session.scalar(sa.select(SmallNumbers.fewest).where(SmallNumbers.contract_id == contract_id))
    return FEWEST if said is None else said
