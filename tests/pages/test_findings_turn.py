"""Whose turn a slot is that only a finding of a visit holds up: of whoever has to do something next."""

import pytest

from checklists.findings import ActionStep
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

KEY = "anti-bribery"


def turn_on(page: Answer, title: str) -> str:
    """Of the row that names the requirement and says that a finding holds it up."""
    named = page.find(f"//*[self::li or self::tr][.//*[normalize-space(text())='{title}']]")
    rows = [each for each in named if "a finding of a visit" in str(each.text_content())]
    (turn,) = rows[-1].xpath(".//*[contains(@class,'gs-turn')]")
    return " ".join(str(turn.text_content()).split())


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_once_all_is_said_to_be_done_the_lead_confirms_it(world: World, client_for: ClientFor) -> None:
    title = sending.requirement(KEY).title
    sending.accepted(world, KEY)
    _, action = findings.sent(world, KEY, marks=True)
    engagement = f"/engagements/{world.engagement_id}"
    readiness = f"/contracts/{world.contract_id}/readiness"
    member, manager, officer = (client_for(who) for who in (world.member, world.manager, world.officer))

    def turns() -> list[str]:
        return [
            turn_on(member.get(engagement), title),
            turn_on(manager.get(engagement), title),
            turn_on(manager.get(readiness), title),
            turn_on(officer.get(readiness), title),
        ]

    theirs = ["Your turn", "Tidewater Peers’ turn", "The partner’s turn", "The partner’s turn"]
    ours = ["Harbour Light’s turn", "Your turn", "Your turn", "Harbour Light’s turn"]
    assert turns() == theirs
    findings.note(world, action, world.member, ActionStep.DONE)
    assert turns() == ours
    assert title in member.get("/home").words.partition("Not your turn")[2]
    findings.note(world, action, world.manager, ActionStep.RETURNED, "Two are still from 2019.")
    assert turns() == theirs
    assert title in member.get("/home").words.partition("Not your turn")[0]


def test_while_something_else_is_wanting_it_is_the_partners_turn(world: World, client_for: ClientFor) -> None:
    title = sending.requirement(KEY).title
    _, action = findings.sent(world, KEY, marks=True)
    findings.note(world, action, world.member, ActionStep.DONE)
    page = client_for(world.member).get(f"/engagements/{world.engagement_id}")
    assert turn_on(page, title) == "Your turn"
