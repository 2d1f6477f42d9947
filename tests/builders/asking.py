"""Rounds of feedback, by the real actions."""

import uuid
from datetime import timedelta
from typing import Any

from checklists.year.answering import Asked, Question
from portal.feedback.actions.ask_people import Asking, ask_people, close_round
from portal.feedback.actions.give_answer import give_answer
from portal.feedback.queries.rounds import list_codes
from tests.builders.world import World


def asked(world: World, codes: int = 10, **said: Any) -> uuid.UUID:
    """A round of the first partner, open for a month unless said otherwise."""
    terms: dict[str, Any] = {"title": "Spring", "asked": Asked.PEOPLE}
    terms["closes_on"] = world.today + timedelta(days=30)
    with world.database.writing() as session:
        place = world.place(session)
        return ask_people(session, world.member, place, Asking(codes=codes, **(terms | said)))


def codes(world: World, round_id: uuid.UUID) -> list[str]:
    with world.database.reading() as session:
        return list_codes(session, round_id)


def answer(world: World, code: str, overall: int = 4, words: str = "") -> bool:
    with world.database.writing() as session:
        return give_answer(session, code, {Question.OVERALL: overall}, words)


def closed(world: World, round_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        close_round(session, world.member, world.place(session), round_id)
