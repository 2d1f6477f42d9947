"""What was signed for a first day that is to come reads as it is asked then, to partner and reviewer."""

from datetime import timedelta

from portal import clock
from tests.actions.test_submissions_confirm import confirm, marks
from tests.actions.test_submissions_signed import NEW
from tests.actions.test_submissions_still_in_force import KEY
from tests.builders import sending
from tests.builders.together import lasts
from tests.builders.versions import ask_besides, ask_otherwise
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.test_review_other_words import TOLD


def test_both_ways_to_sign_lead_to_the_words_of_the_first_day(world: World, client_for: ClientFor) -> None:
    first = clock.today() + timedelta(days=30)
    lasts(world, world.engagement_id, first, world.ends_on)
    ask_otherwise(world, KEY, first, statement=NEW)
    draft = sending.draft(world, KEY)
    assert NEW in client_for(world.member).get(f"/submissions/{draft}/statement").words
    done = confirm(world, marks(world, [KEY]))
    reviewer = client_for(world.reviewer)
    for path in (
        f"/submissions/{done.submission_id}/review",
        f"/engagements/{world.engagement_id}/confirmations/review",
    ):
        shown = reviewer.get(path).words
        assert NEW in shown
        assert TOLD not in shown


def test_what_is_asked_from_the_first_day_on_alone_is_in_the_queue(
    world: World, client_for: ClientFor
) -> None:
    first = clock.today() + timedelta(days=30)
    lasts(world, world.engagement_id, first, world.ends_on)
    ask_besides(world, "fire", KEY, first, title="Fire drills")
    done = confirm(world, marks(world, ["fire"]))
    client, queue = client_for(world.reviewer), f"/contracts/{world.contract_id}/queue"
    assert "Fire drills" in client.get(queue).words
    overview = client.get(f"/contracts/{world.contract_id}").words
    assert "Fire drills" in overview
    assert "1 With us today, checking" in overview
    assert "1 thing to review" in client.get("/home").words
    assert "Fire drills" in client.get(f"/submissions/{done.submission_id}/review").words
    both = f"/engagements/{world.engagement_id}/confirmations/review"
    assert client.get(both).words.count("Pat Partner, Chair. Sent") == 1
    sent = client.post(f"/submissions/{done.submission_id}/review", {"outcome": "accept"})
    assert client.follow(sent).status == 200
