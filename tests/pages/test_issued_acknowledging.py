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
from tests.builders.typed import typed_day
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


def test_a_new_edition_is_issued_and_acknowledged(
    member: PageClient, world: World, client_for: ClientFor
) -> None:
    """A tired manager forgets a field, and nothing but the file has to be given again."""
    manager, base = client_for(world.manager), f"/contracts/{world.contract_id}"
    slot = f"/engagements/{world.engagement_id}/requirements/market-stewardship"
    manager.get(f"{base}/issue/market-stewardship/edition", 404)
    issue(world)
    acknowledge(member, world, 303, confirm="yes", signed_name="Pat", signed_position="Chair")
    [tab] = manager.get(base).find("//nav//a[normalize-space() = 'Documents']")
    documents = manager.get(tab.get("href"))
    assert "Acknowledged for 1 of 2 engagements" in documents.words
    page = manager.get(documents.links["Market Stewardship Principles"])
    form = page.links["Issue a new edition"]
    assert manager.get(form).value("number") == "2"
    counts = world.today + timedelta(days=20)
    said = {"number": "2", "words": "Section 4 is new.", **typed_day("from_on", counts)}
    new = [("principles 2.pdf", good_files.pdf("Second"))]
    answer = manager.upload(form, new, said, 422, "file")
    assert answer.problems == [
        "Enter what this edition is called, such as Edition 2 or March 2027.",
        "Choose the file once more: it is not kept until all is right.",
    ]
    assert "Section 4 is new." in answer.source
    assert answer.value("from_on-year") == str(counts.year)
    assert manager.upload(form, [], said | {"title": "Spring"}, 422, "file").problems == [
        "Choose the new edition."
    ]
    done = manager.upload(form, new, said | {"title": "Spring"}, field="file")
    shown = manager.follow(done)
    assert "The new edition is issued." in shown.words
    assert "0 of 2 acknowledged." in shown.words
    assert "What has changed: Section 4 is new." in shown.words
    assert manager.upload(form, new, said | {"title": "Spring"}, field="file").status == 303
    other = manager.upload(form, new, said | {"title": "Summer"}, 422, "file")
    assert "Edition 2 was issued meanwhile" in other.problems[0]
    asked = member.get(slot)
    assert "Say that you have edition 2" in asked.words
    assert "Edition 2, Spring. Counts from" in asked.words
    assert "Acknowledged by Pat, Chair" in asked.words, "the first stays there with who has it"
    for name in ("principles.pdf", "principles 2.pdf"):
        member.get(asked.links[name])
    late = acknowledge(member, world, 422, confirm="yes", signed_name="Pat", signed_position="Chair")
    assert late.problems == [
        "Another edition was issued since you opened this page. Read it first, then confirm."
    ]
    typed = {"confirm": "yes", "signed_name": "Pia", "signed_position": "Trustee"}
    receipt = member.follow(acknowledge(member, world, 303, edition="2", **typed))
    [edition] = receipt.find("//dt[. = 'Edition']/following-sibling::dd")
    assert edition.text_content() == "2"
    page = manager.get(f"{base}/issue/market-stewardship")
    assert "1 of 2 acknowledged." in page.words
    row = next(each for each in page.find("//tbody/tr") if "Pia" in str(each.text_content()))
    assert "Pat, Chair" in str(row.text_content())
    client_for(world.noise_manager).get(form, 404)
    member.get(form, 404)
    client_for(world.officer).get(f"{base}/documents", 404)


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
