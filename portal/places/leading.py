"""What somebody leads; and of statements over several contracts of a lead, which are put together once, who
asks and of what."""

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.reading_once import reads_once
from portal.records import Contract

CONTRACTS = sa.bindparam("contract_ids", type_=sa.Uuid(), expanding=True)
ME = sa.bindparam("person_id", type_=sa.Uuid())
MINE = sa.bindparam("organisation_ids", type_=sa.Uuid(), expanding=True)
MANAGED = sa.bindparam("managed_ids", type_=sa.Uuid(), expanding=True)


def asked_by(viewer: Viewer, contract_ids: Collection[uuid.UUID]) -> dict[str, object]:
    """The values of these."""
    return {
        "contract_ids": tuple(contract_ids),
        "person_id": viewer.person_id,
        "organisation_ids": tuple(viewer.organisations),
        "managed_ids": tuple(viewer.with_role("manager")),
    }


@reads_once
def list_led(session: Session, viewer: Viewer) -> Sequence[uuid.UUID]:
    """Contracts that the viewer manages or reviews. To be asked before what is below them: a database that is
    asked both at once may read what is below everybody's, to find that none of it is hers."""
    leads = viewer.with_role("manager", "reviewer")
    return session.scalars(sa.select(Contract.id).where(Contract.lead_id.in_(leads))).all() if leads else ()
