"""A requirement that was taken out and is put back joins what was accepted for it, if somebody says so."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from checklists.drafting import DraftRow
from portal.acting.refused import CannotDo
from portal.authoring.actions.check_draft import problems_of_rows
from portal.authoring.actions.keep_draft_checklist import add_row, remove_row, say_which, write_row
from portal.authoring.queries.drafts import get_draft_place
from portal.authoring.queries.versions import count_accepted, find_earlier, get_versions
from portal.standing.queries.cases import load_case
from portal.standing.queries.verify import verify_standing
from tests.actions.test_authoring_replacing import begin, draft_of, publish, set_day
from tests.builders.drafting import FIRE
from tests.builders.sending import accepted
from tests.builders.world import World

KEY = "business-continuity"


def row_of(world: World, draft_id: uuid.UUID, key: str) -> DraftRow:
    return next(row for row in draft_of(world, draft_id).rows if row.of == key)


def take_out(world: World, draft_id: uuid.UUID, key: str, *, removed: bool = True) -> None:
    name = row_of(world, draft_id, key).row
    with world.database.writing() as session:
        remove_row(session, world.manager, draft_id, name, removed=removed)


def type_in(world: World, draft_id: uuid.UUID, data: dict[str, Any]) -> str:
    with world.database.writing() as session:
        return add_row(session, world.manager, draft_id, data)


def answer(world: World, draft_id: uuid.UUID, name: str, key: str | None) -> None:
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        asked = list(find_earlier(session, place.contract).values())
        say_which(session, world.manager, draft_id, place.row(name), key, asked)


def state_on(world: World, days: int) -> dict[str, str]:
    """By requirement key what is true of the first partner that many days from today."""
    with world.database.reading() as session:
        histories = load_case(session, world.engagement_id).histories()
    found = {key: each.on(world.today + timedelta(days=days)) for key, each in histories.items()}
    return {key: slot.interval.state.value for key, slot in found.items() if slot}


@pytest.fixture
def out(world: World) -> dict[str, Any]:
    """A plan was accepted, and taken out of the checklist from in three days; what its row held."""
    accepted(world, KEY)
    draft_id = begin(world)
    data = row_of(world, draft_id, KEY).data
    take_out(world, draft_id, KEY)
    set_day(world, draft_id, world.today + timedelta(days=3))
    publish(world, draft_id)
    return data


def test_put_back_and_said_to_be_the_same_it_joins_what_was_accepted(
    world: World, out: dict[str, Any]
) -> None:
    draft_id = begin(world)
    name = type_in(world, draft_id, out | {"title": "Plan for business continuity", "clause": "K9a"})
    set_day(world, draft_id, world.today + timedelta(days=6))
    until = (world.today + timedelta(days=2)).strftime("%B %Y")
    with pytest.raises(CannotDo, match=rf"say whether it is the requirement that is asked until .* {until}"):
        publish(world, draft_id)
    answer(world, draft_id, name, KEY)
    publish(world, draft_id)
    assert [state_on(world, days).get(KEY) for days in (2, 3, 5, 6)] == ["met", None, None, "met"]
    assert f"{KEY}-2" not in state_on(world, 6)
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        assert count_accepted(session, world.contract_place(session), [KEY, "volunteers"]) == {KEY: 1}


def test_said_to_be_new_it_joins_nothing(world: World, out: dict[str, Any]) -> None:
    draft_id = begin(world)
    name = type_in(world, draft_id, out)
    answer(world, draft_id, name, None)
    set_day(world, draft_id, world.today + timedelta(days=6))
    publish(world, draft_id)
    states = state_on(world, 6)
    assert KEY not in states
    assert states["business-continuity-plan"] == "missing"


def test_another_kind_of_the_same_name_joins_nothing_and_is_not_asked(
    world: World, out: dict[str, Any]
) -> None:
    draft_id = begin(world)
    title = {"title": "Business continuity"}
    type_in(world, draft_id, out | title | {"kind": "confirmation", "statement": "We have one."})
    set_day(world, draft_id, world.today + timedelta(days=6))
    publish(world, draft_id)
    states = state_on(world, 6)
    assert KEY not in states
    assert states[f"{KEY}-2"] == "missing"


def test_an_answer_can_be_given_anew_before_publishing(world: World, out: dict[str, Any]) -> None:
    draft_id = begin(world)
    name = type_in(world, draft_id, out)
    for key in (None, KEY, None):
        answer(world, draft_id, name, key)
        assert draft_of(world, draft_id).row(name).of == key


def test_both_put_back_and_typed_in_is_not_published(world: World) -> None:
    draft_id = begin(world)
    row = row_of(world, draft_id, KEY)
    take_out(world, draft_id, KEY)
    name = type_in(world, draft_id, row.data)
    answer(world, draft_id, name, KEY)
    with world.database.writing() as session:
        remove_row(session, world.manager, draft_id, row.row, removed=False)
    set_day(world, draft_id, world.today)
    with pytest.raises(CannotDo, match="are said to be the same requirement"):
        publish(world, draft_id)


def test_a_renamed_row_keeps_what_was_accepted_and_swapped_names_are_asked(world: World) -> None:
    accepted(world, KEY)
    draft_id = begin(world)
    one, other = (row_of(world, draft_id, key) for key in (KEY, "complaints-policy"))
    renamed = DraftRow(one.row, one.of, {**one.data, "title": "How work goes on"})
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, renamed)
        earlier = find_earlier(session, world.contract_place(session))
    assert problems_of_rows(draft_of(world, draft_id).rows, earlier) == {}
    with world.database.writing() as session:
        for row, title in ((one, other.data["title"]), (other, one.data["title"])):
            write_row(
                session, world.manager, draft_id, DraftRow(row.row, row.of, {**row.data, "title": title})
            )
    asked = problems_of_rows(draft_of(world, draft_id).rows, earlier)
    assert set(asked) == {f"row-{one.row}", f"row-{other.row}"}
    answer(world, draft_id, one.row, "complaints-policy")
    answer(world, draft_id, other.row, KEY)
    set_day(world, draft_id, world.today)
    publish(world, draft_id)
    states = state_on(world, 0)
    assert (states[KEY], states["complaints-policy"]) == ("met", "missing")
    titles = {row.of: row.data["title"] for row in draft_of(world, begin(world)).rows}
    assert titles[KEY] == one.data["title"], "what was accepted stays with the plan"


def test_what_only_a_replaced_version_asked_for_is_not_forgotten(world: World) -> None:
    """A partner may have sent something while it stood."""
    draft_id = begin(world)
    type_in(world, draft_id, FIRE)
    set_day(world, draft_id, world.today)
    publish(world, draft_id)
    with world.database.reading() as session:
        wrong = get_versions(session, world.contract_id).newest_id
    draft_id = begin(world, wrong, replaces=True)
    take_out(world, draft_id, "fire-policy")
    publish(world, draft_id, "It was the other contract's.")
    draft_id = begin(world)
    name = type_in(world, draft_id, FIRE)
    set_day(world, draft_id, world.today + timedelta(days=3))
    with pytest.raises(CannotDo, match="that was in a version which has been replaced"):
        publish(world, draft_id)
    answer(world, draft_id, name, None)
    publish(world, draft_id)
    states = state_on(world, 3)
    assert "fire-policy" not in states
    assert states["fire-policy-2"] == "missing"
