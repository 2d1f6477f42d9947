"""A statement that is added to what was sent without one: nobody has signed it, and it is asked for."""

import sqlalchemy as sa

from checklists.signing import mark_of_signed
from portal.records import Decision, Submission
from portal.standing.queries.verify import verify_standing
from tests.actions.test_review_decide import state_today
from tests.actions.test_submissions_schedule import schedule, send, sent
from tests.builders import sending
from tests.builders.versions import ask_otherwise
from tests.builders.world import World

KEY, ADDED = "complaints-policy", "We confirm that the policy is known to everybody who works for us."


def mark(world: World) -> object:
    with world.database.reading() as session:
        return session.scalars(sa.select(Decision.details)).one().get("signed")


def test_who_signed_nothing_is_asked_for_the_statement_that_is_added(world: World) -> None:
    sending.accepted(world, KEY)
    assert mark(world) == ""
    assert state_today(world, KEY) == "met"
    ask_otherwise(world, KEY, world.today, statement=ADDED)
    assert state_today(world, KEY) == "missing"
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_what_nobody_noted_before_stands(world: World) -> None:
    sending.accepted(world, KEY)
    with world.database.writing() as session:
        session.execute(sa.update(Decision).values(details={}))
        session.commit()
    ask_otherwise(world, KEY, world.today, statement=ADDED)
    assert state_today(world, KEY) == "met"


def test_of_what_was_carried_over_nobody_knows_what_was_signed(world: World) -> None:
    submission_id = sending.send(world, KEY)
    with world.database.writing() as session:
        session.execute(sa.update(Submission).values(details={"carried": True}))
        session.commit()
    sending.accept(world, submission_id, until_on=world.ends_on)
    assert mark(world) is None
    ask_otherwise(world, KEY, world.today, statement=ADDED)
    assert state_today(world, KEY) == "met"


def test_all_covers_of_a_schedule_are_signed_together(world: World) -> None:
    ask_otherwise(world, "insurance", world.today, statement=ADDED)
    draft = schedule(world)
    sending.answer(world, draft, statement=ADDED, signed_name="Pat Partner", signed_position="Chair")
    send(world, draft)
    rows = sent(world).values()
    assert len(rows) == 3
    assert {(each.statement, each.signed_name, each.signed_position) for each in rows} == {
        (ADDED, "Pat Partner", "Chair")
    }
    for each in rows:
        sending.accept(world, each.id)
    with world.database.reading() as session:
        marks = [each["signed"] for each in session.scalars(sa.select(Decision.details))]
    assert marks == [mark_of_signed(ADDED)] * 3
    assert state_today(world, "insurance") == "met"
