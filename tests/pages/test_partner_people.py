"""The register's people, and what the lead has issued."""

import tempfile
import uuid
from pathlib import Path

import pytest

from evidence.store import new_key
from portal.actions.issue_document import issue_document
from tests.builders import good_files
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

FIRST_DAY = {"from_on-day": "3", "from_on-month": "March", "from_on-year": "2026"}


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def people(world: World, tail: str) -> str:
    return f"/engagements/{world.engagement_id}/requirements/dbs-checks/people/{tail}"


def test_somebody_joins_and_leaves(member: PageClient, client_for: ClientFor, world: World) -> None:
    member.get(people(world, "new"))
    joining = {"name": "Wim Worker", "job": "Driver"} | FIRST_DAY
    for _ in range(2):
        member.post(people(world, "new"), joining)
    slot = member.get(f"/engagements/{world.engagement_id}/requirements/dbs-checks")
    assert len(slot.find("//h3[contains(., 'Wim Worker')]")) == 1
    leave = next(link for words, link in slot.links.items() if words.startswith("Has left"))
    assert "Wim Worker" in member.get(leave).heading
    early = {"until_on-day": "1", "until_on-month": "1", "until_on-year": "2026"}
    assert member.post(leave, early, 422).problems
    assert member.post(leave, {}, 422).problems
    member.post(leave, early | {"until_on-year": "2027"})
    assert "until 1 January 2027" in member.get(slot.response.url.path).words
    assert "Wim Worker" in client_for(world.reviewer).get(slot.response.url.path).words
    client_for(world.reviewer).get(leave, 404)


def test_a_person_needs_name_work_and_day(member: PageClient, world: World) -> None:
    answer = member.post(people(world, "new"), {"name": "x" * 300}, 422)
    assert len(answer.problems) == 3
    assert answer.value("name") == "x" * 300


def test_a_register_is_not_anything_else(member: PageClient, world: World) -> None:
    member.get(f"/engagements/{world.engagement_id}/requirements/insurance/people/new", 404)
    member.get(people(world, f"{uuid.uuid4()}/leave"), 404)


def issue(world: World) -> uuid.UUID:
    content = good_files.pdf()
    key = new_key(world.today)
    with tempfile.NamedTemporaryFile(delete=False) as made:
        made.write(content)
    assert world.store
    world.store.keep(Path(made.name), key)
    with world.database.writing() as session:
        return issue_document(
            session, world.manager, world.contract_place(session), "market-stewardship", key=key,
            name="principles.pdf", media_type="application/pdf", size=len(content), sha256="0" * 64,
        )  # fmt: skip


def acknowledge(client: PageClient, world: World, status: int, **typed: str) -> Answer:
    base = f"/engagements/{world.engagement_id}/requirements/market-stewardship"
    return client.post(f"{base}/acknowledge", typed, status)


def test_what_the_lead_issued_is_acknowledged(member: PageClient, world: World) -> None:
    base = f"/engagements/{world.engagement_id}/requirements/market-stewardship"
    assert "has not issued this yet" in member.get(base).words
    acknowledge(member, world, 404, confirm="yes", signed_name="Pat", signed_position="Chair")
    issue(world)
    answer = member.get(base)
    assert "Your turn" in answer.words
    member.get(answer.links["principles.pdf"])
    answer = acknowledge(member, world, 422, signed_name="Pat")
    assert answer.problems[0] == "Tick the box if the statement is true."
    assert answer.value("signed_name") == "Pat"
    done = acknowledge(member, world, 303, confirm="yes", signed_name="Pat", signed_position="Chair")
    assert member.follow(done).heading == "Confirmed"
    again = acknowledge(member, world, 303, confirm="yes", signed_name="Pat", signed_position="Chair")
    assert again.location == base
    assert "Accepted until" in member.get(base).words
