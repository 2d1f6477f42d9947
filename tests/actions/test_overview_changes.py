"""The list of changes is the difference of the timelines, on many days and as known on many evenings."""

import random
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.changes import changes
from checklists.vocabulary import State
from portal import clock
from portal.overview.queries.changes import (
    NUMBERS_ALONE,
    Between,
    Cut,
    Done,
    Some,
    find_done,
    find_slot_changes,
)
from portal.overview.queries.come_and_gone import find_part_changes, find_people_changes
from portal.records import NOW, Engagement
from portal.standing.queries.as_known import When
from portal.standing.queries.recorded import load_records
from portal.standing.queries.standing_rows import Story
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.living import live_in
from tests.builders.world import World

PAIRS = {"sqlite": 200, "postgresql": 25}
"""Of days, on each database."""
KEY = "complaints-policy"
ALL = Cut(limit=100_000)
Rows = list[dict[str, object]]


@pytest.fixture
def lived(world: World) -> World:
    """Half a year in which things were sent, accepted, returned, waived and lapsed."""
    for ago, key, lasts in (
        (180, KEY, 60),
        (150, "whistleblowing", 90),
        (120, "equal-opportunities", 400),
        (80, KEY, 50),
        (20, "data-protection", 365),
    ):
        with clock_on(world.today - timedelta(days=ago)):
            until = clock.today() + timedelta(days=lasts)
            sending.accept(world, sending.send(world, key), until_on=until)
    live_in(world)
    return world


def told_by_rules(world: World) -> Rows:
    """Every interval of every slot, with the evenings on which it was known: from what is recorded."""
    with world.database.reading() as session:
        ids = session.scalars(sa.select(Engagement.id).where(Engagement.contract_id == world.contract_id))
        stories = [Story(records) for records in load_records(session, sorted(ids))]
        return [row for story in stories for row in story.standing_rows()]


def states(rows: Rows, when: When) -> dict[tuple[object, object], State]:
    known = when.known or NOW
    return {
        (row["engagement_id"], row["requirement_key"]): State(str(row["state"]))
        for row in rows
        if row["known_from"] <= known <= row["known_until"] and row["from_on"] <= when.on <= row["until_on"]  # type: ignore[operator]  # days all
    }


def drawn(world: World, chance: random.Random) -> tuple[When, When]:
    def day(first: int, last: int) -> date:
        return world.today + timedelta(days=chance.randint(first, last))

    def when(on: date) -> When:
        known = chance.choice([None, on, day(-250, -1)])
        return When(on, known if known and known < world.today else None)

    return when(day(-250, 0)), when(day(-250, 300))


def test_the_change_list_is_the_difference_of_the_timelines(lived: World) -> None:
    rows, chance = told_by_rules(lived), random.Random(20261014)
    found_any = 0
    with lived.database.reading() as session:
        place = lived.contract_place(session)
        pairs = PAIRS[lived.database.engine.dialect.name]
        for _ in range(pairs):
            before, after = drawn(lived, chance)
            some = find_slot_changes(Between(session, place, before, after, lived.today), ALL)
            found = {
                ((each.part.engagement_id, each.requirement_key), each.change)
                for told in some.values()
                for each in told.told
            }
            assert sum(each.number for each in some.values()) == len(found)
            assert found == set(changes(states(rows, before), states(rows, after))), (before, after)
            found_any += bool(found)
    assert found_any > pairs / 4


def test_what_was_sent_and_decided_in_the_days_between(lived: World) -> None:
    today = lived.today
    with lived.database.reading() as session:
        place = lived.contract_place(session)
        for since, sent, accepted in ((200, 2, 2), (180, 1, 1), (90, 1, 1), (80, 0, 0)):
            then = When(today - timedelta(days=since))
            given, decided = find_done(Between(session, place, then, When(today), today), ALL)
            assert number_of(given, "") == sent
            assert number_of(decided, "accept") == accepted


def number_of(some: Some[Done], outcome: str) -> int:
    its = [each for each in some.told if each.requirement_key == KEY]
    assert sum(each.number for each in its) == (some.by_key[KEY].number if KEY in some.by_key else 0)
    return sum(each.number for each in its if each.outcome == outcome)


def test_only_what_is_shown_is_read_and_all_of_it_is_counted(lived: World) -> None:
    """A page after the other they are all there are; the numbers are the same on each, and without any."""
    with lived.database.reading() as session:
        place, today = lived.contract_place(session), lived.today
        between = Between(session, place, When(today - timedelta(days=200)), When(today), today)
        whole = find_done(between, ALL)[1]
        pages = [find_done(between, Cut(2, start))[1] for start in range(0, whole.lines, 2)]
        assert len(pages) > 1
        assert [each for page in pages for each in page.told] == list(whole.told)
        assert {(page.number, page.lines) for page in pages} == {(whole.number, len(whole.told))}
        alone = find_done(between, NUMBERS_ALONE)[1]
        assert (alone.number, alone.told) == (whole.number, ())
        by_key = find_done(between, Cut(limit=1, by_key=True))[1]
        assert {each.requirement_key for each in by_key.told} == set(whole.by_key)
        assert len(by_key.told) == len(whole.by_key)
        assert list(by_key.told) == [each for each in whole.told if each in by_key.told]


def test_of_one_partner_alone(lived: World) -> None:
    days = When(lived.today - timedelta(days=200)), When(lived.today)
    with lived.database.reading() as session:
        place = lived.contract_place(session)
        for only in (lived.engagement_id, lived.second_engagement_id):
            whole = find_slot_changes(Between(session, place, *days, lived.today), ALL)
            its = find_slot_changes(Between(session, place, *days, lived.today, frozenset({only})), ALL)
            for change, some in whole.items():
                told = tuple(each for each in some.told if each.part.engagement_id == only)
                assert its[change].told == told


def test_people_and_partners_come_and_go(world: World) -> None:
    """By how many, as it was known on each of the two evenings."""
    first = When(world.today - timedelta(days=10), world.today - timedelta(days=10))
    sending.a_worker(world, "Uma Usher")
    with world.database.writing() as session:
        ends = sa.update(Engagement).where(Engagement.id == world.second_engagement_id)
        session.execute(ends.values(ends_on=world.today - timedelta(days=1)))
        session.commit()
    with world.database.reading() as session:
        place = world.contract_place(session)
        between = Between(session, place, first, When(world.today), world.today)
        (people,) = find_people_changes(between, ALL).told
        assert (people.part.engagement_id, people.came, people.went) == (world.engagement_id, 1, 0)
        (gone,) = find_part_changes(between, ALL).told
    assert (gone.part.engagement_id, gone.has_come) == (world.second_engagement_id, False)
