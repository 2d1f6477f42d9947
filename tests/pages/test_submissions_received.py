"""From a letter on the desk to a receipt: the lead enters what came by post, and somebody else decides."""

import pytest

from portal.web.dates import day_as_typed
from portal.words.wording import day
from tests.builders import good_files, receiving, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

KEY = "anti-bribery"


@pytest.fixture
def reviewer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.reviewer)


def slot(world: World, key: str = KEY) -> str:
    return f"/engagements/{world.engagement_id}/requirements/{key}"


def begun(client: PageClient, world: World, key: str, part: str = "") -> str:
    """The address of the lead's draft."""
    form = {"part": part, "way": "post", **day_as_typed("received_on", world.today)}
    return client.post(f"{slot(world, key)}/received", form).location.rpartition("/")[0]


def test_a_letter_from_the_slot_to_the_receipt(
    world: World, client_for: ClientFor, reviewer: PageClient
) -> None:
    page = reviewer.get(slot(world))
    assert page.links["Enter what came by post or e-mail"] == f"{slot(world)}/received"
    assert "Enter what came" not in client_for(world.member).get(slot(world)).words
    form = {"part": "", "way": "", **day_as_typed("received_on", None)}
    refused = reviewer.post(f"{slot(world)}/received", form, status=422)
    assert refused.problems == ["Say how it came.", "Enter the day on which it came."]
    draft = begun(reviewer, world, KEY)
    came = f"Received by post on {day(world.today)}"
    assert came in reviewer.get(f"{draft}/files").words
    client_for(world.member).get(f"{draft}/files", status=404)
    answer = reviewer.upload(f"{draft}/files", [("scan.pdf", good_files.pdf())])
    answer = reviewer.post(answer.location, day_as_typed("from_on", world.today))
    page = reviewer.follow(answer)
    assert "Enter it for Tidewater Peers" in page.words
    receipt = reviewer.follow(reviewer.post(f"{draft}/answers"))
    assert receipt.heading == "Entered for Tidewater Peers"
    assert came in receipt.words
    assert "somebody else of Harbour Light" in receipt.words
    assert "Take it back" in receipt.words
    assert reviewer.get(f"{draft}/review", status=303).location == f"{draft}/receipt"
    reviewer.post(f"{draft}/review", {"outcome": "accept"})
    words = client_for(world.manager).get(f"{draft}/review").words
    assert f"{came}, entered by{world.reviewer.name}" in words
    member = client_for(world.member)
    words = member.get(slot(world)).words
    assert f"{came}, entered by {world.reviewer.name}" in words
    assert "Take it back" not in words
    words = member.get(f"{draft}/receipt").words
    assert came in words
    assert "Take it back" not in words
    assert f"{came} and entered for the partner" in member.get(f"{slot(world)}/history").words
    member.post(f"{draft}/take-back", status=404)


def test_what_was_begun_is_gone_on_with(world: World, reviewer: PageClient) -> None:
    draft = begun(reviewer, world, KEY)
    assert begun(reviewer, world, KEY) == draft
    reviewer.get(draft, status=303)
    discard = reviewer.get(f"{draft}/discard").find("//main//form[@method='post']")[0]
    address = str(discard.get("action"))
    assert reviewer.post(address).location == slot(world)
    assert reviewer.post(address).location == slot(world)


def test_a_statement_on_paper_bears_its_own_day_and_name(world: World, reviewer: PageClient) -> None:
    draft = begun(reviewer, world, "induction")
    page = reviewer.get(f"{draft}/files")
    assert page.heading == "Add your files"
    answer = reviewer.upload(f"{draft}/files", [("scan.pdf", good_files.pdf())])
    page = reviewer.follow(answer)
    assert (page.heading, page.value("signed_name")) == ("What the paper says", "")
    refused = reviewer.post(f"{draft}/statement", status=422)
    assert "Enter the day on which it was signed." in refused.problems
    signed = {"confirm": "yes", "signed_name": "Pat Partner", "signed_position": "Chair"}
    answer = reviewer.post(f"{draft}/statement", signed | day_as_typed("from_on", world.starts_on))
    assert "scan.pdf" in reviewer.follow(answer).words
    receipt = reviewer.follow(reviewer.post(f"{draft}/answers")).words
    assert f"Pat Partner, Chair, on {day(world.starts_on)}" in receipt


def test_of_insurance_the_cover_is_asked(world: World, reviewer: PageClient) -> None:
    page = reviewer.get(f"{slot(world, 'insurance')}/received")
    assert "What is it about?" in page.words
    form = {"way": "post", **day_as_typed("received_on", world.today)}
    refused = reviewer.post(f"{slot(world, 'insurance')}/received", form, status=422)
    assert refused.problems == ["Choose what it is about."]
    reviewer.get(f"{slot(world, 'dbs-checks')}/received", status=404)


def test_pressed_too_early_it_is_taken_back(
    world: World, client_for: ClientFor, reviewer: PageClient
) -> None:
    draft = begun(reviewer, world, KEY)
    answer = reviewer.upload(f"{draft}/files", [("scan.pdf", good_files.pdf())])
    reviewer.post(answer.location)
    reviewer.follow(reviewer.post(f"{draft}/answers"))
    assert "Take it back" in reviewer.get(slot(world)).words
    again = reviewer.post(f"{draft}/take-back").location.rpartition("/")[0]
    assert again != draft
    words = reviewer.get(f"{again}/answers").words
    assert "Received by post on" in words
    assert "scan.pdf" in words
    client_for(world.member).get(f"{again}/answers", status=404)
    assert "It was taken back on" in reviewer.get(f"{draft}/receipt").words


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_is_being_entered_is_not_for_everybody_at_the_lead(
    world: World, client_for: ClientFor, reviewer: PageClient
) -> None:
    """Nobody but who reviews sees it on the lead's shelf, or throws it away."""
    draft = receiving.begin(world, KEY)
    file_id = sending.attach(world, draft, "scan of Wim.pdf", by=world.reviewer)
    shelf = f"/organisations/{world.lead_id}/shelf"
    colleague = client_for(world.colleague)
    assert "scan of Wim" not in colleague.get(shelf).words
    colleague.get(f"{shelf}/{file_id}/delete", 404)
    colleague.post(f"{shelf}/{file_id}/delete", {}, 404)
    assert "scan of Wim" in reviewer.get(shelf).words
    reviewer.get(f"/files/{file_id}")
    reviewer.post(f"{shelf}/{file_id}/delete")
    reviewer.get(f"/files/{file_id}", 404)
