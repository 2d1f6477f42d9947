"""A version for a past day, and one in the place of another: with a reason, and nothing of an evening before
is told otherwise."""

import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.drafting import DraftRow
from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import (
    OPEN_ALREADY,
    REPLACED,
    change_about,
    discard_draft,
    remove_row,
    start_version,
    write_row,
)
from portal.authoring.actions.publish_checklist import WHY, next_version, publish_checklist
from portal.authoring.queries.drafts import DraftPlace, get_draft_place
from portal.authoring.queries.effects import Affected, find_affected
from portal.authoring.queries.versions import Versions, get_versions
from portal.records import Event
from portal.standing.queries.cases import load_case
from portal.standing.queries.in_force import get_checklist, list_versions
from portal.standing.queries.verify import verify_standing
from tests.builders.clock import clock_on
from tests.builders.drafting import FIRE
from tests.builders.sending import accepted
from tests.builders.world import World

WORDS = "The year was mistyped."
LONE = DraftRow("lone", None, FIRE | {"title": "Lone working"})


def begin(world: World, copied: uuid.UUID | None = None, *, replaces: bool = False) -> uuid.UUID:
    with world.database.writing() as session:
        place = world.contract_place(session)
        return start_version(session, world.manager, place, copied, replaces=replaces)


def draft_of(world: World, draft_id: uuid.UUID) -> DraftPlace:
    with world.database.reading() as session:
        return get_draft_place(session, world.manager, draft_id)


def set_day(world: World, draft_id: uuid.UUID, on: date) -> None:
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        change_about(session, world.manager, place, place.title, on)


def publish(world: World, draft_id: uuid.UUID, reason: str = "") -> None:
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        publish_checklist(session, world.manager, place, reason)


def published_with_fire(world: World, on: date, reason: str = "") -> uuid.UUID:
    """A version that asks for a fire policy too; its id."""
    draft_id = begin(world)
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))
    set_day(world, draft_id, on)
    publish(world, draft_id, reason)
    return versions(world).newest_id


def versions(world: World) -> Versions:
    with world.database.reading() as session:
        return get_versions(session, world.contract_id)


def days_in_force(world: World, known: date | None = None) -> list[date]:
    with world.database.reading() as session:
        found = list_versions(session, [world.contract_id], known).get(world.contract_id, ())
        return [each.in_force_from for each in found]


def asks_for_fire(world: World, on: date, known: date | None = None) -> bool:
    with world.database.reading() as session:
        histories = load_case(session, world.engagement_id, known).histories()
        return "fire-policy" in histories and histories["fire-policy"].on(on) is not None


def affected(world: World, draft_id: uuid.UUID) -> Affected:
    with world.database.reading() as session:
        new = next_version(get_versions(session, world.contract_id), draft_of(world, draft_id))
        place, day = world.contract_place(session), new.checklist.in_force_from
        return find_affected(session, place, new.standing, new.versions, day, world.today)


def test_a_past_day_needs_a_reason_which_is_kept(world: World) -> None:
    draft_id = begin(world)
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))
    past = world.today - timedelta(days=10)
    set_day(world, draft_id, past)
    for reason in ("", "   \n"):
        with pytest.raises(CannotDo) as refused:
            publish(world, draft_id, reason)
        assert refused.value.problems == {"reason": WHY}
    found = affected(world, draft_id)
    assert (found.past_slots, found.past_partners) == (2, 2), "a fire policy is missing from both partners"
    publish(world, draft_id, WORDS)
    newest = versions(world).published[-1]
    assert (newest.reason, newest.published_by) == (WORDS, "Mary Manager")
    assert asks_for_fire(world, past)
    assert not asks_for_fire(world, past, known=world.today - timedelta(days=1))
    assert not asks_for_fire(world, past - timedelta(days=1))
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        event = session.execute(sa.select(Event.data).where(Event.name == "checklist-published")).one()
    assert event.data["reason"] == WORDS


@pytest.mark.parametrize("days", [0, 1])
def test_today_and_later_need_none(world: World, days: int) -> None:
    published_with_fire(world, world.today + timedelta(days=days), "not asked for")
    assert versions(world).published[-1].reason == ""


def test_only_past_days_on_which_a_state_differs_are_counted(world: World) -> None:
    """What was accepted on the day before the new version is met then, and asked for no longer after it."""
    accepted(world, "business-continuity", from_on=world.today - timedelta(days=20))
    draft_id = begin(world)
    name = next(row.row for row in draft_of(world, draft_id).rows if row.of == "business-continuity")
    with world.database.writing() as session:
        remove_row(session, world.manager, draft_id, name, removed=True)
    for days, wanted in ((0, (0, 0)), (1, (2, 2)), (400, (2, 2))):
        day = max(world.today - timedelta(days=days), world.starts_on + timedelta(days=1))
        set_day(world, draft_id, day)
        found = affected(world, draft_id)
        assert (found.past_slots, found.past_partners) == wanted, days
    words = next(row for row in draft_of(world, draft_id).rows if row.of == "complaints-policy")
    with world.database.writing() as session:
        remove_row(session, world.manager, draft_id, name, removed=False)
        renamed = DraftRow(words.row, words.of, {**words.data, "title": "Complaints"})
        write_row(session, world.manager, draft_id, renamed)
    found = affected(world, draft_id)
    assert (found.past_slots, found.past_partners) == (0, 0), "another name is no other standing"


