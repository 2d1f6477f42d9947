"""An agreement: the lead puts its text up for signing, and only then is it the partner's turn."""

from datetime import timedelta

import pytest

from checklists.library import library
from checklists.vocabulary import Outcome
from portal.issued.presenters.acknowledged import acknowledged_view
from portal.issued.queries.acknowledged import list_acknowledgements
from portal.review.actions.decide import Verdict
from portal.words.wording import day as words
from tests.builders import sending
from tests.builders.good_files import pdf
from tests.builders.world import CHECKLIST, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

KEY = "sub-contract"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def slot(world: World) -> str:
    return f"/engagements/{world.engagement_id}/requirements/{KEY}"


def put_up(manager: PageClient, world: World) -> str:
    """The address of its page, once the text is there."""
    path = f"/contracts/{world.contract_id}/issue/{KEY}"
    manager.get(path)
    manager.upload(path, [("sub-contract.pdf", pdf())], field="file")
    return path


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_it_is_the_leads_turn_until_the_text_is_up_for_signing(
    world: World, member: PageClient, manager: PageClient
) -> None:
    page = member.get(slot(world))
    assert "Harbour Light’s turn" in page.words
    assert "The lead provider has not put the text up for signing yet." in page.words
    assert "has put the text up for signing, it does not count against you." in page.words
    assert "Sub-contract" in waiting(member)
    lead = manager.get(slot(world))
    assert "Your turn" in lead.words
    assert lead.links["Put it up for signing"] == f"/contracts/{world.contract_id}/issue/{KEY}"
    matrix = manager.get(f"/contracts/{world.contract_id}/matrix").words
    assert "Neededyours to put up for signing" in matrix
    readiness = manager.get(f"/contracts/{world.contract_id}/readiness").words
    assert "The lead provider has not put the text up for signing yet" in readiness
    put_up(manager, world)
    page = member.get(slot(world))
    assert "Your turn" in page.words
    assert "put up for signing by Harbour Light" in page.words
    member.get(page.links["sub-contract.pdf"])
    assert "Sub-contract" not in waiting(member)
    assert "yours to put up" not in manager.get(f"/contracts/{world.contract_id}/matrix").words


def test_the_page_of_the_signed_copy_has_the_text_and_says_how(
    world: World, member: PageClient, manager: PageClient
) -> None:
    member.get(slot(world))
    draft = member.post(f"{slot(world)}/start", {"part": ""}).location
    assert "upload the whole signed copy" in member.get(draft).words
    put_up(manager, world)
    page = member.get(draft)
    assert "Harbour Light has put this text up for signing" in page.words
    member.get(page.links["sub-contract.pdf"])


def waiting(member: PageClient) -> str:
    """What is not the partner's turn, on its home."""
    return " ".join(str(each.text_content()) for each in member.get("/").find("//details//li/a"))


def test_the_level_follows(world: World, manager: PageClient) -> None:
    """With everything else in order the partner waits for the lead, and then is not ready by itself."""
    for each in library()[CHECKLIST].requirements:
        if each.key != KEY:
            for engagement_id in (world.engagement_id, world.second_engagement_id):
                sending.waive(world, each.key, world.ends_on, engagement_id=engagement_id)
    readiness = f"/contracts/{world.contract_id}/readiness"
    assert "0 of 2 partners are ready; 2 wait for you." in manager.get(readiness).words
    put_up(manager, world)
    assert "0 of 2 partners are ready; 2 are not ready." in manager.get(readiness).words


def test_the_page_says_who_has_signed(world: World, manager: PageClient) -> None:
    path = f"/contracts/{world.contract_id}/issue/{KEY}"
    setup = f"/contracts/{world.contract_id}/set-up"
    assert "Put up for signing: Sub-contract" in manager.get(setup).words
    assert manager.get(path).heading == "Sub-contract"
    assert "Each partner is now asked" not in manager.get(setup).words
    manager.upload(path, [], status=422, field="file")
    done = manager.follow(manager.upload(path, [("sub-contract.pdf", pdf())], field="file"))
    assert "The text is up for signing. Each partner is now asked to sign it" in done.words
    assert "Up for signing since" in done.words
    sending.accepted(world, KEY)
    shown = manager.get(path).words
    assert "1 of 2 signed and accepted." in shown
    assert "Who has signed it" in shown
    assert "Open Door Folk, Westmouth Not yet" in shown


def test_what_is_over_or_undone_is_signed_by_nobody(world: World, manager: PageClient) -> None:
    path, listed = put_up(manager, world), f"/contracts/{world.contract_id}/documents"
    last = world.today + timedelta(days=1)
    submission = sending.send(world, KEY, until_on=last)
    decision = sending.accept(world, submission)
    assert "1 of 2 signed and accepted." in manager.get(path).words
    assert "Signed and accepted for 1 of 2 engagements" in manager.get(listed).words
    with world.database.reading() as session:
        place = world.contract_place(session)
        still = list_acknowledgements(session, place, KEY, last)
        over = list_acknowledgements(session, place, KEY, last + timedelta(days=1))
    for found, counts in ((still, True), (over, False)):
        assert [each.has(1) for each in found if each.said] == [counts]
    shown = acknowledged_view(over, KEY)
    assert len(shown.waiting) == 2
    assert any(f"Not any more; in order until {words(last)}" in each.cells[0] for each in shown.waiting)
    sending.decide(
        world,
        submission,
        Verdict(Outcome.RETURN, reason="not-signed", words="Nobody signed."),
        corrects=decision,
    )
    assert "0 of 2 signed and accepted." in manager.get(path).words
    assert "Signed and accepted for 0 of 2 engagements" in manager.get(listed).words


def test_a_copy_that_was_signed_on_paper_can_be_sent_all_the_same(
    world: World, member: PageClient, manager: PageClient
) -> None:
    assert "Send this" in member.get(slot(world)).words
    submission = sending.send(world, KEY)
    assert "With Harbour Light, checking" in member.get(slot(world)).words
    sending.give_back(world, submission)
    assert "Your turn" in member.get(slot(world)).words
    sending.accepted(world, KEY)
    assert "put the text up" not in member.get(slot(world)).words
