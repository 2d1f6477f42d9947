"""Where the clock is put back by half a minute, what is said last still holds: of days, people and places."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

import pytest
import sqlalchemy as sa

from checklists.conditions import Said
from checklists.vocabulary import Condition, Outcome
from portal import clock
from portal.acting.refused import CannotDo
from portal.conditions.actions.change_condition import change_condition
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.notices.queries.contacts import contacts_by_place
from portal.people.actions.hand_over_contract import hand_over_contract
from portal.people.queries.managers import get_managers
from portal.records import AssignmentDays, Engagement
from portal.review.actions.decide import Verdict
from portal.standing.queries.apart import find_ending
from portal.standing.queries.conditions import list_recorded
from portal.standing.queries.verify import verify_standing
from tests.actions.test_register_return import is_sound, leaves, returns
from tests.builders.sending import a_worker, accept, decide, send
from tests.builders.staff import give_contract, name_as_contacts, second_manager
from tests.builders.world import World

DAY = timedelta(days=1)


@contextmanager
def put_back() -> Iterator[None]:
    usual = clock.now

    def now() -> datetime:
        return usual() - timedelta(seconds=30)

    with mock.patch.object(clock, "now", now):
        yield


def end(world: World, words: str) -> None:
    with world.database.writing() as session:
        said = SaidEnd(world.today, "withdrew", words)
        end_engagement(session, world.manager, world.place(session, world.manager), said)


def test_an_engagement_that_goes_on_after_all_goes_on_and_ends_once_more(world: World) -> None:
    end(world, "By mistake.")
    with put_back():
        with world.database.writing() as session:
            undo_ending(session, world.manager, world.place(session, world.manager), "It goes on.")
        with world.database.reading() as session:
            assert find_ending(session, world.engagement_id) is None
            assert session.get_one(Engagement, world.engagement_id).ends_on == world.ends_on
        end(world, "Now really.")
    with world.database.reading() as session:
        ended = find_ending(session, world.engagement_id)
        assert ended
        assert ended.words == "Now really."
        assert list(verify_standing(session)) == []


def test_the_days_of_somebody_who_came_back_are_known(world: World) -> None:
    worker = a_worker(world)
    leaves(world, worker, world.today - 20 * DAY)
    with put_back():
        returns(world, worker, world.today - 9 * DAY)
    with world.database.reading() as session:
        query = sa.select(AssignmentDays.until_on, AssignmentDays.away)
        last = session.execute(query.order_by(AssignmentDays.recorded_at.desc()).limit(1)).one()
    assert (last.until_on, bool(last.away)) == (None, True)
    is_sound(world)


def test_a_decision_is_corrected_once_and_the_correction_holds(world: World) -> None:
    submission_id = send(world, "anti-bribery")
    wrong = accept(world, submission_id)
    right = Verdict(Outcome.RETURN, reason="not-signed", words="Please sign the last page.")
    with put_back():
        corrected = decide(world, submission_id, right, corrects=wrong)
        with pytest.raises(CannotDo, match="corrected that decision already"):
            decide(world, submission_id, right, corrects=wrong)
        decide(world, submission_id, Verdict(Outcome.ACCEPT), corrects=corrected)


def test_a_condition_holds_as_it_was_said_last(world: World) -> None:
    said = [Said(Condition.USES_VOLUNTEERS, holds, world.starts_on) for holds in (False, True)]
    say(world, said[0])
    with put_back():
        say(world, said[1])
    with world.database.reading() as session:
        recorded = list_recorded(session, world.place(session))
    assert recorded[-1].said == said[1]


def say(world: World, said: Said) -> None:
    with world.database.writing() as session:
        change_condition(session, world.member, world.place(session), said)


def test_whoever_was_named_last_has_the_place(world: World) -> None:
    una = second_manager(world)
    give_contract(world, una)
    name_as_contacts(world, {"first": world.member})
    with put_back():
        with world.database.writing() as session:
            place = world.contract_place(session)
            said = {"manager": world.manager.person_id, "deputy": None}
            assert hand_over_contract(session, world.manager, place, said, una.person_id)
        name_as_contacts(world, {})
    with world.database.reading() as session:
        managers = get_managers(session, world.contract_id)
        contacts = contacts_by_place(session, world.place(session))
    assert managers.manager
    assert managers.manager.person_id == world.manager.person_id
    assert contacts["first"].person_id is None
