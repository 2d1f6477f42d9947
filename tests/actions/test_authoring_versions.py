"""A checklist's next version, from its draft to what partners are asked."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.drafting import DraftRow
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import (
    change_about,
    discard_draft,
    move_row,
    remove_row,
    start_version,
    write_row,
)
from portal.authoring.actions.publish_checklist import (
    OVERTAKEN,
    keep_version,
    next_version,
    publish_checklist,
)
from portal.authoring.queries.drafts import DraftPlace, get_draft_place
from portal.authoring.queries.effects import find_affected
from portal.records import ChecklistDraft, ChecklistVersion, Event, Standing
from portal.standing.queries.as_known import on_day
from portal.standing.queries.cases import load_case
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.verify import verify_standing
from tests.builders.drafting import FIRE
from tests.builders.world import World


def begin(world: World) -> Any:
    with world.database.writing() as session:
        return start_version(session, world.manager, world.contract_place(session))


def place_of(world: World, draft_id: Any, viewer: Viewer | None = None) -> DraftPlace:
    with world.database.reading() as session:
        return get_draft_place(session, viewer or world.manager, draft_id)


def set_day(world: World, draft_id: Any, on: date) -> None:
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        change_about(session, world.manager, place, place.title, on)


def add_fire(world: World, draft_id: Any) -> None:
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))


def take_out(world: World, draft_id: Any, key: str) -> None:
    name = next(row.row for row in place_of(world, draft_id).rows if row.of == key)
    with world.database.writing() as session:
        remove_row(session, world.manager, draft_id, name, removed=True)


def publish(world: World, draft_id: Any, viewer: Viewer | None = None) -> None:
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        publish_checklist(session, viewer or world.manager, place)


def states(world: World, on: date, known: date | None = None) -> dict[str, str]:
    """By requirement key what is true of the first engagement's slots on a day."""
    with world.database.reading() as session:
        histories = load_case(session, world.engagement_id, known).histories()
        return {key: slot.interval.state.value for key, each in histories.items() if (slot := each.on(on))}


def stored(world: World, on: date) -> set[str]:
    with world.database.reading() as session:
        return set(
            session.scalars(
                sa.select(Standing.requirement_key).where(
                    Standing.engagement_id == world.engagement_id,
                    *on_day(Standing, on),
                )
            )
        )


def test_a_new_version_asks_from_its_day_and_leaves_the_days_before(world: World) -> None:
    day = world.today + timedelta(days=10)
    before, eve = stored(world, world.today), day - timedelta(days=1)
    said = states(world, eve), states(world, eve, world.today), states(world, world.starts_on)
    draft_id = begin(world)
    add_fire(world, draft_id)
    take_out(world, draft_id, "business-continuity")
    set_day(world, draft_id, day)
    publish(world, draft_id)
    assert (states(world, eve), states(world, eve, world.today), states(world, world.starts_on)) == said
    assert states(world, day)["fire-policy"] == "missing"
    assert "business-continuity" not in states(world, day)
    assert stored(world, world.today) == before == stored(world, eve)
    assert stored(world, day) == before - {"business-continuity"} | {"fire-policy"}
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        event = session.execute(sa.select(Event.data).where(Event.name == "checklist-published")).one()
    assert event.data == {
        "in_force_from": day.isoformat(),
        "added": ["fire-policy"],
        "changed": [],
        "removed": ["business-continuity"],
    }


def test_who_is_affected_is_what_happens(world: World) -> None:
    draft_id = begin(world)
    add_fire(world, draft_id)
    take_out(world, draft_id, "volunteers")
    set_day(world, draft_id, world.today)
    with world.database.reading() as session:
        place = get_draft_place(session, world.manager, draft_id)
        versions = list_versions(session, [world.contract_id])[world.contract_id]
        affected = find_affected(
            session, world.contract_place(session), versions[-1], next_version(versions, place)
        )
    told = {
        each.partner: {slot.requirement.key: slot.effect.value for slot in each.effects}
        for each in affected.partners
    }
    assert affected.total == 2
    assert told == {
        "Tidewater Peers": {"fire-policy": "newly-missing", "volunteers": "no-longer-asked"},
        "Open Door Folk": {"fire-policy": "newly-missing"},
    }


def test_twice_is_once_and_what_is_finished_stays(world: World) -> None:
    draft_id = begin(world)
    assert begin(world) == draft_id
    add_fire(world, draft_id)
    set_day(world, draft_id, world.today)
    publish(world, draft_id)
    publish(world, draft_id)
    with world.database.writing() as session:
        assert (
            session.scalar(sa.select(sa.func.count()).select_from(ChecklistVersion)) == 3
        )  # the noise has one
        with pytest.raises(CannotDo, match="finished"):
            move_row(session, world.manager, draft_id, "1", 1)
        discard_draft(session, world.manager, draft_id)
    assert place_of(world, draft_id).is_finished
    assert begin(world) != draft_id


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (None, "Enter the day"),
        (-4000, "one of the contract"),
        (9000, "one of the contract"),
        (0, "must be after"),
    ],
)
def test_a_day_that_will_not_do(world: World, days: int | None, sentence: str) -> None:
    draft_id = begin(world)
    add_fire(world, draft_id)
    on = world.starts_on + timedelta(days=days) if days is not None else None
    with world.database.writing() as session:
        session.execute(
            sa.update(ChecklistDraft).where(ChecklistDraft.id == draft_id).values(in_force_from=on)
        )
        session.commit()
    with pytest.raises(CannotDo, match=sentence):
        publish(world, draft_id)


def test_nothing_different_and_something_missing_is_not_published(world: World) -> None:
    draft_id = begin(world)
    set_day(world, draft_id, world.today)
    with pytest.raises(CannotDo, match="Nothing is different"):
        publish(world, draft_id)
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE | {"asks": ""}))
    with pytest.raises(CannotDo, match="Fire policy: 1 of its answers"):
        publish(world, draft_id)


def test_somebody_else_has_published_meanwhile(world: World) -> None:
    draft_id = begin(world)
    add_fire(world, draft_id)
    set_day(world, draft_id, world.today)
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        newer = replace(
            list_versions(session, [world.contract_id])[world.contract_id][0],
            in_force_from=world.today - timedelta(days=1),
        )
        keep_version(session, world.contract_id, newer)
        session.commit()
    with world.database.writing() as session, pytest.raises(CannotDo) as refused:
        publish_checklist(session, world.manager, place)
    assert refused.value.problems == {"": OVERTAKEN}


def test_a_draft_that_was_changed_since_it_was_looked_at_is_not_published(world: World) -> None:
    draft_id = begin(world)
    set_day(world, draft_id, world.today)
    seen = place_of(world, draft_id)
    add_fire(world, draft_id)
    with world.database.writing() as session, pytest.raises(CannotDo, match="has just been changed"):
        publish_checklist(session, world.manager, seen)


def test_only_the_leads_managers_find_a_draft(world: World) -> None:
    draft_id = begin(world)
    for viewer in (world.reviewer, world.colleague, world.member, world.officer, world.noise_manager):
        with pytest.raises(NotHere):
            place_of(world, draft_id, viewer)
        with world.database.writing() as session:
            with pytest.raises(NotHere):
                move_row(session, viewer, draft_id, "1", 1)
            discard_draft(session, viewer, draft_id)
            with pytest.raises((NotAllowed, NotHere)):
                start_version(session, viewer, world.contract_place(session, world.reviewer))
    assert len(place_of(world, draft_id).rows) == 26
