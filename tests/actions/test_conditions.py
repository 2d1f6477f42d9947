"""From when on a condition of an engagement holds: who may say so, and what becomes of the standing."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.conditions import Said
from checklists.timeline import on_day
from checklists.vocabulary import Condition
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.conditions.actions.change_condition import change_condition
from portal.conditions.queries import consequences
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.records import Event, Standing
from portal.slots.queries.slot import get_slot_page
from portal.standing.queries.as_known import known_at
from portal.standing.queries.cases import load_case
from portal.standing.queries.conditions import list_recorded, list_used_conditions
from portal.standing.queries.verify import verify_standing
from tests.builders.clock import clock_on
from tests.builders.world import World

VOLUNTEERS = Condition.USES_VOLUNTEERS


def say(world: World, viewer: Viewer, holds: bool, from_on: date) -> None:
    """Of the second partner, which uses no volunteers."""
    with world.database.writing() as session:
        place = world.place(session, viewer, world.second_engagement_id)
        change_condition(session, viewer, place, Said(VOLUNTEERS, holds, from_on))


def volunteer_policy(world: World, engagement_id: uuid.UUID | None = None) -> list[tuple[str, date]]:
    """Its states, each with its first day."""
    query = sa.select(Standing.state, Standing.from_on).where(
        Standing.engagement_id == (engagement_id or world.second_engagement_id),
        Standing.requirement_key == "volunteers",
        *known_at(Standing, None),
    )
    with world.database.reading() as session:
        return [(row[0], row[1]) for row in session.execute(query.order_by(Standing.from_on))]


def events(world: World) -> list[dict[str, Any]]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event.data).where(Event.name == "condition-changed")))


@pytest.mark.parametrize("who", ["manager", "second_member"])
def test_both_sides_say_from_when_on_it_holds(world: World, who: str) -> None:
    may = world.today + timedelta(days=30)
    assert volunteer_policy(world) == [("not-needed", world.starts_on)]
    say(world, world.people[who], True, may)
    assert volunteer_policy(world) == [("not-needed", world.starts_on), ("missing", may)]
    assert events(world) == [{"condition": "uses-volunteers", "holds": True, "from": may.isoformat()}]
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_what_was_known_before_somebody_said_so_stays(world: World) -> None:
    """Said a week later of a day that was past: on the days between, nobody knew."""
    since, told = world.today, world.today + timedelta(days=7)
    with clock_on(told):
        say(world, world.second_member, True, since)
    with world.database.reading() as session:
        place = world.place(session, world.manager, world.second_engagement_id)
        for known, expected in (
            (told - timedelta(days=1), "not-needed"),
            (told, "missing"),
            (None, "missing"),
        ):
            case = load_case(session, world.second_engagement_id, known)
            found = on_day(case.timelines()["volunteers"], since)
            page = get_slot_page(session, place, "volunteers", since, today=told, known=known)
            assert found
            assert page.line
            assert (found.state, page.line.slot.interval.state) == (expected, expected)
        first = load_case(session, world.engagement_id, world.starts_on)
        long_ago = on_day(first.timelines()["volunteers"], since)
        assert long_ago
        assert long_ago.state == "missing", "it was said with the engagement"


def test_it_ends_again(world: World) -> None:
    begins, ends = world.today, world.today + timedelta(days=90)
    say(world, world.second_member, True, begins)
    say(world, world.second_member, False, ends)
    states = [("not-needed", world.starts_on), ("missing", begins), ("not-needed", ends)]
    assert volunteer_policy(world) == states


def test_what_is_so_already_is_not_said_again(world: World) -> None:
    say(world, world.manager, True, world.today)
    say(world, world.manager, True, world.today)
    say(world, world.manager, True, world.today + timedelta(days=5))
    assert len(events(world)) == 1
    with world.database.reading() as session:
        recorded = list_recorded(session, world.place(session, world.manager, world.second_engagement_id))
    assert [(each.said.holds, each.by) for each in recorded] == [(True, "Mary Manager")]


@pytest.mark.parametrize("who", ["reviewer", "officer"])
def test_others_do_not_say_it(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        say(world, world.people[who], True, world.today)


def test_the_day_is_one_of_the_engagement(world: World) -> None:
    for day in (world.starts_on - timedelta(days=1), world.ends_on + timedelta(days=1)):
        with pytest.raises(CannotDo) as refused:
            say(world, world.manager, True, day)
        assert set(refused.value.problems) == {"from_on"}


def test_only_what_the_checklist_depends_on_is_said(world: World) -> None:
    with world.database.writing() as session:
        place = world.place(session)
        assert list_used_conditions(session, place.contract) == (VOLUNTEERS,)
        with pytest.raises(NotHere):
            change_condition(
                session, world.member, place, Said(Condition.SUPPORTS_DEMENTIA, True, world.today)
            )


def test_what_follows_is_told_before_it_is_said(world: World) -> None:
    said = Said(VOLUNTEERS, True, world.today)
    with world.database.reading() as session:
        place = world.place(session, world.manager, world.second_engagement_id)
        found = consequences(session, place, list_recorded(session, place), said, world.today)
    (follows,) = found.follows
    (turning,) = follows.turnings
    assert (follows.requirement.key, turning.is_asked) == ("volunteers", True)
    assert (turning.span.from_on, turning.span.until_on) == (world.today, world.ends_on)
    assert [each.state for each in turning.after] == ["missing"]
    assert (found.before.required.asked, found.after.required.asked) == (25, 26)
    assert volunteer_policy(world) == [("not-needed", world.starts_on)]


def test_what_holds_from_the_start_follows_an_earlier_first_day(world: World) -> None:
    later = Terms("Northmouth", world.today, world.ends_on)
    with world.database.writing() as session:
        place = world.contract_place(session)
        engagement_id = add_partner(session, world.manager, place, NewPartner("Young"), later, [VOLUNTEERS])
    assert volunteer_policy(world, engagement_id) == [("missing", world.today)]
    with world.database.writing() as session:
        terms = Terms("Northmouth", world.starts_on, world.ends_on)
        change_engagement(session, world.manager, world.place(session, world.manager, engagement_id), terms)
    assert volunteer_policy(world, engagement_id) == [("missing", world.starts_on)]
