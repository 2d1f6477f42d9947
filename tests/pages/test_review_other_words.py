"""A statement that was signed before its words changed: the reviewer is told, and so is whoever signs."""

from tests.actions.test_submissions_confirm import confirm, marks
from tests.actions.test_submissions_signed import reword
from tests.actions.test_submissions_still_in_force import KEY
from tests.builders import sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor

TOLD = "The statement reads otherwise by now than it was signed."


def test_the_reviewer_is_told_alone_and_among_others(world: World, client_for: ClientFor) -> None:
    submission_id = sending.send(world, KEY)
    confirm(world, marks(world, ["bullying"]))
    client = client_for(world.reviewer)
    address = f"/engagements/{world.engagement_id}/confirmations/review"
    assert TOLD not in client.get(address).words
    assert TOLD not in client.get(f"/submissions/{submission_id}/review").words
    reword(world)
    assert client.get(address).words.count(TOLD) == 1
    assert TOLD in client.get(f"/submissions/{submission_id}/review").words


def test_a_draft_is_signed_anew(world: World, client_for: ClientFor) -> None:
    client = client_for(world.member)
    draft = sending.draft(world, KEY)
    page = f"/submissions/{draft}/statement"
    client.post(page, {"confirm": "yes", "signed_name": "Pat Partner", "signed_position": "Chair"})
    assert client.get(page).find("//input[@name='confirm' and @checked]")
    reword(world)
    assert not client.get(page).find("//input[@name='confirm' and @checked]")
    refused = client.post(f"/submissions/{draft}/answers", {}, 422)
    assert "as it reads now" in refused.problems[0]


def test_all_are_those_that_can_count(world: World, client_for: ClientFor) -> None:
    confirm(world, marks(world, [KEY, "bullying", "recruitment"]))
    reword(world)
    client, title = client_for(world.reviewer), sending.requirement(KEY).title
    address = f"/engagements/{world.engagement_id}/confirmations/review"
    page = client.get(address)
    assert "Accept all 2 signed as asked" in page.words
    shown = [str(each) for each in page.find("//input[@name='shown']/@value")]
    told = client.follow(client.post(address, {"shown": shown, "which": "all"}))
    assert "2 confirmations are accepted." in told.words
    assert f"Signed in other words than are asked for by now, so left out: {title} (S-" in told.words
    assert not told.find("//button[@name='which']")
    (left,) = [str(each) for each in told.find("//input[@name='shown']/@value")]
    done = client.follow(client.post(address, {"shown": shown, "accept": [left]}))
    assert "1 confirmation is accepted." in done.words
    assert "left out" not in done.words
