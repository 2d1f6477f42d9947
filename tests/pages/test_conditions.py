"""Saying from when on volunteers take part: the form, what follows, and what is kept."""

from datetime import timedelta

import pytest

from portal.register.actions.add_worker import add_worker
from tests.builders.sending import a_person, a_worker
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def path(world: World) -> str:
    """Of the second partner, which uses no volunteers."""
    return f"/engagements/{world.second_engagement_id}/conditions"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.second_member)


def form(world: World, days: int = 30, **changed: str) -> dict[str, str]:
    day = world.today + timedelta(days=days)
    typed = {"from_on-day": day.day, "from_on-month": f"{day:%B}", "from_on-year": day.year}
    return {"holds": "yes", **{name: str(value) for name, value in typed.items()}, **changed}


def test_what_follows_is_shown_and_only_then_kept(world: World, member: PageClient, path: str) -> None:
    shown = member.get(path)
    assert "Uses no volunteers" in shown.words
    asked = member.get(f"{path}/uses-volunteers")
    assert asked.value("holds") == "yes"
    seen = member.post(f"{path}/uses-volunteers", form(world), 200)
    assert "what follows" in seen.words
    assert "B10 Volunteer policy Becomes asked Needed from" in seen.words
    assert "as it is: 0 of 25 in order. With this change: 0 of 26 in order." in seen.words
    assert "Uses no volunteers" in member.get(path).words
    kept = member.follow(member.post(f"{path}/uses-volunteers", form(world, step="keep")))
    assert "It is kept." in kept.words
    assert "Uses volunteers from" in kept.words
    assert "said by Sam Second" in kept.words


def test_what_a_colleague_said_meanwhile_is_seen_before_it_is_replaced(
    world: World, member: PageClient, client_for: ClientFor, path: str
) -> None:
    page, manager = f"{path}/uses-volunteers", client_for(world.manager)
    shown = manager.post(page, form(world, days=10), 200)
    seen = {"_seen": shown.value("_seen")}
    member.get(page)
    said = member.post(page, form(world, days=20), 200)
    member.post(page, form(world, days=20, step="keep", _seen=said.value("_seen")))
    member.follow(member.post(page, form(world, days=20, step="keep", _seen=said.value("_seen"))))
    refused = manager.post(page, form(world, days=10, step="keep") | seen, 422)
    assert "What was said of it" in refused.problems[0]
    assert "said by Sam Second" in refused.words
    assert "said by Mary Manager" not in member.get(path).words
    again = form(world, days=10, step="keep", _seen=refused.value("_seen"))
    assert "said by Mary Manager" in manager.follow(manager.post(page, again)).words


def test_volunteers_on_the_register_are_told_where_none_are_said_to_take_part(
    world: World, client_for: ClientFor
) -> None:
    """Of the first partner, which uses volunteers until it says otherwise."""
    path = f"/engagements/{world.engagement_id}"
    slot, member = f"{path}/requirements/volunteers", client_for(world.member)
    told = "1 volunteer stands on the register for it."
    with world.database.writing() as session:
        person = a_person(started_on=world.starts_on, engaged_as="volunteer")
        under = {world.engagement_id: world.starts_on}
        add_worker(session, world.member, world.own_place(session), person, under)
    assert told not in member.get(f"{path}/conditions").words
    assert told not in member.get(slot).words
    a_worker(world, "Sam Staff")
    member.post(f"{path}/conditions/uses-volunteers", form(world, days=0, holds="no", step="keep"))
    assert told in member.get(f"{path}/conditions").words
    assert told in member.get(slot).words
    assert told in client_for(world.reviewer).get(slot).words


def test_what_is_no_longer_asked_is_shown(world: World, client_for: ClientFor) -> None:
    manager = client_for(world.manager)
    path = f"/engagements/{world.engagement_id}/conditions/uses-volunteers"
    assert manager.get(path).value("holds") == "no"
    seen = manager.post(path, form(world, days=-3, holds="no"), 200)
    assert "B10 Volunteer policy No longer asked Not needed from" in seen.words
    assert "The day lies in the past" in seen.words


def test_what_is_so_already_changes_nothing(world: World, member: PageClient, path: str) -> None:
    seen = member.post(f"{path}/uses-volunteers", form(world, holds="no"), 200)
    assert "Nothing that is asked becomes otherwise." in seen.words


def test_what_was_typed_comes_back(world: World, member: PageClient, path: str) -> None:
    back = member.post(f"{path}/uses-volunteers", form(world, step="change"), 200)
    assert back.value("from_on-month") == form(world)["from_on-month"]
    assert back.value("holds") == "yes"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"holds": "perhaps"}, "Choose which it is."),
        ({"from_on-month": "Octember"}, "The day must have a month as a number or a name"),
        ({"from_on-year": "2150"}, "The day must be one from"),
        ({"from_on-day": "", "from_on-month": "", "from_on-year": ""}, "Enter the day from which it is so."),
    ],
)
def test_what_cannot_be_said(
    world: World, member: PageClient, path: str, changed: dict[str, str], sentence: str
) -> None:
    answer = member.post(f"{path}/uses-volunteers", form(world) | changed, 422)
    (problem,) = answer.problems
    assert problem.startswith(sentence)
    assert all(answer.value(name) == value for name, value in changed.items() if name != "holds")


def test_a_condition_on_which_nothing_depends_is_not_there(member: PageClient, path: str) -> None:
    member.get(f"{path}/breaking-barriers-area", 404)
    member.get(f"{path}/raining", 404)


def test_reviewers_see_it_and_do_not_say_it(world: World, client_for: ClientFor, path: str) -> None:
    reviewer = client_for(world.reviewer)
    shown = reviewer.get(path)
    assert "Change it from a day on" not in shown.words
    reviewer.get(f"{path}/uses-volunteers", 404)
    client_for(world.officer).get(path, 404)


def test_the_policy_page_says_on_what_it_depends(world: World, member: PageClient) -> None:
    shown = member.get(f"/engagements/{world.second_engagement_id}/requirements/volunteers")
    assert "Asked only where this is so: uses volunteers." in shown.words
    assert "What the checklist depends on" in member.get(f"/engagements/{world.second_engagement_id}").words
