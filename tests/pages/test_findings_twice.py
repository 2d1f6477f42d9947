"""What two of the lead say of one finding or action, one after the other."""

import pytest

from checklists.findings import ActionStep, Outcome, Word
from tests.builders import finding as findings
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def test_who_gives_back_second_keeps_her_words(world: World, manager: PageClient) -> None:
    _, action_id = findings.sent(world)
    address = f"/engagements/{world.engagement_id}/actions/{action_id}"
    findings.note(world, action_id, world.member, ActionStep.DONE)
    manager.get(address)
    findings.note(world, action_id, world.reviewer, ActionStep.RETURNED, "One is missing.")
    refused = manager.post(address, {"step": "returned", "words": "Two are missing."}, 422)
    assert refused.problems == ["It was given back already, in other words. Nothing of yours is kept."]
    assert "What you typed, which is not sent Two are missing." in refused.words
    assert not refused.find("//textarea"), "they are no reason to close it"


def test_a_finding_that_was_commented_is_answered_once(world: World, manager: PageClient) -> None:
    finding_id, action_id = findings.sent(world)
    findings.say(world, finding_id, world.member, Word.COMMENT)
    findings.say(world, finding_id, world.reviewer, Word.ANSWER, "Yes.", Outcome.STANDS)
    address = f"/engagements/{world.engagement_id}/findings/{finding_id}"
    manager.get(address)
    answer = manager.post(address, {"words": "No.", "outcome": "withdrawn"}, status=422)
    assert "There is nothing to answer" in answer.problems[0]
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    manager.post(
        f"/engagements/{world.engagement_id}/actions/{action_id}", {"step": "returned", "words": "x"}, 422
    )
