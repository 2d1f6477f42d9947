"""A checklist from a document that gives no clauses: nowhere is one named that is not there."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.records import ChecklistVersion
from portal.standing.queries.in_force import list_versions
from tests.builders.sending import send
from tests.builders.versions import keep_version
from tests.builders.world import World
from tests.pages.conftest import ClientFor


@pytest.fixture
def without(world: World) -> World:
    with world.database.writing() as session:
        version = list_versions(session, [world.contract_id])[world.contract_id][-1]
        its = ChecklistVersion.contract_id == world.contract_id
        first = session.scalars(sa.select(sa.func.min(ChecklistVersion.created_at)).where(its)).one()
        session.execute(sa.delete(ChecklistVersion).where(its))
        bare = tuple(replace(each, clause="") for each in version.requirements)
        keep_version(session, world, replace(version, requirements=bare), at=first)
    return world


def test_no_page_names_a_clause(without: World, client_for: ClientFor) -> None:
    sent = send(without, "safeguarding-policy")
    engagement, contract = f"/engagements/{without.engagement_id}", f"/contracts/{without.contract_id}"
    member, reviewer = client_for(without.member), client_for(without.reviewer)
    for client, page in (
        (member, f"{engagement}/requirements/complaints-policy"),
        (member, f"{engagement}/confirmations"),
        (member, engagement),
        (reviewer, f"/submissions/{sent}/review"),
        (reviewer, f"{contract}/readiness"),
        (reviewer, f"{contract}/matrix"),
    ):
        answer = client.get(page)
        assert "clause" not in answer.words.lower(), page
        assert not answer.find("//*[contains(@class,'gs-clause') and not(normalize-space())]"), page
    slot = member.get(f"{engagement}/requirements/complaints-policy").words
    assert "Required by the contract." in slot
