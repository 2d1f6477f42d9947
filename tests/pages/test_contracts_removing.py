"""A manager removes a partner that was typed by mistake."""

import sqlalchemy as sa

from portal.records import Engagement
from tests.builders import inviting
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_what_was_typed_by_mistake_is_removed(world: World, client_for: ClientFor) -> None:
    partner_id = inviting.name_partner(world, "Tidewatr Peers")
    inviting.invite(world, partner_id, "newt@example.org", name="Newt New")
    with world.database.reading() as session:
        its = sa.select(Engagement.id).where(Engagement.partner_id == partner_id)
        engagement = f"/engagements/{session.scalars(its).one()}"
    manager = client_for(world.manager)
    page = manager.get(manager.get(f"{engagement}/change").links["It was added by mistake: remove it"])
    assert "the invitation of Newt New" in page.words
    empty = manager.post(f"{engagement}/remove", {"words": " "}, 422)
    assert empty.problems == ["Say in a sentence why it is removed."]
    removed = manager.follow(manager.post(f"{engagement}/remove", {"words": "Entered twice."}))
    assert "The partner is removed." in removed.words
    assert "Tidewatr Peers" not in removed.words
    history = manager.get(f"/contracts/{world.contract_id}/history").words
    assert "Removed, having been added by mistake: Tidewatr Peers, Northmouth (Entered twice.)" in history
    manager.get(f"{engagement}/remove", 404)
    joined = manager.get(f"/engagements/{world.engagement_id}/remove")
    assert "has joined it" in joined.words
    assert joined.links["end its part early"] == f"/engagements/{world.engagement_id}/end"
    for other in (world.reviewer, world.member, world.noise_manager):
        client_for(other).get(f"/engagements/{world.engagement_id}/remove", 404)
