"""On the receipt and on the requirement's page: take it back, or replace a file."""

import uuid

import pytest

from tests.builders import good_files, sending
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

KEY = "complaints-policy"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def sent(world: World) -> uuid.UUID:
    return sending.send(world, KEY)


def slot(world: World) -> str:
    return f"/engagements/{world.engagement_id}/requirements/{KEY}"


def offers(answer: Answer) -> tuple[bool, bool]:
    """Whether it can be taken back, and a file replaced."""
    take = answer.find("//main//form[contains(@action,'/take-back')]")
    return bool(take), any(each.endswith("/replace") for each in answer.links.values())


def test_it_is_offered_as_long_as_it_can_be_done(
    member: PageClient, world: World, client_for: ClientFor, sent: uuid.UUID
) -> None:
    pages = (f"/submissions/{sent}/receipt", slot(world))
    assert [offers(member.get(page)) for page in pages] == [(True, True)] * 2
    rafi = client_for(world.reviewer)
    assert offers(rafi.get(slot(world))) == (False, False)
    rafi.get(f"/contracts/{world.contract_id}/queue")
    assert offers(member.get(pages[0])) == (True, True)
    rafi.get(f"/submissions/{sent}/review")
    assert [offers(member.get(page)) for page in pages] == [(False, True)] * 2
    sending.accept(world, sent)
    assert [offers(member.get(page)) for page in pages] == [(False, False)] * 2


@pytest.mark.parametrize("way", ["head", "file", "review"])
def test_a_reviewer_opens_it_by_its_page_or_its_file(
    member: PageClient, world: World, client_for: ClientFor, sent: uuid.UUID, way: str
) -> None:
    rafi, receipt = client_for(world.reviewer), f"/submissions/{sent}/receipt"
    file = member.get(receipt).links["policy.pdf"]
    member.get(file)
    member.get(receipt)
    assert offers(member.get(receipt))[0]
    match way:
        case "head":
            rafi.ask("HEAD", f"/submissions/{sent}/review")
        case "file":
            rafi.get(file)
        case "review":
            rafi.get(f"/submissions/{sent}/review")
    assert offers(member.get(receipt))[0] == (way == "head")


def test_taken_back_it_is_a_draft_and_gone_from_the_queue(
    member: PageClient, world: World, client_for: ClientFor, sent: uuid.UUID
) -> None:
    rafi, queue = client_for(world.reviewer), f"/contracts/{world.contract_id}/queue"
    assert "Complaints policy" in rafi.get(queue).words
    member.get(f"/submissions/{sent}/receipt")
    draft = member.post(f"/submissions/{sent}/take-back").location
    shown = member.get(draft).words
    assert "policy.pdf" in shown
    assert "It is taken back. Harbour Light sees that something was sent and taken back" in shown
    assert member.post(f"/submissions/{sent}/take-back").location == draft
    assert "Complaints policy" not in rafi.get(queue).words
    assert rafi.get(f"/submissions/{sent}/review", 303).location.startswith(queue)
    receipt = member.get(f"/submissions/{sent}/receipt")
    assert receipt.heading == "Taken back"
    assert "It was taken back on" in receipt.words
    assert "You need not do anything" not in receipt.words
    assert not [each for each in receipt.links.values() if each.endswith("/elsewhere")]
    assert offers(receipt) == (False, False)
    assert "Taken back on" in member.get(slot(world)).words
    assert member.follow(member.post(draft)).heading == "Sent to Harbour Light"
    assert "Complaints policy" in rafi.get(queue).words


def test_a_reviewer_who_was_quicker_is_named(
    member: PageClient, world: World, client_for: ClientFor, sent: uuid.UUID
) -> None:
    member.get(f"/submissions/{sent}/receipt")
    client_for(world.reviewer).get(f"/submissions/{sent}/review")
    wrong = member.post(f"/submissions/{sent}/take-back", {}, 422)
    assert any("Rafi Reviewer of Harbour Light has opened it" in each for each in wrong.problems)
    assert "Replace a file" in wrong.words


