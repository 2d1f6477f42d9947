"""How many engagements and partners contracts have, kept with them."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Contract
from portal.standing.queries.counted import engagements_of, partners_of


def count_engagements(session: Session, contract_ids: Collection[uuid.UUID]) -> None:
    """In the caller's transaction, who has locked the contracts before an engagement was added, moved or
    removed: nobody else counts meanwhile, and nobody's engagement is left out."""
    numbers = {"engagements": engagements_of(Contract.id), "partners": partners_of(Contract.id)}
    for contract_id in sorted(contract_ids):
        session.execute(sa.update(Contract).where(Contract.id == contract_id).values(**numbers))
