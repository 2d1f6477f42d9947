"""How many engagements and partners contracts have, kept with them."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.noting import UNSEALED
from portal.records import Contract
from portal.standing.queries.counted import engagements_of, partners_of


def keep_numbers(session: Session, contract_ids: Collection[uuid.UUID]) -> None:
    """In the caller's transaction, who has locked the contracts before an engagement was added, moved or
    removed: nobody else counts meanwhile, and nobody's engagement is left out."""
    numbers = {"engagements": engagements_of(Contract.id), "partners": partners_of(Contract.id)}
    options = {"synchronize_session": False, UNSEALED: True}
    for contract_id in sorted(contract_ids):
        counted = sa.update(Contract).where(Contract.id == contract_id).values(**numbers)
        session.execute(counted, execution_options=options)
