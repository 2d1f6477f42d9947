"""What the lead has issued, and the partner acknowledges."""

import tempfile
import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from evidence.store import new_key
from portal.files.actions.keep_file import KeptFile
from portal.issued.actions.issue_document import issue_document
from tests.builders import good_files, sending
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def issue(world: World) -> uuid.UUID:
    content = good_files.pdf()
    key = new_key(world.today)
    with tempfile.NamedTemporaryFile(delete=False) as made:
        made.write(content)
    assert world.store
    world.store.keep(Path(made.name), key)
    with world.database.writing() as session:
        kept = KeptFile(key, "principles.pdf", "application/pdf", len(content), "0" * 64)
        return issue_document(
            session, world.manager, world.contract_place(session), "market-stewardship", kept
        )


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


def test_who_is_not_asked_is_not_counted(world: World, client_for: ClientFor) -> None:
    """Nor is a partner whose engagement has ended, of which nothing is asked any more."""
    issue(world)
    page, reviewer = (
        f"/contracts/{world.contract_id}/issue/market-stewardship",
        client_for(world.reviewer),
    )
    many = len(reviewer.get(page).find("//main//tbody/tr"))
    sending.waive(world, "market-stewardship", world.today + timedelta(days=5))
    words = reviewer.get(page).words
    assert f"0 of {many - 1} acknowledged" in words
    assert "Tidewater" not in words
