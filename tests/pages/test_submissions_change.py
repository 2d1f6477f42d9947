"""A correction starts from what was sent, and is asked where it is wrong."""

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import Submission, SubmissionFile
from tests.builders import assessing, good_files, sending
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

WORDS = "The schedule says two million, please look at it again."


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def came_back(world: World, key: str, reason: str, part: str = "", by: Any = None) -> uuid.UUID:
    submission_id = sending.send(world, key, part, by)
    sending.give_back(world, submission_id, reason=reason, words=WORDS)
    return submission_id


def start(member: PageClient, world: World, key: str, part: str = "") -> str:
    base = f"/engagements/{world.engagement_id}/requirements/{key}"
    assert "Make the change" in member.get(base).words
    return member.post(f"{base}/start", {"part": part}).location


def kept(world: World, address: str) -> tuple[Submission, set[uuid.UUID]]:
    submission_id = uuid.UUID(address.split("/")[2])
    with world.database.reading() as session:
        files = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission_id)
        return session.get_one(Submission, submission_id), set(session.scalars(files))


def said_before(answer: Answer, field: str) -> bool:
    """Whether the reviewer's words stand on the page before the field, and nothing else asks in between."""
    source = answer.source
    said, at = source.find(WORDS), source.find(f'name="{field}"')
    asked = source[said:at]
    return 0 < said < at and asked.count('type="text"') <= 1


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize(
    ("key", "part", "reason", "page", "field"),
    [
        ("insurance", "public-liability", "amount-too-low", "amount", "amount"),
        ("insurance", "public-liability", "wrong-basis", "amount", "basis"),
        ("insurance", "public-liability", "wrong-name", "amount", "insured_name"),
        ("insurance", "public-liability", "unreadable", "files", "files"),
        ("complaints-policy", "", "not-signed", "files", "files"),
        ("complaints-policy", "", "wrong-name", "files", "files"),
        ("induction", "", "not-signed", "statement", "confirm"),
    ],
)
def test_it_opens_at_what_is_wrong_with_all_that_was_sent(
    member: PageClient, world: World, key: str, part: str, reason: str, page: str, field: str
) -> None:
    before = came_back(world, key, reason, part)
    address = start(member, world, key, part)
    assert address.endswith(f"/{page}?then=answers")
    assert said_before(member.get(address), field)
    old, old_files = kept(world, f"/submissions/{before}")
    new, new_files = kept(world, address)
    assert new_files == old_files
    for name in ("until_on", "amount", "basis", "signed_name", "signed_position", "details", "part_key"):
        assert getattr(new, name) == getattr(old, name), name
    assert new.sent_at is None
    assert new.reference != old.reference


@pytest.mark.parametrize("reason", ["not-as-asked", "other"])
def test_what_is_about_the_whole_opens_where_all_stands(
    member: PageClient, world: World, reason: str
) -> None:
    came_back(world, "complaints-policy", reason)
    address = start(member, world, "complaints-policy")
    assert address.endswith("/answers")
    answers = member.get(address)
    assert WORDS in answers.words
    assert "policy.pdf" in answers.words
    for tail in ("files", "dates"):
        assert WORDS in member.get(address.replace("answers", tail)).words


def test_what_is_sent_again_without_a_change_is_told_first(member: PageClient, world: World) -> None:
    came_back(world, "complaints-policy", "unreadable")
    draft = start(member, world, "complaints-policy").rpartition("/")[0]
    assert "Nothing is changed yet" in member.get(f"{draft}/answers").words
    member.post(f"{draft}/dates", typed_day("from_on", world.today))
    assert "The files are not changed yet" in member.get(f"{draft}/answers").words
    member.upload(f"{draft}/files", [("other.pdf", good_files.pdf("Readable"))])
    assert "changed yet" not in member.get(f"{draft}/answers").words


def test_only_the_amount_is_touched_and_it_is_sent_again(
    member: PageClient, world: World, client_for: ClientFor
) -> None:
    before = came_back(world, "insurance", "amount-too-low", "public-liability")
    address = start(member, world, "insurance", "public-liability")
    shown = member.get(address)
    names = ("then", "insurer", "policy_number", "insured_name", "basis", "layers", "excess")
    typed = {name: shown.value(name) for name in names} | {"amount": "10 million"}
    answers = member.post(address.partition("?")[0], typed)
    assert answers.location.endswith("/answers")
    receipt = member.follow(member.post(answers.location))
    assert "£10 million, any one claim" in receipt.words
    assert "policy.pdf" in receipt.words
    new, files = kept(world, answers.location)
    assert (new.sent_at is not None, files) == (True, kept(world, f"/submissions/{before}")[1])
    assert WORDS in client_for(world.reviewer).get(f"/submissions/{new.id}/review").words


def test_somebody_else_confirms_the_statement_anew(world: World, client_for: ClientFor) -> None:
    came_back(world, "data-protection", "unreadable")
    member = client_for(world.member)
    mine, _ = kept(world, start(member, world, "data-protection"))
    assert mine.statement
    sending.discard(world, mine.id)
    other = client_for(world.reviewer_and_member)
    theirs, _ = kept(world, start(other, world, "data-protection"))
    assert theirs.statement is None


def test_started_twice_it_is_one_draft_and_what_was_typed_in_it_stays(
    member: PageClient, world: World
) -> None:
    came_back(world, "insurance", "amount-too-low", "public-liability")
    first = start(member, world, "insurance", "public-liability")
    sending.answer(world, uuid.UUID(first.split("/")[2]), amount=7_000_000)
    base = f"/engagements/{world.engagement_id}/requirements/insurance"
    again = member.post(f"{base}/start", {"part": "public-liability"}).location
    assert again == first
    assert member.get(again).value("amount") == "7,000,000"


def test_an_assessment_that_came_back_is_there_as_it_was_written(member: PageClient, world: World) -> None:
    sent = assessing.written(world)
    sending.give_back(world, sent, reason="incomplete", words=WORDS)
    address = start(member, world, assessing.EQIA)
    listed = member.get(address)
    assert WORDS in listed.words
    assert "Not started" not in listed.words.split("Signature")[0]
    assert WORDS in member.get(f"{address}/about").words


def test_once_it_is_sent_again_nothing_is_asked_any_more(member: PageClient, world: World) -> None:
    came_back(world, "complaints-policy", "unreadable")
    address = start(member, world, "complaints-policy")
    member.post(f"{address.rpartition('/')[0]}/answers")
    sending.send(world, "whistleblowing")
    assert WORDS not in member.get(f"/submissions/{sending.draft(world, 'anti-bribery')}/files").words
