"""The shelf: once for all contracts, and no lead learns of another through it."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import add_months, last_day
from portal.records import Submission
from portal.words.wording import day
from tests.builders import receiving, sending, versions
from tests.builders.days import counts_from
from tests.builders.two_leads import accept_for_noise, deliver_for_noise_too
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

POLICY = "complaints-policy"


@pytest.fixture
def other(world: World) -> uuid.UUID:
    return deliver_for_noise_too(world)


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def shelf(world: World) -> str:
    return f"/organisations/{world.partner_id}/shelf"


def elsewhere(submission_id: uuid.UUID) -> str:
    return f"/submissions/{submission_id}/elsewhere"


def test_an_empty_shelf_says_what_to_do(member: PageClient, world: World) -> None:
    assert "Nothing has been sent yet" in member.get(shelf(world)).words


def test_a_document_is_sent_for_the_other_contract(
    member: PageClient, client_for: ClientFor, world: World, other: uuid.UUID
) -> None:
    source = sending.accepted(world, POLICY)
    assert "policy.pdf" in member.get(shelf(world)).words
    assert member.post(elsewhere(source), {}, 422).problems
    member.post(elsewhere(source), {"to": f"{other}/{POLICY}/"})
    words = member.get(f"{elsewhere(source)}?sent=1&drafts=0").words
    assert "Sent for 1 requirement." in words
    assert "With Noise Lead Trust, checking" in words
    again = member.post(elsewhere(source), {"to": f"{other}/{POLICY}/"}, 422)
    assert any("sent last" in each for each in again.problems)
    queue = client_for(world.noise_manager).get(f"/contracts/{world.noise_contract_id}/queue").words
    assert "Tidewater Peers" in queue


def test_until_when_is_told_by_the_day_that_was_accepted_and_by_the_version_in_force(
    member: PageClient, world: World
) -> None:
    versions.ask_otherwise(world, POLICY, world.starts_on + timedelta(days=1), months=12)
    typed = counts_from(world.today)
    read = add_months(typed, -3)
    sending.accept(world, sending.send(world, POLICY, from_on=typed), from_on=read)
    said = f"Accepted until {day(last_day(read, 12))}"
    assert said in member.get(f"/engagements/{world.engagement_id}/requirements/{POLICY}").words
    assert said in member.get(shelf(world)).words
    versions.ask_otherwise(world, POLICY, world.today + timedelta(days=90), months=24)
    assert said in member.get(shelf(world)).words


def test_neither_lead_sees_the_other(client_for: ClientFor, world: World, other: uuid.UUID) -> None:
    source = sending.accepted(world, POLICY)
    pat = client_for(world.member)
    pat.post(elsewhere(source), {"to": f"{other}/{POLICY}/"})
    mine = [
        f"/engagements/{world.engagement_id}",
        f"/engagements/{world.engagement_id}/requirements/{POLICY}",
    ]
    theirs = [f"/engagements/{other}", f"/engagements/{other}/requirements/{POLICY}"]
    for path in mine:
        words = (
            client_for(world.manager).get(path).words
            + client_for(world.manager).get(f"{mine[1]}/history").words
        )
        assert "Noise" not in words
        assert "Bothford" not in words
        client_for(world.noise_manager).get(path, 404)
    for path in theirs:
        words = client_for(world.noise_manager).get(path).words
        assert "Harbour Light" not in words
        assert "Eastmouth" not in words
        client_for(world.manager).get(path, 404)
    for lead in (world.manager, world.noise_manager, world.officer):
        client_for(lead).get(shelf(world), 404)
        client_for(lead).get(elsewhere(source), 404)


def test_a_renewal_is_offered_wherever_the_old_one_is_in_force(
    member: PageClient, world: World, other: uuid.UUID
) -> None:
    old = sending.accepted(world, POLICY)
    member.post(elsewhere(old), {"to": f"{other}/{POLICY}/"})
    sent = latest(world, other)
    accept_for_noise(world, sent)
    new = sending.draft(world, POLICY)
    sending.attach(world, new, "policy 2027.pdf", content=sending.PDF + b"%newer\n")
    member.post(f"/submissions/{new}/dates", {})
    member.post(f"/submissions/{new}/answers", {})
    assert (
        "still in force for 1 requirement of another contract"
        in member.get(f"/submissions/{new}/receipt").words
    )
    page = member.get(elsewhere(new))
    assert page.find(f"//input[@value='{other}/{POLICY}/' and @checked]")
    assert "Send this one there too" in member.get(shelf(world)).words


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_of_the_same_paper_in_a_draft_of_the_lead_nothing_is_said(member: PageClient, world: World) -> None:
    source = sending.send(world, POLICY)
    draft = receiving.begin(world, "anti-bribery")
    sending.attach(world, draft, "what came.pdf", by=world.reviewer)
    page = member.get(shelf(world))
    assert f"/submissions/{draft}" not in page.source
    assert "not sent" not in page.words
    place = f"{world.engagement_id}/anti-bribery/"
    assert place in member.get(elsewhere(source)).page.xpath("//input[@name='to']/@value")
    sending.draft(world, "anti-bribery")
    assert "not sent" not in member.get(shelf(world)).words


def latest(world: World, engagement_id: uuid.UUID) -> uuid.UUID:
    with world.database.reading() as session:
        query = sa.select(Submission.id).where(Submission.engagement_id == engagement_id)
        return session.scalars(query).one()


def test_a_slot_takes_a_document_from_the_shelf(member: PageClient, world: World, other: uuid.UUID) -> None:
    source = sending.accepted(world, POLICY)
    slot = f"/engagements/{other}/requirements/{POLICY}"
    assert "Use a document that you have sent before" in member.get(slot).words
    page = member.get(f"{slot}/from-shelf")
    assert "policy.pdf" in page.words
    assert member.post(f"{slot}/from-shelf", {"part": ""}, 422).problems
    member.post(f"{slot}/from-shelf", {"part": "", "document": "nonsense"}, 404)
    answer = member.post(f"{slot}/from-shelf", {"part": "", "document": str(source)})
    assert answer.location.endswith("/answers")
    assert "policy.pdf" in member.get(answer.location).words


def test_ones_own_files_open_from_the_shelf_the_answers_and_the_receipt(
    member: PageClient, world: World
) -> None:
    draft = sending.draft(world, POLICY)
    file_id = sending.attach(world, draft)
    assert member.get(f"/submissions/{draft}/answers").links["policy.pdf"] == f"/files/{file_id}"
    sending.send_as_it_is(world, draft)
    for page in (f"/submissions/{draft}/receipt", shelf(world)):
        assert member.get(page).links["policy.pdf"] == f"/files/{file_id}"
    assert member.get(f"/files/{file_id}").content == sending.PDF
