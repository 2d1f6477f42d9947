"""The mails of a day want memory for one person, however many people are told however much."""

import gc
import json
import uuid
from collections.abc import Iterator, Sized
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from portal.acting.record_event import record_event
from portal.database import ROWS, Database
from portal.notices import telling
from portal.notices.actions import keep_notices as keeping
from portal.notices.actions.keep_digest import NOTICES_AT_ONCE, claim_steps
from portal.notices.actions.keep_notices import NewNotice, keep_notices
from portal.notices.presenters.digest import Item, letter_of
from portal.notices.queries.reminded import Rail
from portal.notices.queries.unsent import NOTICES_AT_ONCE as SOME
from portal.notices.queries.unsent import NoticeLine
from portal.notices.rounds import OFTEN, foresee, send_daily, tell_events, unsubscribe, wishes_of
from portal.notices.telling import next_tellings
from portal.records import About, Message, Notice, Role
from tests.builders.clock import clock_on
from tests.builders.days import next_week
from tests.builders.messages import open_mailbox
from tests.builders.sending import accept, send
from tests.builders.staff import add_person
from tests.builders.world import World

EACH = 12
"""What each person is told."""


def notice(world: World, person_id: uuid.UUID, number: int) -> NewNotice:
    cause, what = f"event:{number}", f"Thing {number}"
    return NewNotice(person_id, world.contract_id, None, About.QUEUE, cause, what, "", "/")


def tell_many(world: World) -> int:
    """More people than make a round; how many."""
    names = [f"Reviewer {number:02}" for number in range(OFTEN + 5)]
    people = [add_person(world, each, world.lead_id, Role.REVIEWER) for each in names]
    with world.database.writing() as session:
        keep_notices(session, (notice(world, each.person_id, n) for each in people for n in range(EACH)))
        session.commit()
    return len(people)


def alive(kind: type[object]) -> int:
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


def test_of_all_that_is_told_one_persons_is_in_memory(world: World, tmp_path: Path) -> None:
    people, seen, day = tell_many(world), list[int](), next_week(world.today)

    def look(done: int, _of: int | None) -> None:
        if done:
            seen.append(alive(NoticeLine) + alive(Item))

    with clock_on(day):
        settings = open_mailbox(world.database, tmp_path).settings
        assert send_daily(settings, world.database, day, look) >= people
    assert seen, "it was looked at in the middle"
    assert max(seen) <= 3 * EACH
    with world.database.reading() as session:
        mine = sa.select(sa.func.count(Notice.message_id)).where(Notice.what.startswith("Thing"))
        assert session.scalar(mine) == people * EACH, "and nothing is left unsaid"


@contextmanager
def values_counted(database: Database) -> Iterator[list[int]]:
    """How many values each statement has that is sent meanwhile."""
    found = list[int]()

    def count(_on: object, _cursor: object, _said: str, values: Sized, _context: object, many: bool) -> None:
        found.append(0 if many else len(values))

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        yield found
    finally:
        event.remove(database.engine, "before_cursor_execute", count)


def test_a_long_mail_is_claimed_some_at_a_time(world: World, tmp_path: Path) -> None:
    """A connection keeps its statements: one of all the notices of a first day is kept for weeks."""
    day, many = next_week(world.today), NOTICES_AT_ONCE * 2 + 100
    with world.database.writing() as session:
        keep_notices(session, (notice(world, world.reviewer.person_id, number) for number in range(many)))
        session.commit()
    with clock_on(day), values_counted(world.database) as counted:
        assert send_daily(open_mailbox(world.database, tmp_path).settings, world.database, day)
    assert max(counted) <= NOTICES_AT_ONCE + 10
    with world.database.reading() as session:
        mine = sa.select(sa.func.count(Notice.message_id), sa.func.count(Notice.message_id.distinct()))
        said = session.execute(mine.where(Notice.what.startswith("Thing"))).one()
    assert tuple(said) == (many, 1), "all of it is said, by one mail"


