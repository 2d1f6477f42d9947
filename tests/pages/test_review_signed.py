"""An agreement that the last side signed too late to count is told to the partner and to the reviewer."""

from datetime import date, timedelta
from typing import Any

import pytest

from portal.words.wording import day
from tests.builders import sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor

KEY = "sub-contract"
DAY = timedelta(days=1)
NAMES = {"signed_for_lead": "Mary Manager", "signed_for_partner": "Pat Partner"}
ENDED = "It ended before the last side had signed it."
WORK_ENDED = "The last side signed it only after the work had ended: it would count on no day."


def agreed(world: World, signed_on: date, until_on: date | None) -> dict[str, Any]:
    return {
        "from_on": world.today - 40 * DAY,
        "until_on": until_on,
        "details": NAMES | {"signed_on": signed_on.isoformat()},
    }


@pytest.mark.parametrize("sentence", [ENDED, WORK_ENDED])
def test_what_was_signed_too_late_is_told_before_it_is_sent_and_never_accepted(
    world: World, client_for: ClientFor, sentence: str
) -> None:
    by_own_end = world.today, world.today - 10 * DAY
    answers = agreed(world, *(by_own_end if sentence is ENDED else (world.ends_on + DAY, None)))
    draft = sending.draft(world, KEY)
    sending.attach(world, draft)
    sending.answer(world, draft, **answers)
    assert sentence in client_for(world.member).get(f"/submissions/{draft}/answers").words
    sending.send_as_it_is(world, draft)
    reviewer, page = client_for(world.reviewer), f"/submissions/{draft}/review"
    assert sentence in reviewer.get(page).words
    assert reviewer.post(page, {"outcome": "accept"}, 422).problems == [sentence]


def test_what_was_signed_on_its_last_day_counts_on_it(world: World, client_for: ClientFor) -> None:
    last = world.today - 10 * DAY
    sent = sending.send(world, KEY, **agreed(world, last, last))
    reviewer, page = client_for(world.reviewer), f"/submissions/{sent}/review"
    assert ENDED not in reviewer.get(page).words
    assert (
        f"is accepted until {day(last)}" in reviewer.follow(reviewer.post(page, {"outcome": "accept"})).words
    )
