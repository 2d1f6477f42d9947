"""A version for a past day or in the place of another: shown before, with a reason, and readable after."""

import re
from datetime import timedelta

import pytest

from portal.authoring.actions.keep_draft_checklist import OPEN_ALREADY
from portal.authoring.actions.publish_checklist import CHANGED, WHY
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change
from tests.pages.test_authoring_same import changes_on
from tests.pages.test_authoring_versions import add_fire


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def checklist(world: World, manager: PageClient) -> Answer:
    return manager.get(f"/contracts/{world.contract_id}/checklist")


def version_of(answer: Answer, place: int = 0) -> str:
    """The id of a version in the list, newest first."""
    found: str = answer.find("//input[@name='version']")[place].get("value")
    return found


def replace(world: World, manager: PageClient, version: str) -> str:
    address = f"/contracts/{world.contract_id}/checklist/change"
    return manager.post(address, {"version": version, "act": "replace"}).location


def published(world: World, manager: PageClient, days: int, **more: str) -> None:
    """A version with a fire policy."""
    draft = begin_change(world, manager)
    add_fire(manager, draft)
    seen = changes_on(world, manager, draft, days)
    manager.post(f"{draft}/changes", {"seen": seen.value("seen"), **more})


def test_a_past_day_shows_how_much_changes_and_asks_why(world: World, manager: PageClient) -> None:
    draft = begin_change(world, manager)
    add_fire(manager, draft)
    assert "Days that are past" not in changes_on(world, manager, draft, 3).words
    seen = changes_on(world, manager, draft, -3)
    assert "2 requirements of 2 partners stand otherwise on days that are past." in seen.words
    assert "what was known on an evening before stays" in seen.words
    form = {"seen": seen.value("seen")}
    refused = manager.post(f"{draft}/changes", form, 422)
    assert refused.problems == [WHY]
    too_long = manager.post(f"{draft}/changes", form | {"reason": "x" * 2001}, 422)
    assert too_long.problems == ["What you write must have 2,000 characters or fewer."]
    assert too_long.value("reason") == "x" * 2001
    manager.post(f"{draft}/changes", form | {"reason": "Agreed <late>."})
    assert "Why: “Agreed <late>.”" in checklist(world, manager).words


def test_a_draft_that_changed_since_it_was_shown_is_shown_again(world: World, manager: PageClient) -> None:
    draft = begin_change(world, manager)
    add_fire(manager, draft)
    old = changes_on(world, manager, draft, -3).value("seen")
    seen = changes_on(world, manager, draft, -4)
    for form in ({"seen": old}, {}):
        refused = manager.post(f"{draft}/changes", form | {"reason": "Late."}, 422)
        assert refused.problems == [CHANGED]
        assert refused.value("reason") == "Late."
        assert refused.value("seen") == seen.value("seen") != old


def test_a_mistyped_day_is_put_right_and_both_are_readable(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    published(world, manager, -30, reason="Since then.")
    wrong = version_of(checklist(world, manager))
    draft = replace(world, manager, wrong)
    assert replace(world, manager, wrong) == draft
    seen = changes_on(world, manager, draft, 30)
    assert "It replaces the version in force from" in seen.words
    assert "2 requirements of 2 partners stand otherwise on days that are past." in seen.words
    refused = manager.post(f"{draft}/changes", {"seen": seen.value("seen")}, 422)
    assert refused.problems == [WHY]
    sent = {"seen": seen.value("seen"), "reason": "The year was mistyped."}
    done = manager.post(f"{draft}/changes", sent)
    assert manager.post(f"{draft}/changes", sent).location == done.location
    right = world.today + timedelta(days=30)
    words = (
        rf"Replaced by the version in force from {right.day} {right:%B %Y}, on \d+ \w+ \d+ by Mary Manager:"
        r" “The year was mistyped.”"
    )
    for who in (world.manager, world.reviewer):
        shown = client_for(who).get(f"/contracts/{world.contract_id}/checklist")
        assert re.search(words, shown.words)
        assert "Fire policy" not in shown.words
        old = client_for(who).get(f"/contracts/{world.contract_id}/checklist?version={wrong}")
        assert "This version stands no longer." in old.words
        assert "Fire policy" in old.words


def test_only_the_day_is_different(world: World, manager: PageClient) -> None:
    published(world, manager, 5)
    draft = replace(world, manager, version_of(checklist(world, manager)))
    seen = manager.follow(
        manager.post(f"{draft}/about", {"title": "Peers", "then": "changes"} | days_of(world, 9))
    )
    assert "Nothing is different but the day." in seen.words
    assert "No standing of a past day changes." in seen.words


def days_of(world: World, days: int) -> dict[str, str]:
    on = world.today + timedelta(days=days)
    parts = {"day": on.day, "month": on.month, "year": on.year}
    return {f"in_force_from-{part}": str(value) for part, value in parts.items()}


def test_the_next_version_starts_from_an_earlier_one(world: World, manager: PageClient) -> None:
    published(world, manager, 5)
    first = version_of(checklist(world, manager), -1)
    address = f"/contracts/{world.contract_id}/checklist/change"
    draft = manager.post(address, {"version": first, "act": "follow"}).location
    assert manager.post(address, {"version": first, "act": "follow"}).location == draft
    assert "Fire policy" not in manager.get(draft).words
    refused = manager.post(address, {"version": first, "act": "replace"}, 422)
    assert refused.problems == [OPEN_ALREADY]
    assert "No longer asked Fire policy" in changes_on(world, manager, draft, 9).words


@pytest.mark.parametrize("version", ["nothing", "00000000-0000-0000-0000-000000000000"])
def test_a_version_that_is_not_there(world: World, manager: PageClient, version: str) -> None:
    checklist(world, manager)
    address = f"/contracts/{world.contract_id}/checklist/change"
    manager.post(address, {"version": version, "act": "replace"}, 404)
    manager.get(f"{address.removesuffix('/change')}?version={version}", 404)


def test_a_reviewer_reads_versions_and_begins_none(world: World, client_for: ClientFor) -> None:
    published(world, client_for(world.manager), 5)
    shown = client_for(world.reviewer).get(f"/contracts/{world.contract_id}/checklist")
    assert "published on" in shown.words
    assert "Put this version right" not in shown.words
