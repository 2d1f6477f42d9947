"""Two workers at the same moment, and somebody who sends by hand: nobody is told twice, nothing is lost."""

from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from portal.notices.queries.planning import plan_reminders
from portal.notices.rounds import remind_now, send_at_once, send_daily, tell_events
from portal.records import Digest, Message, Notice, Reminded
from portal.settings import Settings, read_settings
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.days import next_week
from tests.builders.living import live_in
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World

ROUNDS = 6


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path)})


def monday(world: World) -> date:
    return next_week(world.today)


def said(world: World) -> Counter[tuple[str, str]]:
    """Of every mail each thing that it says, with whom it is to."""
    found: Counter[tuple[str, str]] = Counter()
    letter: Any
    with world.database.reading() as session:
        for email, letter in session.execute(sa.select(Message.to_email, Message.letter)):
            found.update(
                (email, f"{point['what']} {point['href']}")
                for section in letter["sections"]
                for point in section["points"]
            )
    return found


def twice(counted: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    return {each: number for each, number in counted.items() if number > 1}


def test_two_workers_send_a_day_once(world: World, settings: Settings) -> None:
    live_in(world)
    deliver_for_noise_too(world)
    day = monday(world)

    def morning() -> None:
        tell_events(world.database)
        send_daily(settings, world.database, day)

    with clock_on(day, time(7)):
        with world.database.reading() as session:
            plan = plan_reminders(session, day)
        expected = {
            (due.rail, due.step.days, each.recipient.person_id) for each in plan.slots for due in each.due
        }
        raised = at_once(morning, morning, morning)
    assert raised == []
    assert twice(said(world)) == {}
    with world.database.reading() as session:
        digests = session.execute(sa.select(Digest.person_id, Digest.message_id)).all()
        daily = session.scalars(sa.select(Message.person_id).where(Message.kind == "digest")).all()
        told = session.scalar(sa.select(sa.func.count()).select_from(Reminded))
        unsaid = session.scalars(sa.select(Notice.what).where(Notice.message_id.is_(None))).all()
    assert sorted(map(str, daily)) == sorted(str(each.person_id) for each in digests)
    assert all(each.message_id for each in digests)
    assert told == len(expected) + len(plan.visits) + len(plan.promises)
    assert unsaid == []


def test_what_happened_is_told_once_by_two(world: World, settings: Settings) -> None:
    for number in range(ROUNDS):
        with clock_on(world.today + timedelta(days=number)):
            sending.give_back(world, sending.send(world, "complaints-policy"))
            assert at_once(*[lambda: tell_events(world.database)] * 3) == []
        with clock_on(world.today + timedelta(days=number), time(13)):
            assert at_once(*[lambda: send_at_once(settings, world.database)] * 3) == []
    with world.database.reading() as session:
        query = sa.select(Notice.message_id).where(Notice.what.startswith("Needs a change"))
        messages = session.scalars(query.where(Notice.person_id == world.member.person_id)).all()
    assert len(messages) == ROUNDS
    assert len({each for each in messages if each}) == ROUNDS


def test_by_hand_and_by_itself_at_once_is_once(world: World, settings: Settings) -> None:
    live_in(world)
    day = monday(world)

    def by_hand() -> None:
        with world.database.writing() as session:
            remind_now(session, settings, world.reviewer, world.place(session, world.reviewer))

    with clock_on(day, time(7)):
        raised = at_once(by_hand, by_hand, *[lambda: send_daily(settings, world.database, day)] * 2)
        assert raised == []
        assert twice(said(world)) == {}
        with world.database.reading() as session:
            assert not session.scalar(
                sa.select(sa.func.count()).select_from(Notice).where(Notice.message_id.is_(None))
            )
            left = plan_reminders(session, day)
    assert not left.slots
    assert not left.visits


def test_a_second_press_sends_nothing(world: World, settings: Settings) -> None:
    with clock_on(monday(world), time(9)):
        counts = []
        for _ in range(2):
            with world.database.writing() as session:
                place = world.place(session, world.reviewer)
                counts.append(remind_now(session, settings, world.reviewer, place))
    assert counts[0] > 0
    assert counts[1] == 0
