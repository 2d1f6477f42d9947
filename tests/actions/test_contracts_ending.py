"""Two who end an engagement, undo its ending, or end and change it, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.places.contracts import EngagementPlace
from portal.records import Engagement, EngagementTerms
from portal.standing.queries.apart import find_ending
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders.world import World

Act = Callable[[Session, EngagementPlace], None]


def ends(world: World, days: int) -> Act:
    said = SaidEnd(world.today - timedelta(days=days), "withdrew", "It closed.")
    return lambda session, place: end_engagement(session, world.manager, place, said)


def goes_on(world: World) -> Act:
    return lambda session, place: undo_ending(session, world.manager, place, "It stays.")


def moves(world: World) -> Act:
    terms = Terms("Southmouth", world.starts_on, world.ends_on)
    return lambda session, place: change_engagement(session, world.manager, place, terms)


def at_once(world: World, *acts: Act) -> list[str]:
    """What each was told; empty where it was done."""
    together = Barrier(len(acts))

    def press(act: Act) -> str:
        with world.database.reading() as session:
            place = world.place(session, world.manager)
        together.wait()
        with world.database.writing() as session:
            try:
                act(session, place)
            except CannotDo as refused:
                return next(iter(refused.problems.values()))
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(press, acts))


def number_of_terms(world: World) -> int:
    query = sa.select(sa.func.count()).where(EngagementTerms.engagement_id == world.engagement_id)
    with world.database.reading() as session:
        assert [*verify_standing(session), *verify_events(session)] == []
        return session.scalar(query) or 0


def test_the_same_end_twice_is_one(world: World) -> None:
    assert at_once(world, ends(world, 1), ends(world, 1)) == ["", ""]
    assert number_of_terms(world) == 2


def test_of_two_ends_one_is_kept_and_the_other_is_told(world: World) -> None:
    said = sorted(at_once(world, ends(world, 1), ends(world, 5)))
    assert said[0] == ""
    assert "was ended already" in said[1]
    assert number_of_terms(world) == 2


def test_it_goes_on_once(world: World) -> None:
    at_once(world, ends(world, 1))
    assert at_once(world, goes_on(world), goes_on(world)) == ["", ""]
    assert number_of_terms(world) == 3
    with world.database.reading() as session:
        assert session.get_one(Engagement, world.engagement_id).ends_on == world.ends_on


def test_an_end_and_a_change_of_terms_are_both_told_in_the_order_in_which_they_came(world: World) -> None:
    at_once(world, ends(world, 1), moves(world))
    number_of_terms(world)
    with world.database.reading() as session:
        kept = session.get_one(Engagement, world.engagement_id)
        ended = find_ending(session, world.engagement_id)
    assert kept.area == "Southmouth"
    assert (ended is None) == (kept.ends_on == world.ends_on)


def test_only_the_leads_managers_end_it(world: World) -> None:
    for viewer in world.people.values():
        if viewer in (world.manager, world.noise_manager):
            continue
        with pytest.raises((NotAllowed, NotHere)):
            end_as(world, viewer)


def end_as(world: World, viewer: Viewer) -> None:
    with world.database.writing() as session:
        place = world.place(session, viewer)
        end_engagement(session, viewer, place, SaidEnd(world.today, "withdrew", "It closed."))
