"""What the pages of what happened say of it: no more than is so, and what stands to whoever comes second."""

from uuid import UUID

import pytest

from tests.builders import happening
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

WORDS = "A grant was not renewed."


@pytest.fixture(autouse=True)
def agreed(world: World) -> None:
    happening.agree(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/occurrences"


@pytest.fixture
def reviewer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.reviewer)


def test_the_second_of_two_reviewers_keeps_her_words(
    world: World, base: str, reviewer: PageClient, client_for: ClientFor
) -> None:
    link, second = f"{base}/{happening.tell(world, words=WORDS)}", client_for(world.manager)
    second.get(f"{link}/forward")
    happening.forwarded(world, UUID(link.rpartition("/")[2]), outside_on=world.today)
    refused = second.post(f"{link}/forward", {"how": "here", "words": "Money is short."}, 422)
    assert "forwarded it already: to Contracts team" in refused.problems[0]
    assert refused.value("words") == "Money is short."
    second.get(link)
    reviewer.get(link)
    reviewer.post(link, {"go": "closed", "words": "Another grant came."})
    refused = second.post(link, {"go": "closed", "words": "It was nothing."}, 422)
    assert "closed it already, in other words" in refused.problems[0]
    assert refused.value("words") == "It was nothing."
