"""What was not seen on the day becomes a finding; and nobody of a register is named where nobody looks."""

import sqlalchemy as sa

from portal.records import Finding
from portal.web.addresses import FINDINGS, ROW_FINDING, ROW_PHOTO, SAMPLE, SHEET
from tests.builders import looking, sending
from tests.builders.good_files import pdf, picture
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


def test_nobody_is_named_by_a_seed_or_a_photo(world: World, client_for: ClientFor) -> None:
    visit_id, reviewer = looking.a_visit(world), client_for(world.reviewer)
    own = (world.contract_id, visit_id, world.engagement_id)
    reviewer.get(SHEET(*own))
    named = reviewer.post(SAMPLE(*own), {"not-in-order": "1", "seed": "Wim Worker"}, 422)
    assert "made of figures and spaces" in named.problems[0]
    long = reviewer.post(SAMPLE(*own), {"not-in-order": "1", "seed": "1" * 201}, 422)
    assert long.problems == ["The seed must have 200 characters or fewer."]
    looking.drawn(world, visit_id)
    photos = ROW_PHOTO(*own, looking.rows(world, visit_id)[0].row_id)
    wrong = reviewer.upload(photos, [("policy.pdf", pdf())], status=422, field="file")
    assert "Only photos are taken here" in wrong.problems[0]
    reviewer.upload(photos, [("Wim Worker.jpg", picture("JPEG"))], field="file")
    shown = reviewer.get(SHEET(*own))
    assert "photo-1.jpg" in shown.words
    assert "Wim Worker" not in shown.words
