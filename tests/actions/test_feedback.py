"""Feedback: asked for by the partner, given once a code, of nobody known, and closed."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.year.answering import CODE_LETTERS, Question
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.feedback.actions.ask_people import MOST_CODES, close_round
from portal.feedback.actions.give_answer import give_answer
from portal.feedback.queries.rounds import get_round, list_words, tallies_of
from portal.records import Event, FeedbackAnswer, FeedbackCode
from tests.builders import asking
from tests.builders.at_once import raised_by
from tests.builders.clock import clock_on
from tests.builders.world import World

OVERALL = Question.OVERALL


def line(world: World, round_id: uuid.UUID) -> Any:
    with world.database.reading() as session:
        return get_round(session, world.place(session), round_id)


def shown(world: World, round_id: uuid.UUID) -> tuple[Any, list[str]]:
    with world.database.reading() as session:
        found = get_round(session, world.place(session), round_id)
        tallies = tallies_of(session, [found], world.today)
        return tallies.get(round_id), list_words(session, found, world.today)


def test_a_round_has_its_codes(world: World) -> None:
    codes = asking.codes(world, asking.asked(world, 30))
    assert len(set(codes)) == 30
    assert {len(each) for each in codes} == {CODE_LETTERS}


def test_a_code_is_good_for_one_answer(world: World) -> None:
    round_id = asking.asked(world)
    code = asking.codes(world, round_id)[0]
    assert asking.answer(world, code)
    assert not asking.answer(world, code, overall=1)
    assert line(world, round_id).given == 1


def test_pressed_twice_at_the_same_moment_it_is_one_answer(world: World) -> None:
    round_id = asking.asked(world)
    code = asking.codes(world, round_id)[0]
    assert not any(raised_by(*[lambda: asking.answer(world, code)] * 4))
    assert line(world, round_id).given == 1


def test_what_is_asked_is_checked(world: World) -> None:
    for codes in (0, MOST_CODES + 1):
        with pytest.raises(CannotDo, match="how many codes"):
            asking.asked(world, codes)
    for days in (-1, 500):
        with pytest.raises(CannotDo, match="last day"):
            asking.asked(world, closes_on=world.today + timedelta(days=days))


def test_an_answer_says_something_and_has_a_code(world: World) -> None:
    code = asking.codes(world, asking.asked(world))[0]
    with world.database.writing() as session, pytest.raises(CannotDo, match="Answer one"):
        give_answer(session, code, {}, "")
    with world.database.writing() as session, pytest.raises(NotHere):
        give_answer(session, "BCDFGHJKMN", {OVERALL: 5}, "")
    assert asking.answer(world, code)


def test_after_the_last_day_nothing_is_taken(world: World) -> None:
    round_id = asking.asked(world, closes_on=world.today)
    first, second = asking.codes(world, round_id)[:2]
    assert asking.answer(world, first)
    with clock_on(world.today + timedelta(days=1)):
        assert not asking.answer(world, second)
    assert line(world, round_id).given == 1


def test_nothing_is_shown_while_it_is_open_and_nothing_of_few(world: World) -> None:
    round_id = asking.asked(world)
    for place, code in enumerate(asking.codes(world, round_id)[:5]):
        asking.answer(world, code, 5, "Good." if place < 4 else "")
    assert shown(world, round_id) == (None, [])
    asking.closed(world, round_id)
    asking.closed(world, round_id)
    tallies, words = shown(world, round_id)
    assert [each.counts for each in tallies] == [(5, 0, 0, 0, 0), None, None]
    assert words == [], "four wrote something"


def test_nothing_says_whose_an_answer_is(world: World) -> None:
    """Neither its row nor an event has a code, and no seal of the row says when it was written."""
    round_id = asking.asked(world)
    code = asking.codes(world, round_id)[0]
    asking.answer(world, code, words="Good.")
    with world.database.reading() as session:
        answer = session.execute(sa.select(FeedbackAnswer.__table__)).mappings().one()
        event = session.scalars(sa.select(Event).where(Event.name == "feedback-given")).one()
        used = session.scalar(sa.select(FeedbackCode.is_used).where(FeedbackCode.code == code))
    assert set(answer) == {"id", "round_id", "ratings", "words"}
    assert event.person_id is None
    assert event.data == {"round": str(round_id)}
    assert used is True


def test_the_partner_alone_asks_and_closes(world: World) -> None:
    round_id = asking.asked(world)
    with world.database.writing() as session, pytest.raises(NotAllowed):
        close_round(session, world.manager, world.place(session, world.manager), round_id)
    with world.database.writing() as session, pytest.raises(NotHere):
        close_round(session, world.member, world.place(session), uuid.uuid4())
