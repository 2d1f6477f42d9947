"""An agreement counts from its last signature, or from the day on which it comes into force where that is
later."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.refused import CannotDo
from portal.records import Standing
from portal.standing.queries.as_known import known_at
from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.actions.send_submission import send_submission
from tests.builders import sending
from tests.builders.world import World

KEY = "sub-contract"
DAY = timedelta(days=1)
NAMES = {"signed_for_lead": "Mary Manager", "signed_for_partner": "Pat Partner"}


def states(world: World) -> list[tuple[str, date, date]]:
    with world.database.reading() as session:
        query = sa.select(Standing.state, Standing.from_on, Standing.until_on).where(
            Standing.engagement_id == world.engagement_id,
            Standing.requirement_key == KEY,
            *known_at(Standing, None),
        )
        return [
            (row.state, row.from_on, row.until_on)
            for row in session.execute(query.order_by(Standing.from_on))
        ]


def signed(world: World, signed_on: date | None, from_on: date) -> None:
    details = NAMES | ({"signed_on": signed_on.isoformat()} if signed_on else {})
    sending.accepted(world, KEY, from_on=from_on, details=details)


def test_what_was_signed_later_than_it_is_in_force_counts_from_its_signature(world: World) -> None:
    signed_on = world.starts_on + 44 * DAY
    signed(world, signed_on, world.starts_on)
    assert states(world) == [
        ("missing", world.starts_on, signed_on - DAY),
        ("met", signed_on, world.ends_on),
    ]


def test_what_was_signed_before_counts_from_the_day_on_which_it_is_in_force(world: World) -> None:
    from_on = world.starts_on + 10 * DAY
    signed(world, world.starts_on, from_on)
    assert states(world)[0] == ("missing", world.starts_on, from_on - DAY)


def test_without_the_day_nothing_is_sent(world: World) -> None:
    draft = sending.draft(world, KEY)
    sending.attach(world, draft)
    with world.database.writing() as session:
        place = world.submission_place(session, draft)
        answer_draft(session, place, {"from_on": world.starts_on, "details": NAMES})
        with pytest.raises(CannotDo, match="when the last side did"):
            send_submission(session, world.member.person_id, place, clock.today())
