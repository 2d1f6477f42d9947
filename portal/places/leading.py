"""Of statements over several contracts of a lead, which are put together once: who asks, and of what."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa

from portal.access import Viewer

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
