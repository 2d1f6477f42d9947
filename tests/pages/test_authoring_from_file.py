"""The next version of a contract's checklist from a file: rows go on being what they were, or are asked."""

import re

import pytest
import sqlalchemy as sa

from portal.authoring.actions.keep_draft_checklist import OPEN_ALREADY
from portal.records import ChecklistDraft
from tests.builders.good_files import pdf
from tests.builders.sending import accepted
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_authoring_same import PLAN, changes_on

ROWS = (
    ("Complaints policy", "Your complaints policy, reviewed every 2 years."),
    ("Insurance", "Public Liability Insurance - £10m per claim"),
    ("Bullying and harassment policy", "A copy of the policy."),
    ("Plan for business continuity", "How work goes on when something breaks down."),
    ("Allotment rules", "A copy of your rules for allotments."),
)


def table(*rows: tuple[str, str]) -> bytes:
    lines = [("Requirement", "What is to be provided"), *rows]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def path(world: World) -> str:
    return f"/contracts/{world.contract_id}/checklist/from-file"


def send(
    world: World, manager: PageClient, content: bytes, status: int = 303, name: str = "2027.csv"
) -> Answer:
    manager.get(path(world))
    return manager.upload(path(world), [(name, content)], {}, status=status, field="file")


def count_drafts(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(ChecklistDraft)) or 0


def test_from_a_file_to_the_next_version(world: World, manager: PageClient) -> None:
    for key in ("complaints-policy", "business-continuity", "whistleblowing"):
        accepted(world, key)
    shown = manager.get(f"/contracts/{world.contract_id}/checklist")
    assert shown.links["Start the next version from a file"] == path(world)
    sent = send(world, manager, table(*ROWS))
    draft = sent.location
    listed = manager.follow(sent)
    assert "5 requirements" in listed.words
    assert "1 to say which" in listed.words
    assert "Read from 2027.csv, which is not kept. Nothing counts before you publish it." in listed.words
    assert "It reads like: document. It was: confirmation. What is it now?" in listed.words
    taken_out = listed.words.partition("Taken out")[2]
    assert "Whistleblowing policy" in taken_out
    assert PLAN in taken_out
    assert "Complaints policy" not in taken_out

    asked = next(href for words, href in listed.links.items() if words.startswith("Is this the requirement"))
    assert "Is this the requirement that is asked now?" in manager.get(asked).words
    manager.post(f"{draft}/about", {"title": "Peers"})
    assert "say whether it is the requirement that is asked now" in manager.get(f"{draft}/changes").words
    answered = manager.follow(manager.post(asked, {"same": "business-continuity"}))
    assert PLAN not in answered.words.partition("Taken out")[2], "the row goes on being it"

    seen = changes_on(world, manager, draft, 6)
    assert re.search(
        r"Complaints policy \(K9\).*accepted for it \(1 engagement\) is read by the new words", seen.words
    )
    assert re.search(rf"It was called “{PLAN}”. What was accepted for it \(1 engagement\)", seen.words)
    assert re.search(
        r"No longer asked.*Whistleblowing policy.*\(1 engagement\) stays on the record", seen.words
    )
    assert re.search(r"Allotment rules.*A new requirement: nothing counts for it yet", seen.words)
    published = manager.post(f"{draft}/changes", {"seen": seen.value("seen")})
    assert "The new version is published." in manager.follow(published).words


def test_the_same_file_twice_makes_one_draft_and_another_is_refused(
    world: World, manager: PageClient
) -> None:
    first = send(world, manager, table(*ROWS))
    assert send(world, manager, table(*ROWS)).location == first.location
    assert send(world, manager, table(*ROWS[1:]), 422).problems == [OPEN_ALREADY]
    assert send(world, manager, table(*ROWS), 422, name="other.csv").problems == [OPEN_ALREADY]
    assert manager.get(path(world)).links["Go on with the draft"] == first.location
    assert count_drafts(world) == 1
    row = manager.get(first.location).links["Allotment rules"].rpartition("/")[2]
    manager.post(first.location, {"act": "remove", "row": row})
    assert send(world, manager, table(*ROWS), 422).problems == [OPEN_ALREADY]
    assert manager.post(first.location, {"act": "remove", "row": "x" * 50_000}).location == first.location


def test_what_the_file_does_not_name_can_be_put_back(world: World, manager: PageClient) -> None:
    sent = send(world, manager, table(*ROWS))
    before = manager.follow(sent)
    row = re.search(r'name="row" value="(was\d+)"', before.response.text)
    assert row
    after = manager.follow(manager.post(sent.location, {"act": "put-back", "row": row[1]}))
    assert "6 requirements" in after.words


@pytest.mark.parametrize(
    ("name", "content"), [("contract.pdf", pdf("Contract")), ("empty.csv", b""), ("a.csv", b"x")]
)
def test_a_file_without_a_checklist_gets_its_sentence(
    world: World, manager: PageClient, name: str, content: bytes
) -> None:
    answer = send(world, manager, content, 422, name)
    assert len(answer.problems) == 1
    assert len(answer.problems[0].split()) > 4
    assert count_drafts(world) == 0


def test_no_file(world: World, manager: PageClient) -> None:
    manager.get(path(world))
    assert manager.upload(path(world), [], {}, status=422, field="file").problems == ["Choose the file."]


@pytest.mark.parametrize("who", ["reviewer", "colleague", "member", "officer", "noise_manager"])
def test_only_the_leads_managers_come_here(world: World, client_for: ClientFor, who: str) -> None:
    person = world.noise_manager if who == "noise_manager" else world.people[who]
    client_for(person).get(path(world), 404)
