"""Lists of many partners: pages by who is worst off, and copies that stand as the rules say."""

from datetime import timedelta
from itertools import count

import pytest

from checklists.vocabulary import Level
from portal.overview.queries.lapses import count_lapses, day_of_the, list_lapses
from portal.overview.queries.overview import count_levels
from portal.overview.queries.partners import A_PAGE, PartnerLine, Wanted, list_lines
from portal.overview.queries.ranks import LEVEL_PLACE
from portal.standing.queries.as_known import When
from portal.standing.queries.verify import verify_standing
from tests.builders.multiplying import multiply
from tests.builders.sending import accepted, send
from tests.builders.world import World


@pytest.fixture
def crowd(world: World) -> World:
    """Partners in three conditions: 41 of the first, 81 of the second, and one who has sent more."""
    for key in ("dbs-checks", "complaints-policy", "risk-management", "eqia"):
        accepted(world, key)
    send(world, "anti-bribery")
    with world.database.writing() as session:
        multiply(session, [world.engagement_id], 1, 40)
        multiply(session, [world.second_engagement_id], 41, 120)
        session.commit()
    accepted(world, "whistleblowing")
    return world


def test_copies_stand_as_the_rules_say(crowd: World) -> None:
    with crowd.database.reading() as session:
        assert list(verify_standing(session)) == []


@pytest.mark.parametrize("level", [None, Level.NOT_READY])
def test_pages_of_those_worst_off_are_pieces_of_one_list(crowd: World, level: Level | None) -> None:
    by_name = pages_of(crowd, "name", level)
    assert len(by_name) == 122
    assert len({line.blockers for line in by_name}) == 3
    ordered = sorted(by_name, key=lambda line: (LEVEL_PLACE[line.level], -line.blockers))
    assert pages_of(crowd, "level", level) == ordered
    assert pages_of(crowd, "-blockers", level) == sorted(by_name, key=lambda line: -line.blockers)


def pages_of(world: World, sort: str, level: Level | None) -> list[PartnerLine]:
    """All pages one after another, with the levels counted before as a page does, and without."""
    found: list[PartnerLine] = []
    with world.database.reading() as session:
        place = world.contract_place(session)
        levels = count_levels(session, place, [world.today])[world.today]
        for number in count():
            wanted = Wanted(level=level, sort=sort, start=number * A_PAGE)
            page = list_lines(session, place, When(world.today), wanted, levels)
            assert page == list_lines(session, place, When(world.today), wanted)
            if not page:
                return found
            found += page
    return found


def test_the_first_that_lapse_are_those_of_the_whole_list(crowd: World) -> None:
    until = crowd.today + timedelta(days=3 * 366)
    with crowd.database.reading() as session:
        place = crowd.contract_place(session)
        everything = list_lapses(session, place, crowd.today, until, None)
        counted = count_lapses(session, place, crowd.today, until, None)
        assert sum(counted.values()) == len(everything) == 41
        assert set(counted) == {each.on_date for each in everything}
        for limit in (1, 8, 40):
            last_on = day_of_the(limit, counted, until)
            assert list_lapses(session, place, crowd.today, last_on, None, limit) == everything[:limit]
