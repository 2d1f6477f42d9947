"""A statement that reads otherwise by now: what was signed before is not what is asked for."""

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.refused import CannotDo
from portal.records import Decision
from portal.standing.queries.verify import verify_standing
from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.actions.send_submission import send_submission
from tests.actions.test_issued import KEY as ISSUED
from tests.actions.test_issued import acknowledge, issue
from tests.actions.test_review_decide import state_today
from tests.actions.test_submissions_confirm import confirm, marks
from tests.actions.test_submissions_still_in_force import KEY, change
from tests.builders import sending
from tests.builders.world import World

NEW = "We have an induction policy that is reviewed every year."


def reword(world: World, key: str = KEY, statement: str = NEW) -> None:
    change(world, of=key, statement=statement)
    sending.rebuild(world)


def test_who_has_signed_other_words_is_asked_anew(world: World) -> None:
    sending.accepted(world, KEY)
    assert state_today(world, KEY) == "met"
    reword(world)
    assert state_today(world, KEY) == "missing"
    assert KEY in marks(world)
    confirm(world, marks(world, [KEY]))
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_words_that_differ_in_blanks_and_capitals_are_the_same(world: World) -> None:
    asked = sending.requirement(KEY).statement or ""
    sending.accepted(world, KEY)
    reword(world, statement=f"{asked.replace(' ', '  ').upper()}")
    assert state_today(world, KEY) == "met"


def test_what_was_decided_before_anybody_noted_what_was_signed_stands(world: World) -> None:
    sending.accepted(world, KEY)
    with world.database.writing() as session:
        session.execute(sa.update(Decision).values(details={}))
        session.commit()
    reword(world)
    assert state_today(world, KEY) == "met"


def test_a_draft_that_was_signed_in_other_words_is_not_sent(world: World) -> None:
    old = sending.requirement(KEY).statement
    draft = sending.draft(world, KEY)
    answers = {"statement": old, "signed_name": "Pat Partner", "signed_position": "Chair"}
    with world.database.writing() as session:
        answer_draft(session, world.submission_place(session, draft), answers)
    reword(world)
    with world.database.writing() as session:
        place = world.submission_place(session, draft)
        with pytest.raises(CannotDo, match="as it reads now"):
            send_submission(session, world.member.person_id, place, clock.today())


def test_what_was_issued_is_acknowledged_in_the_new_words(world: World) -> None:
    issue(world)
    acknowledge(world)
    with pytest.raises(CannotDo, match="already"):
        acknowledge(world)
    reword(world, ISSUED, "We have received the principles and read them.")
    assert state_today(world, ISSUED) == "missing"
    acknowledge(world)
    assert state_today(world, ISSUED) == "met"
