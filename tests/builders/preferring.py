"""A contract beside the world's, of the same lead, council and first partner, that prefers some things."""

import uuid
from dataclasses import dataclass

from checklists.vocabulary import Condition
from portal.access import Audience
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.create_contract import NewContract, create_contract
from portal.places.contracts import get_contract_place
from tests.builders.world import World

PREFERRED = "referral-tracking"
"""Something that this checklist only prefers; it prefers four things and requires five."""


@dataclass(frozen=True)
class Beside:
    contract_id: uuid.UUID
    engagement_id: uuid.UUID

    def slot(self, key: str = PREFERRED) -> str:
        return f"/engagements/{self.engagement_id}/requirements/{key}"


def contract_beside(
    world: World, checklist: str = "kcc-ensure", conditions: tuple[Condition, ...] = ()
) -> Beside:
    """By the world's manager, on the days of the world's contract."""
    new = NewContract("Peer projects", "Kingsmarsh County Council", checklist, world.starts_on, world.ends_on)
    with world.database.writing() as session:
        contract_id = create_contract(session, world.manager, world.lead_id, new)
    with world.database.writing() as session:
        place = get_contract_place(session, world.manager, contract_id, [Audience.MANAGER])
        engagement_id = add_partner(
            session,
            world.manager,
            place,
            NewPartner("Tidewater Peers"),
            Terms("Eastmouth", world.starts_on, world.ends_on),
            conditions,
        )
    return Beside(contract_id, engagement_id)
