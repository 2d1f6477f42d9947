"""What was not seen on the day becomes a finding of the visit, and is not typed twice."""

import sqlalchemy as sa

from portal.records import Finding
from portal.web.addresses import FINDINGS, ROW_FINDING, SHEET
from tests.builders import looking, sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_a_row_becomes_a_finding_with_one_press(world: World, client_for: ClientFor) -> None:
    """Its note goes along, and pressed again it is the same."""
    sending.a_worker(world, "Wim Worker")
    visit_id, reviewer = looking.a_visit(world), client_for(world.reviewer)
    looking.drawn(world, visit_id)
    row = looking.rows(world, visit_id)[0]
    sheet = SHEET(world.contract_id, visit_id, world.engagement_id)
    address = ROW_FINDING(world.contract_id, visit_id, world.engagement_id, row.row_id)
    reviewer.get(sheet)
    assert "save it first" in reviewer.post(address, {}, 422).problems[0]
    looking.saved(world, visit_id, row.row_id, "not-seen", "The folder is empty.")
    assert "Make it a finding" in reviewer.get(sheet).words
    reviewer.post(address, {})
    shown = reviewer.follow(reviewer.post(address, {}))
    assert "It is a finding." in shown.words
    plan = FINDINGS(world.contract_id, visit_id)
    assert plan in shown.links.values()
    assert "1 finding has no action" in reviewer.get(plan).words
    with world.database.reading() as session:
        found = session.scalars(sa.select(Finding)).one()
        assert (found.words, found.requirement_key or "") == ("The folder is empty.", row.requirement_key)
    for somebody in (world.member, world.officer, world.colleague, world.noise_manager):
        client_for(somebody).get(sheet, 404)
