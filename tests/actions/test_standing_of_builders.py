"""The builders that other tests stand on."""

import pytest
import sqlalchemy as sa

from checklists.library import library
from portal.records import Standing
from portal.standing.queries.as_known import known_at
from tests.builders.sending import accepted
from tests.builders.world import CHECKLIST, World

KEYS = [each.key for each in library()[CHECKLIST].requirements if each.key != "market-stewardship"]


@pytest.mark.parametrize("key", KEYS)
def test_every_requirement_can_be_sent_and_accepted(world: World, key: str) -> None:
    accepted(world, key)
    with world.database.reading() as session:
        query = sa.select(Standing.parts).where(
            Standing.engagement_id == world.engagement_id,
            Standing.requirement_key == key,
            Standing.state == "met",
            *known_at(Standing, None),
        )
        slot = session.scalars(query).all()
    several = {"insurance", "audited-accounts"}
    assert bool(slot) == (key not in several)
