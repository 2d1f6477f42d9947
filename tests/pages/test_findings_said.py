"""Where findings and actions are said besides their own pages: at home, in overviews, in calendars."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.findings import ActionStep
from portal.findings.pages import contract
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

KEY = "anti-bribery"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def test_what_is_overdue_is_said_everywhere(
    world: World, manager: PageClient, member: PageClient, client_for: ClientFor
) -> None:
    findings.sent(world)
    with world.database.writing() as session:
        late = (world.today - timedelta(days=3)).isoformat()
        session.execute(sa.text("UPDATE action SET by_on = :on"), {"on": late})
        session.commit()
    base = f"/contracts/{world.contract_id}"
    assert "Overdue by 3 days" in member.get("/").words
    assert "1 open action: 1 overdue" in member.get(f"/engagements/{world.engagement_id}").links
    assert "1 open action: 1 overdue" in manager.get(base).links
    assert "1 action overdue" in manager.get(f"{base}/partners").words
    assert "Overdue by 3 days" in manager.get(f"{base}/actions").words
    council = client_for(world.officer)
    assert "1 open action: 1 overdue" in council.get(f"{base}/readiness").links
    assert "Overdue by 3 days" in council.get(f"{base}/actions").words


def test_what_is_to_be_done_is_in_ones_own_calendar(
    world: World, member: PageClient, manager: PageClient, client_for: ClientFor
) -> None:
    visit = findings.visit(world)
    findings.ask_for(world, findings.find(world, visit), days=20)
    findings.send(world, visit)
    findings.decide(world, visit)
    assert "To be done: Renew the policies." in member.get("/calendar").links
    assert "To be done: Write to everybody." in manager.get("/calendar").links
    assert "To be done: Renew the policies." not in manager.get("/calendar").links
    assert "To be done" not in client_for(world.second_member).get("/calendar").words
    feed = feed_of(member)
    assert "To be done: Renew the policies." in feed
    assert world.member.name not in feed


def feed_of(client: PageClient) -> str:
    page = client.post("/calendar/address", status=200)
    (address,) = page.find("//code")
    return client.get("/" + address.text.split("/", 3)[3]).source.replace("\r\n ", "")


def test_what_has_changed_says_what_was_closed(world: World, manager: PageClient) -> None:
    _, action_id = findings.sent(world)
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    since = (world.today - timedelta(days=3)).isoformat()
    page = manager.get(f"/contracts/{world.contract_id}/changes?since={since}")
    assert "Actions closed: 1" in page.words
    assert "Renew the policies." in page.links


def test_that_not_all_of_those_that_are_closed_are_listed_is_said(
    world: World, manager: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        findings.note(world, findings.sent(world)[1], world.manager, ActionStep.CLOSED)
    listed = f"/contracts/{world.contract_id}/actions"
    assert "that were due last" not in manager.get(listed).words
    monkeypatch.setattr(contract, "CLOSED_SHOWN", 2)
    assert "Only the 2 that were due last are listed here." in manager.get(listed).words


def test_the_requirement_says_that_a_finding_says_so(world: World, member: PageClient) -> None:
    sending.accept(world, sending.send(world, KEY))
    finding_id, action_id = findings.sent(world, KEY, marks=True)
    address = f"/engagements/{world.engagement_id}/requirements/{KEY}"
    page = member.get(address)
    since = in_words(world.today - timedelta(days=10))
    assert f"Not in order from {since} until what is to be done about it is closed" in page.words
    assert f"/engagements/{world.engagement_id}/findings/{finding_id}" in page.links.values()
    before = (world.today - timedelta(days=11)).isoformat()
    assert "Not in order from" not in member.get(f"{address}?on={before}").words
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    assert "Not in order from" not in member.get(address).words
    history = member.get(f"{address}/history")
    assert "A finding of a visit was sent to the partner." in history.words
    assert "An action was closed." in history.words