@pytest.mark.parametrize(("wrong", "right"), [(-30, 30), (60, 30), (30, -30), (30, 30)])
def test_a_mistyped_day_is_put_right_and_both_stay_readable(world: World, wrong: int, right: int) -> None:
    was, to_be = (world.today + timedelta(days=days) for days in (wrong, right))
    with clock_on(world.today - timedelta(days=2)):
        wrong_id = published_with_fire(world, was, "It has been so since then.")
    draft_id = begin(world, wrong_id, replaces=True)
    assert draft_of(world, draft_id).in_force_from == was
    set_day(world, draft_id, to_be)
    if wrong == right:
        with pytest.raises(CannotDo, match="Nothing is different"):
            publish(world, draft_id, WORDS)
        with world.database.writing() as session:
            write_row(
                session, world.manager, draft_id, DraftRow("lone", None, FIRE | {"title": "Lone working"})
            )
    with pytest.raises(CannotDo, match="Enter why"):
        publish(world, draft_id)
    publish(world, draft_id, WORDS)
    publish(world, draft_id, WORDS)
    assert days_in_force(world) == [world.starts_on, to_be]
    assert days_in_force(world, known=world.today) == [world.starts_on, to_be]
    assert days_in_force(world, known=world.today - timedelta(days=1)) == [world.starts_on, was]
    assert days_in_force(world, known=world.today - timedelta(days=3)) == [world.starts_on]
    found = versions(world)
    by = found.replacing(wrong_id)
    assert by
    assert (by.in_force_from, by.reason, by.published_by) == (to_be, WORDS, "Mary Manager")
    assert found.find(wrong_id) in found.published
    for day in (was, to_be):
        assert asks_for_fire(world, day) == (day >= to_be)
        assert asks_for_fire(world, day, known=world.today - timedelta(days=1)) == (day >= was)
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        assert get_checklist(session, world.contract_id, to_be).in_force_from == to_be


def test_a_version_between_others_stays_between_them(world: World) -> None:
    day = timedelta(days=1)
    middle = published_with_fire(world, world.today + 10 * day)
    draft_id = begin(world)
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, LONE)
    set_day(world, draft_id, world.today + 20 * day)
    publish(world, draft_id)
    draft_id = begin(world, middle, replaces=True)
    with pytest.raises(CannotDo, match="must be after"):
        set_day(world, draft_id, world.starts_on)
    with pytest.raises(CannotDo, match="must be before"):
        set_day(world, draft_id, world.today + 20 * day)
    set_day(world, draft_id, world.today + 15 * day)
    publish(world, draft_id, WORDS)
    assert days_in_force(world) == [world.starts_on, world.today + 15 * day, world.today + 20 * day]


def test_the_first_version_is_put_right_too(world: World) -> None:
    first = versions(world).newest_id
    draft_id = begin(world, first, replaces=True)
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))
    found = affected(world, draft_id)
    assert (found.past_slots, found.past_partners) == (2, 2)
    publish(world, draft_id, WORDS)
    assert days_in_force(world) == [world.starts_on]
    assert asks_for_fire(world, world.starts_on)
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_what_was_replaced_is_not_replaced_again_and_can_be_started_from(world: World) -> None:
    wrong_id = published_with_fire(world, world.today + timedelta(days=3))
    draft_id = begin(world, wrong_id, replaces=True)
    set_day(world, draft_id, world.today + timedelta(days=4))
    publish(world, draft_id, WORDS)
    with pytest.raises(CannotDo) as refused:
        begin(world, wrong_id, replaces=True)
    assert refused.value.problems == {"": REPLACED}
    again = draft_of(world, begin(world, wrong_id))
    assert "fire-policy" in {row.of for row in again.rows}
    assert (again.copied_id, again.replaces_id) == (wrong_id, None)


def test_an_earlier_version_is_the_start_of_the_next(world: World) -> None:
    """With the keys that its requirements had, so that what was accepted counts again."""
    first = versions(world).newest_id
    accepted(world, "business-continuity")
    draft_id = begin(world)
    name = next(row.row for row in draft_of(world, draft_id).rows if row.of == "business-continuity")
    with world.database.writing() as session:
        remove_row(session, world.manager, draft_id, name, removed=True)
    set_day(world, draft_id, world.today + timedelta(days=3))
    publish(world, draft_id)
    draft_id = begin(world, first)
    assert begin(world, first) == begin(world) == draft_id
    set_day(world, draft_id, world.today + timedelta(days=6))
    publish(world, draft_id)
    with world.database.reading() as session:
        history = load_case(session, world.engagement_id).histories()["business-continuity"]
        days = (world.today + timedelta(days=each) for each in (2, 3, 5, 6))
        found = [history.on(day) for day in days]
    assert [slot and slot.interval.state.value for slot in found] == ["met", None, None, "met"]


def test_only_one_draft_is_open_and_another_is_refused_clearly(world: World) -> None:
    first = versions(world).newest_id
    draft_id = begin(world)
    with pytest.raises(CannotDo) as refused:
        begin(world, first, replaces=True)
    assert refused.value.problems == {"": OPEN_ALREADY}
    with world.database.writing() as session:
        discard_draft(session, world.manager, draft_id)
    right = begin(world, first, replaces=True)
    assert begin(world, first, replaces=True) == right
    with pytest.raises(CannotDo):
        begin(world, first)


def test_a_version_of_another_contract_is_none(world: World) -> None:
    with world.database.reading() as session:
        theirs = get_versions(session, world.noise_contract_id).newest_id
    for replaces in (True, False):
        with pytest.raises(NotHere):
            begin(world, theirs, replaces=replaces)
