"""When the last side signed an agreement: too late for it to count on any day, or nobody said."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import Decision, Standing, Submission
from portal.standing.queries.as_known import known_at
from portal.words.wording import day
from tests.builders import sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

KEY = "sub-contract"
DAY = timedelta(days=1)
NAMES = {"signed_for_lead": "Mary Manager", "signed_for_partner": "Pat Partner"}
ENDED = "It ended before the last side had signed it."
UNSAID = "Nobody has said when the last side signed it"
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


def test_partner_and_reviewer_read_the_same_words_for_its_days(world: World, client_for: ClientFor) -> None:
    """The day from which an agreement is in force is not that which it bears."""
    last = world.today + 10 * DAY
    sent = sending.send(world, KEY, **agreed(world, world.today, last))
    for viewer, page in ((world.reviewer, "review"), (world.member, "receipt")):
        shown = client_for(viewer).get(f"/submissions/{sent}/{page}")
        assert {"In force from", "Last day"} <= {each.text_content().strip() for each in shown.find("//dt")}


@pytest.fixture
def unsaid(world: World) -> uuid.UUID:
    """An agreement that was sent before anybody was asked when the last side signed it."""
    sent = sending.send(world, KEY, **agreed(world, world.today, None))
    with world.database.writing() as session:
        session.execute(sa.update(Submission).where(Submission.id == sent).values(details=NAMES))
        session.commit()
    return sent


def accepting(signed_on: date) -> dict[str, str]:
    return {"outcome": "accept"} | {
        f"signed_on-{field}": str(getattr(signed_on, field)) for field in ("day", "month", "year")
    }


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_was_sent_without_the_day_is_not_accepted_until_the_reviewer_gives_it(
    world: World, client_for: ClientFor, unsaid: uuid.UUID
) -> None:
    reviewer, page = client_for(world.reviewer), f"/submissions/{unsaid}/review"
    assert UNSAID in reviewer.get(page).words
    for typed in ({"outcome": "accept"}, accepting(world.today) | {"signed_on-year": ""}):
        refused = reviewer.post(page, typed, 422)
        assert refused.find("//a[@href='#signed_on-day']")
    later = reviewer.post(page, accepting(world.today + DAY), 422)
    assert later.problems == ["The day on which the last side signed cannot be in the future."]
    assert later.value("signed_on-year") == str((world.today + DAY).year)
    reviewer.post(page, accepting(world.today - 5 * DAY))
    assert f"signed by the last side on {day(world.today - 5 * DAY)}" in reviewer.get(page).words
    with world.database.reading() as session:
        kept = session.scalars(sa.select(Decision).where(Decision.submission_id == unsaid)).one()
        assert kept.details == NAMES | {"signed_on": (world.today - 5 * DAY).isoformat(), "signed": ""}
        met = sa.select(Standing.from_on).where(
            Standing.engagement_id == world.engagement_id,
            Standing.requirement_key == KEY,
            Standing.state == "met",
            *known_at(Standing, None),
        )
        assert session.scalars(met).all() == [world.today - 5 * DAY]


def test_what_was_sent_without_the_day_is_returned_like_anything_else(
    world: World, client_for: ClientFor, unsaid: uuid.UUID
) -> None:
    reviewer, page = client_for(world.reviewer), f"/submissions/{unsaid}/review"
    reviewer.get(page)
    reviewer.post(page, {"outcome": "return", "reason": "not-signed", "words": "Say when it was signed."})


def test_where_the_partner_said_it_the_reviewer_is_not_asked(world: World, client_for: ClientFor) -> None:
    sent = sending.send(world, KEY, **agreed(world, world.today, None))
    answer = client_for(world.reviewer).get(f"/submissions/{sent}/review")
    assert "When did the last side sign?" not in answer.words
    assert UNSAID not in answer.words
