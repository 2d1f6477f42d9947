"""All confirmations on one page, what is next after a receipt, and where a draft is opened."""

import re
from datetime import timedelta

import pytest

from checklists.library import library
from checklists.vocabulary import Kind
from tests.builders import sending
from tests.builders.world import CHECKLIST, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

ALL = [each.key for each in library()[CHECKLIST].requirements if each.kind is Kind.CONFIRMATION]


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def page(world: World) -> str:
    return f"/engagements/{world.engagement_id}/confirmations"


def boxes(shown: Answer) -> list[str]:
    return [str(each.get("value")) for each in shown.find("//input[@type='checkbox']")]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_ticked_and_signed_once_they_are_all_on_one_receipt(member: PageClient, page: str) -> None:
    shown = member.get(page)
    ticks = boxes(shown)
    assert len(ticks) >= 10
    assert shown.value("signed_name") == "Pat Partner"
    sent = member.post(page, {"confirm": ticks, "signed_name": "Pat Partner", "signed_position": "Chair"})
    receipt = member.follow(sent)
    assert f"{len(ticks)} things, each with its own reference" in receipt.words
    assert len(set(re.findall(r"S-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt.words))) == len(ticks)
    assert receipt.words.count("Pat Partner, Chair, on") == len(ticks)
    assert receipt.title.startswith(f"Sent: {len(ticks)} things, ")
    (take,) = [each for each in receipt.find("//button") if "Take" in each.text_content()]
    assert take.text_content().startswith("Take back: "), "of several it is said which one"
    again = member.post(page, {"confirm": ticks, "signed_name": "Pat Partner", "signed_position": "Chair"})
    assert again.location == sent.location
    assert "nothing to confirm" in member.get(page).words


def test_the_position_is_remembered_for_the_next_signature(
    member: PageClient, world: World, page: str
) -> None:
    (first, *_) = boxes(member.get(page))
    member.post(page, {"confirm": first, "signed_name": "Pat Partner", "signed_position": "Treasurer"})
    assert member.get(page).value("signed_position") == "Treasurer"
    base = f"/engagements/{world.engagement_id}/requirements/recruitment"
    member.get(base)
    draft = member.post(f"{base}/start").location
    assert member.get(draft).value("signed_position") == "Treasurer"


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({}, 3),
        ({"signed_name": "Pat", "signed_position": "Clerk"}, 1),
        ({"confirm": "induction:other", "signed_name": "Pat", "signed_position": "Clerk"}, 1),
        ({"confirm": "induction", "signed_name": "Pat", "signed_position": ""}, 1),
    ],
)
def test_what_was_typed_stays(member: PageClient, page: str, typed: dict[str, str], problems: int) -> None:
    wrong = member.post(page, typed, 422)
    assert len(wrong.problems) == problems
    for name in ("signed_name", "signed_position"):
        assert wrong.value(name) == typed.get(name, "")


def test_ticks_stay_ticked_where_the_name_is_missing(member: PageClient, page: str) -> None:
    ticks = boxes(member.get(page))[:4]
    wrong = member.post(page, {"confirm": ticks, "signed_position": "Chair"}, 422)
    kept = [each.get("value") for each in wrong.find("//input[@type='checkbox'][@checked]")]
    assert kept == ticks


@pytest.mark.parametrize("nonsense", ["complaints-policy:x", "nowhere:y", ":", "::", "x" * 5000])
def test_what_nobody_can_tick_is_not_here(member: PageClient, page: str, nonsense: str) -> None:
    member.post(page, {"confirm": nonsense, "signed_name": "Pat", "signed_position": "Chair"}, 404)


def test_what_came_back_stands_there_with_the_reviewers_words(
    member: PageClient, world: World, page: str
) -> None:
    sending.give_back(world, sending.send(world, "induction"), words="Say who runs the training.")
    shown = member.get(page)
    assert "Say who runs the training." in shown.words
    assert any(each.startswith("induction:") for each in boxes(shown))


def test_home_and_the_contract_lead_to_the_page_and_tell_a_newcomer_how_it_works(
    member: PageClient, world: World, page: str
) -> None:
    home = member.get("/")
    number = len(boxes(member.get(page)))
    assert home.links[f"{number} statements to confirm"] == page
    assert home.links[f"Begin: {number} statements to confirm"] == page
    assert "How it works" in home.words
    engagement = member.get(f"/engagements/{world.engagement_id}")
    assert engagement.links[f"Confirm {number} statements on one page"] == page
    sending.send(world, "complaints-policy")
    assert "How it works" not in member.get("/").words


def test_a_title_keeps_its_own_capitals_where_the_list_begins(member: PageClient, world: World) -> None:
    for each in library()[CHECKLIST].requirements:
        if each.key != "dbs-checks":
            sending.waive(world, each.key, world.ends_on)
    assert "Begin: DBS checks" in member.get("/").links


def test_the_list_begins_with_what_is_quick_and_ends_with_what_takes_others(
    member: PageClient, world: World
) -> None:
    quick = ("whistleblowing", "dbs-checks", "eqia", "insurance", "audited-accounts")
    for each in library()[CHECKLIST].requirements:
        if each.key not in quick:
            sending.waive(world, each.key, world.ends_on)
    listed = member.get("/").find("//ol[contains(@class,'gs-to-do')]//h2")
    titles = [str(each.text_content()).strip() for each in listed]
    asked = library()[CHECKLIST]
    assert titles == [asked.requirement(key).title for key in quick if asked.requirement(key).title in titles]
    assert len(titles) >= 4


def test_after_each_receipt_the_next_is_named_and_how_many_are_left(member: PageClient, world: World) -> None:
    keys = ("complaints-policy", "whistleblowing", "insurance")
    for each in library()[CHECKLIST].requirements:
        if each.key not in keys:
            sending.waive(world, each.key, world.ends_on)
    sent = sending.send(world, "complaints-policy")
    links = member.get(f"/submissions/{sent}/receipt").links
    slot = f"/engagements/{world.engagement_id}/requirements"
    assert links["Next: Whistleblowing policy (2 left)"] == f"{slot}/whistleblowing"
    draft = sending.draft(world, "whistleblowing")
    links = member.get(f"/submissions/{sent}/receipt").links
    assert links["Next: Whistleblowing policy (2 left)"] == f"/submissions/{draft}"
    sending.accepted(world, "whistleblowing")
    sending.waive(world, "insurance", world.ends_on)
    assert "Nothing is left to do for this contract" in member.get(f"/submissions/{sent}/receipt").words


@pytest.mark.parametrize(
    ("key", "part", "answered", "opens"),
    [
        ("insurance", "public-liability", {}, "files"),
        ("insurance", "public-liability", {"files": True}, "dates"),
        ("insurance", "public-liability", {"files": True, "dates": True}, "amount"),
        ("complaints-policy", "", {}, "files"),
        ("complaints-policy", "", {"files": True}, "answers"),
        ("induction", "", {}, "statement"),
        ("eqia", "", {}, "assessment"),
    ],
)
def test_a_draft_opens_at_its_first_open_question(
    member: PageClient, world: World, key: str, part: str, answered: dict[str, bool], opens: str
) -> None:
    draft = sending.draft(world, key, part)
    if answered.get("files"):
        sending.attach(world, draft)
    if answered.get("dates"):
        days = {"from_on": world.today, "until_on": world.today + timedelta(days=364)}
        sending.answer(world, draft, **days)
    assert member.get(f"/submissions/{draft}", 303).location == f"/submissions/{draft}/{opens}"
    slot = member.get(f"/engagements/{world.engagement_id}/requirements/{key}")
    assert f"/submissions/{draft}" in slot.links.values()


def test_another_signature_to_what_was_sent_is_told_not_to_be_taken(member: PageClient, page: str) -> None:
    (first, *_) = boxes(member.get(page))
    said = {"confirm": first, "signed_name": "Pat Partner", "signed_position": "Chair"}
    member.post(page, said)
    told = member.follow(member.post(page, said | {"signed_name": "Wanda Other"}))
    assert "Your signature was not put to it" in told.words
    assert "not put to" not in member.follow(member.post(page, said)).words
