"""A statement that was added while something waited, or is being answered."""

from tests.actions.test_submissions_never_signed import ADDED, KEY
from tests.actions.test_submissions_schedule import schedule
from tests.builders import sending
from tests.builders.versions import ask_otherwise
from tests.builders.world import World
from tests.pages.conftest import ClientFor

TOLD = "A statement is asked for by now, and none was signed with this."


def test_the_reviewer_is_told_that_none_was_signed(world: World, client_for: ClientFor) -> None:
    submission_id = sending.send(world, KEY)
    client, page = client_for(world.reviewer), f"/submissions/{submission_id}/review"
    assert TOLD not in client.get(page).words
    ask_otherwise(world, KEY, world.today, statement=ADDED)
    assert TOLD in client.get(page).words


def test_what_is_not_signed_yet_is_compared_as_if_it_were(world: World, client_for: ClientFor) -> None:
    draft = schedule(world, also=[])
    client, page = client_for(world.member), f"/submissions/{draft}/answers"
    section = "//section[contains(@class, 'gs-compared')]"
    before = [each.text_content() for each in client.get(page).find(section)]
    ask_otherwise(world, "insurance", world.today, statement=ADDED)
    assert before
    assert [each.text_content() for each in client.get(page).find(section)] == before