def test_of_a_long_mail_what_it_shows_is_in_memory(world: World, tmp_path: Path) -> None:
    """All the rest is counted, and told all the same."""
    day, many, seen = next_week(world.today), SOME * 3 + 100, list[int]()

    def look(_on: object, _cursor: object, said: str, values: object, *_further: object) -> None:
        if said.startswith("INSERT INTO message") and world.reviewer.email in str(values):
            seen.append(alive(NoticeLine) + alive(Item))

    with world.database.writing() as session:
        keep_notices(session, (notice(world, world.reviewer.person_id, number) for number in range(many)))
        session.commit()
    settings = open_mailbox(world.database, tmp_path).settings
    with clock_on(day):
        with world.database.reading() as session:
            (whole,) = [each for each in foresee(world.database, day) if len(each.items) >= many]
            letter = letter_of(whole, wishes_of(session, [whole]), unsubscribe(settings, whole.recipient))
        del whole
        event.listen(world.database.engine, "before_cursor_execute", look)
        send_daily(settings, world.database, day)
        event.remove(world.database.engine, "before_cursor_execute", look)
    assert 0 < max(seen) < SOME + 200
    with world.database.reading() as session:
        about_things = sa.select(Notice.message_id).where(Notice.what.startswith("Thing")).distinct()
        (sent,) = session.scalars(sa.select(Message).where(Message.id.in_(about_things))).all()
    assert sent.letter == json.loads(json.dumps(asdict(letter)))


def test_many_steps_are_claimed_some_at_a_time(world: World) -> None:
    day, many = world.today, ROWS * 3 + 1
    steps = {(Rail(world.engagement_id, "complaints-policy", f"part {n}", day), 7) for n in range(many)}
    person_id = world.member.person_id
    with world.database.writing() as session, values_counted(world.database) as counted:
        assert claim_steps(session, person_id, day, steps) == steps
        assert claim_steps(session, person_id, day, steps) == set(), "each once"
        session.rollback()
    assert max(counted) <= ROWS * 10


def test_notices_are_written_some_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "ROWS_AT_ONCE", 100)
    mine = sa.select(sa.func.count()).where(Notice.person_id == world.reviewer.person_id)
    with world.database.writing() as session:
        before = session.scalar(mine) or 0
        keep_notices(session, (notice(world, world.reviewer.person_id, number) for number in range(250)))
        session.commit()
        assert session.scalar(mine) == before + 250


def test_what_is_said_once_is_not_told_in_pieces(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that is carried over a partner hears once, however little is told in one go."""
    sent = send(world, "complaints-policy")
    with world.database.writing() as session:
        for key in ("safeguarding-policy", "whistleblowing", "complaints-policy"):
            data = {"until": (world.today + timedelta(days=20)).isoformat()}
            record_event(
                session,
                "evidence-carried-over",
                world.manager.person_id,
                contract_id=world.contract_id,
                engagement_id=world.engagement_id,
                requirement_key=key,
                data=data,
            )
        session.commit()
    accept(world, sent)
    with world.database.reading() as session:
        (whole,) = list(next_tellings(session) or ())
        monkeypatch.setattr(telling, "ROWS_AT_ONCE", 1)
        pieces = list(next_tellings(session) or ())
    assert len(pieces) > 2
    assert [each for _, _, notices in pieces for each in notices] == whole[2]
    assert len([each for each in whole[2] if "carried over 3 items" in each.what]) == 2, "both of its people"
    assert [after for after, _, _ in pieces] == [whole[0], *(until for _, until, _ in pieces[:-1])]
    assert pieces[-1][1] == whole[1]
    tell_events(world.database)
    with world.database.reading() as session:
        assert next_tellings(session) is None
        kept = session.scalar(sa.select(sa.func.count()).where(Notice.what.contains("carried over 3 items")))
    assert kept == 2
