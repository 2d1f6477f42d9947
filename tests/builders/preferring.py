"""A contract beside the world's, of the same lead, council and first partner, that prefers some things."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

from checklists.vocabulary import Condition
from portal.access import Audience
from portal.authoring.actions.keep_draft_checklist import change_about, start_version, write_row
from portal.authoring.actions.publish_checklist import publish_checklist
from portal.authoring.queries.drafts import get_draft_place
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.create_contract import NewContract, create_contract
from portal.places.contracts import get_contract_place
from tests.builders import inviting
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
    inviting.belongs_to(world, engagement_id, world.partner_id)
    inviting.commissioned_by(world, contract_id, world.commissioner_id)
    return Beside(contract_id, engagement_id)


def require_it(world: World, beside: Beside, from_on: date) -> None:
    """The next version of the checklist asks for it as a must."""
    with world.database.writing() as session:
        contract = get_contract_place(session, world.manager, beside.contract_id, [Audience.MANAGER])
        draft_id = start_version(session, world.manager, contract)
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        row = next(each for each in place.rows if each.of == PREFERRED)
        required = replace(row, data={**row.data, "force": "must"})
        write_row(session, world.manager, draft_id, required)
        change_about(session, world.manager, place, place.title, from_on)
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        publish_checklist(session, world.manager, place, "It was agreed with the council.")