def test_a_file_is_replaced_and_a_reviewer_who_has_it_open_is_told(
    member: PageClient, world: World, client_for: ClientFor, sent: uuid.UUID
) -> None:
    rafi = client_for(world.reviewer)
    rafi.get(f"/submissions/{sent}/review")
    page = f"/submissions/{sent}/replace"
    which = member.get(page).value("which")
    answer = member.upload(page, [("policy 2027.pdf", good_files.pdf("The new one"))], {"which": which})
    receipt = member.follow(answer)
    assert "policy 2027.pdf" in receipt.words
    assert "policy.pdf" not in receipt.words
    old = member.get(f"/submissions/{sent}/receipt")
    assert old.heading == "Replaced"
    assert "Another was put in its place on" in old.words
    assert member.get(old.links["its receipt"]).words == receipt.words
    told = rafi.post(f"/submissions/{sent}/review", {"outcome": "accept"}, 422)
    assert "put another in its place" in told.problems[0]
    again = member.upload(page, [("third.pdf", good_files.pdf("Third"))], {"which": which})
    assert again.location.endswith(f"/{sent}/receipt")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("web.pdf", b"<!DOCTYPE html><html></html>", "web page"),
        ("", b"", "Choose the file that takes its place."),
    ],
)
def test_a_wrong_file_changes_nothing(
    member: PageClient, sent: uuid.UUID, name: str, content: bytes, sentence: str
) -> None:
    page = f"/submissions/{sent}/replace"
    which = member.get(page).value("which")
    files = [(name, content)] if name else []
    wrong = member.upload(page, files, {"which": which}, 422)
    assert sentence in wrong.problems[0]
    assert offers(member.get(f"/submissions/{sent}/receipt")) == (True, True)


def test_of_several_files_one_is_chosen(member: PageClient, world: World) -> None:
    draft = sending.draft(world, "whistleblowing")
    for name in ("first.pdf", "second.pdf"):
        sending.attach(world, draft, name, good_files.pdf(name))
    sending.send_as_it_is(world, draft)
    page = f"/submissions/{draft}/replace"
    shown = member.get(page)
    new = [("new.pdf", good_files.pdf("new"))]
    assert member.upload(page, new, {}, 422).problems == ["Choose which file you want to replace."]
    second = next(each.get("value") for each in shown.find("//input[@name='which']")[1:])
    receipt = member.follow(member.upload(page, new, {"which": str(second)}))
    assert "first.pdf" in receipt.words
    assert "new.pdf" in receipt.words
    assert "second.pdf" not in receipt.words


def test_nobody_else_gets_there(client_for: ClientFor, world: World, sent: uuid.UUID) -> None:
    for viewer in (world.manager, world.officer, world.second_member, world.noise_member):
        client = client_for(viewer)
        client.get("/you")
        client.get(f"/submissions/{sent}/replace", 404)
        client.post(f"/submissions/{sent}/take-back", {}, 404)


@pytest.mark.parametrize("way", ["taken back", "replaced"])
def test_of_what_nobody_had_opened_the_lead_sees_that_it_is_gone(
    member: PageClient, world: World, client_for: ClientFor, sent: uuid.UUID, way: str
) -> None:
    rafi, receipt = client_for(world.reviewer), member.get(f"/submissions/{sent}/receipt")
    reference = receipt.find("//*[@class='gs-receipt__reference']")[0].text
    assert reference in rafi.get(slot(world)).words
    if way == "taken back":
        member.post(f"/submissions/{sent}/take-back")
    else:
        page = f"/submissions/{sent}/replace"
        which = {"which": member.get(page).value("which")}
        member.upload(page, [("new.pdf", good_files.pdf("new"))], which)
    shown = rafi.get(slot(world))
    assert f"{way.capitalize()} on" in shown.words
    assert reference not in shown.words
    assert "policy.pdf" not in shown.words
    assert ("new.pdf" in shown.words) == (way == "replaced")
    assert "policy.pdf" not in rafi.get("/search?q=policy.pdf").words.replace("“policy.pdf”", "")
    for each in shown.links.values():
        if each.startswith("/files/"):
            rafi.get(each)


def test_what_was_opened_before_it_was_replaced_stays_readable(
    member: PageClient, world: World, client_for: ClientFor, sent: uuid.UUID
) -> None:
    rafi, page = client_for(world.reviewer), f"/submissions/{sent}/replace"
    rafi.get(f"/submissions/{sent}/review")
    member.upload(page, [("new.pdf", good_files.pdf("new"))], {"which": member.get(page).value("which")})
    old = rafi.get(slot(world)).links["policy.pdf"]
    rafi.get(old)
