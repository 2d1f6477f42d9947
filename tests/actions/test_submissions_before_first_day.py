"""Who has not begun signs the words of its first day, whichever way it comes to them."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.signing import mark_of_signed
from portal import clock
from portal.records import Decision, Standing
from portal.review.actions.accept_confirmations import accept_confirmations
from portal.standing.queries.as_known import known_at
from portal.standing.queries.parts import get_requirement
from tests.actions.test_submissions_confirm import confirm, marks
from tests.actions.test_submissions_signed import NEW
from tests.actions.test_submissions_still_in_force import KEY
from tests.builders import sending
from tests.builders.together import lasts
from tests.builders.versions import ask_otherwise
from tests.builders.world import World


@pytest.fixture
def coming(world: World) -> World:
    """The partner begins in a month, on the day from which the statement reads otherwise."""
    first = clock.today() + timedelta(days=30)
    lasts(world, world.engagement_id, first, world.ends_on)
    ask_otherwise(world, KEY, first, statement=NEW)
    return world


def state_on(world: World, on: date) -> str | None:
    with world.database.reading() as session:
        return session.scalar(
            sa.select(Standing.state).where(
                Standing.engagement_id == world.engagement_id,
                Standing.requirement_key == KEY,
                *known_at(Standing, None),
                Standing.from_on <= on,
                Standing.until_on >= on,
            )
        )


def signed_words(world: World) -> str:
    """What its page asks to be signed today."""
    with world.database.reading() as session:
        return get_requirement(session, world.place(session), KEY, clock.today()).statement or ""


def test_signed_alone_it_counts_from_the_first_day(coming: World) -> None:
    draft = sending.draft(coming, KEY)
    sending.answer(
        coming, draft, statement=signed_words(coming), signed_name="Pat Partner", signed_position="Chair"
    )
    sending.send_as_it_is(coming, draft)
    sending.accept(coming, draft)
    assert state_on(coming, clock.today() + timedelta(days=30)) == "met"


def test_signed_among_others_it_is_accepted_among_others(coming: World) -> None:
    done = confirm(coming, marks(coming, [KEY]))
    with coming.database.writing() as session:
        place = coming.place(session, coming.reviewer)
        accept_confirmations(session, coming.reviewer, place, [done.submission_id])
    with coming.database.reading() as session:
        (decision,) = session.scalars(sa.select(Decision))
    assert decision.details["signed"] == mark_of_signed(NEW)
    assert state_on(coming, clock.today() + timedelta(days=30)) == "met"


def test_who_is_there_signs_what_is_asked_today(world: World) -> None:
    ask_otherwise(world, KEY, clock.today() + timedelta(days=30), statement=NEW)
    assert signed_words(world) == sending.requirement(KEY).statement
