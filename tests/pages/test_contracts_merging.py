"""A manager merges a partner that was entered twice."""

import sqlalchemy as sa

from portal.records import Engagement
from tests.builders import inviting
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_what_was_entered_twice_is_merged(world: World, client_for: ClientFor) -> None:
    kept_id = inviting.name_partner(world, "Tidal Peers", area="Southmouth", charity_number="1123456")
    entry_id = inviting.name_partner(world, "Tidewatr Peers", area="Westmouth")
    inviting.invite(world, entry_id, "newt@example.org", name="Newt New")
    with world.database.reading() as session:
        its = sa.select(Engagement.id).where(Engagement.partner_id == entry_id)
        engagement = f"/engagements/{session.scalars(its).one()}"
    manager = client_for(world.manager)
    removing = manager.get(f"{engagement}/remove")
    asked = manager.get(removing.links["Merge it into that one"])
    assert "Tidal Peers, charity 1123456, Southmouth" in asked.words
    assert "Tidewater Peers" not in asked.words, "it belongs to itself and works elsewhere"
    assert "See what goes where" in asked.words
    for nothing in ("", world.partner_id):
        chosen = manager.get(f"{engagement}/merge?into={nothing}", 422)
        assert chosen.problems == ["Choose the partner that it is the same as."]
        assert "What goes where" not in chosen.words
    seen = manager.get(f"{engagement}/merge?into={kept_id}").words
    assert "its part in Westmouth" in seen
    assert "Newt New is invited for Tidal Peers instead" in seen
    typed = {"into": str(kept_id), "words": " "}
    empty = manager.post(f"{engagement}/merge", typed, 422)
    assert empty.problems == ["Say in a sentence why they are the same."]
    never = manager.post(f"{engagement}/merge", {"into": str(world.noise_partner_id), "words": "Same."}, 422)
    assert never.problems == ["Choose the partner that it is the same as."]
    done = manager.follow(manager.post(f"{engagement}/merge", typed | {"words": "Entered twice."}))
    assert "The partner is merged." in done.words
    assert "Tidewatr Peers" not in done.words
    assert "Tidal Peers" in manager.get(engagement).words
    history = manager.get(f"/contracts/{world.contract_id}/history").words
    assert "Merged: Tidewatr Peers, Westmouth is the same as Tidal Peers (Entered twice.)" in history
    assert "has joined it" in manager.get(f"/engagements/{world.engagement_id}/merge").words
    for other in (world.reviewer, world.member, world.noise_manager):
        client_for(other).get(f"{engagement}/merge", 404)
