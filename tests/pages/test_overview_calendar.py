"""What is due stands in the calendar of its contract: actions for both sides of it, returns for the lead."""

from datetime import timedelta

from portal.web.addresses import ACTION, CALENDAR
from tests.builders import finding as findings
from tests.builders import returning
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_actions_stand_there_on_their_day(world: World, client_for: ClientFor) -> None:
    _, action_id = findings.sent(world)
    due = world.today + timedelta(days=30)
    manager, officer = client_for(world.manager), client_for(world.officer)
    shown = manager.get(CALENDAR(world.contract_id, month=f"{due:%Y-%m}"))
    assert shown.words.count("To be done: Renew the policies.") == 3, "ahead, in the month and beside it"
    assert ACTION(world.engagement_id, action_id) in shown.links.values()
    assert "Mina Member" not in shown.words
    read = officer.get(CALENDAR(world.contract_id))
    assert "To be done: Renew the policies." in read.words
    assert ACTION(world.engagement_id, action_id) not in read.links.values()
    assert "To be done" not in client_for(world.noise_manager).get(CALENDAR(world.noise_contract_id)).words


def test_returns_stand_there_for_the_lead_alone(world: World, client_for: ClientFor) -> None:
    assert "Return:" not in client_for(world.manager).get(CALENDAR(world.contract_id)).words
    returning.begin(world)
    assert "Return:" in client_for(world.manager).get(CALENDAR(world.contract_id)).words
    assert "Return:" not in client_for(world.officer).get(CALENDAR(world.contract_id)).words
