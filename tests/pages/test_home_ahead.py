"""What to do, looking ahead: what lapses before the next visit, and what becomes needed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.conditions import Said
from checklists.library import library
from checklists.vocabulary import Condition, Force
from portal import clock
from portal.conditions.actions.change_condition import change_condition
from portal.records import Visit
from portal.words.wording import day
from tests.builders import sending, versions
from tests.builders.together import lasts
from tests.builders.world import CHECKLIST, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

PREFERRED = "quality-standards"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def waive_all_but(world: World, *keys: str) -> None:
    for each in library()[CHECKLIST].requirements:
        if each.key not in keys:
            sending.waive(world, each.key, world.ends_on)


def what_to_do(client: PageClient) -> list[str]:
    found = client.get("/").find("//ol[contains(@class,'gs-to-do')]//h2")
    return [str(each.text_content()).strip() for each in found]


def book(world: World, days: int) -> None:
    with world.database.writing() as session:
        on = world.today + timedelta(days=days)
        visit = Visit(contract_id=world.contract_id, kind="audit-visit", on_date=on, created_at=clock.now())
        session.add(visit)
        session.commit()


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_lapses_before_the_next_visit_is_listed(world: World, member: PageClient) -> None:
    """Its warning time has not begun: it is the visit that makes it something to do."""
    lapses = world.today + timedelta(days=80)
    sending.accept(world, sending.send(world, "anti-bribery"), until_on=lapses)
    waive_all_but(world, "anti-bribery")
    assert what_to_do(member) == []
    book(world, 81)
    assert what_to_do(member) == ["Anti-bribery policy"]
    words = member.get("/").words
    assert f"Renew soon: accepted until {day(lapses)}" in words
    assert f"By {day(lapses)}" in words
    assert "Your turn" in words
    engagement = f"/engagements/{world.engagement_id}"
    for path in (engagement, f"{engagement}/requirements/anti-bribery"):
        words = member.get(path).words
        assert f"Renew soon: accepted until {day(lapses)}" in words, path
        assert "Nothing to do until" not in words.split("What is asked")[0], path


def test_what_is_in_order_on_the_day_of_the_visit_is_not(world: World, member: PageClient) -> None:
    lapses = world.today + timedelta(days=80)
    sending.accept(world, sending.send(world, "anti-bribery"), until_on=lapses)
    waive_all_but(world, "anti-bribery")
    book(world, 80)
    assert what_to_do(member) == []


def test_what_lapses_before_the_visit_and_was_sent_anew_is_with_the_lead(
    world: World, member: PageClient
) -> None:
    lapses = world.today + timedelta(days=80)
    sending.accept(world, sending.send(world, "anti-bribery"), until_on=lapses)
    sending.send(world, "anti-bribery")
    waive_all_but(world, "anti-bribery")
    book(world, 81)
    assert what_to_do(member) == []
    assert "Not your turn: 1 thing with the lead provider" in member.get("/").words


def test_the_list_is_in_the_order_of_its_days_with_what_is_late_first(
    world: World, member: PageClient
) -> None:
    """What nothing was accepted of is wanted by the visit, which is after what ends before it."""
    wanted = ("anti-bribery", "quality-standards", "safeguarding-policy", "whistleblowing")
    for key, days in (("anti-bribery", 20), ("quality-standards", 10), ("safeguarding-policy", -3)):
        sending.accept(world, sending.send(world, key), until_on=world.today + timedelta(days=days))
    waive_all_but(world, *wanted)
    book(world, 38)
    titles = [sending.requirement(key).title for key in wanted]
    assert what_to_do(member) == [titles[2], titles[1], titles[0], titles[3]]
    when = [str(each.text_content()) for each in member.get("/").find("//p[@class='gs-to-do__when']")]
    said = [world.today + timedelta(days=days) for days in (10, 20, 38)]
    assert [each.rpartition(" on ")[2].removeprefix("By ") for each in when[1:]] == [day(on) for on in said]


def test_what_is_wanted_as_soon_as_can_be_comes_before_what_has_a_day(
    world: World, member: PageClient
) -> None:
    sending.accept(world, sending.send(world, "anti-bribery"), until_on=world.today + timedelta(days=20))
    waive_all_but(world, "anti-bribery", "whistleblowing")
    first, then = (sending.requirement(key).title for key in ("whistleblowing", "anti-bribery"))
    assert what_to_do(member) == [first, then]


def test_after_a_receipt_what_is_next_is_the_first_at_home(world: World, member: PageClient) -> None:
    """Also what ends before the visit alone, and without what is wanted only by the visit before it."""
    sent = sending.send(world, "complaints-policy")
    receipt = f"/submissions/{sent}/receipt"
    for key, days in (("anti-bribery", 80), ("quality-standards", 10)):
        sending.accept(world, sending.send(world, key), until_on=world.today + timedelta(days=days))
    waive_all_but(world, "anti-bribery", "quality-standards", "whistleblowing", "complaints-policy")
    book(world, 38)
    first, then, last = (
        sending.requirement(key).title for key in ("quality-standards", "whistleblowing", "anti-bribery")
    )
    assert what_to_do(member) == [first, then]
    assert [each for each in member.get(receipt).links if "Next: " in each] == [f"Next: {first} (2 left)"]
    sending.accepted(world, "whistleblowing")
    sending.accepted(world, "quality-standards")
    assert what_to_do(member) == []
    assert "Nothing is left to do for this contract now" in member.get(receipt).words
    clear_visits(world)
    book(world, 81)
    assert what_to_do(member) == [last]
    assert [each for each in member.get(receipt).links if "Next: " in each] == [f"Next: {last} (1 left)"]


def test_before_the_first_day_it_is_the_same_and_what_is_missing_is_wanted_by_that_day(
    world: World, member: PageClient
) -> None:
    """Not by the visit, which is after what ends meanwhile."""
    sent = sending.send(world, "complaints-policy")
    until_on = world.today + timedelta(days=45)
    sending.accept(world, sending.send(world, "anti-bribery"), until_on=until_on)
    lasts(world, world.engagement_id, world.today + timedelta(days=30), world.ends_on)
    waive_all_but(world, "anti-bribery", "whistleblowing", "complaints-policy")
    book(world, 60)
    first, then = (sending.requirement(key).title for key in ("whistleblowing", "anti-bribery"))
    assert what_to_do(member) == [first, then]
    links = member.get(f"/submissions/{sent}/receipt").links
    assert [each for each in links if "Next: " in each] == [f"Next: {first} (2 left)"]


def clear_visits(world: World) -> None:
    with world.database.writing() as session:
        session.execute(sa.delete(Visit))
        session.commit()


def test_what_is_preferred_and_has_ended_is_not_marked_late_where_it_stands_last(
    world: World, member: PageClient
) -> None:
    versions.ask_otherwise(world, PREFERRED, world.today - timedelta(days=30), force=Force.SHOULD)
    for key in (PREFERRED, "anti-bribery"):
        sending.accept(world, sending.send(world, key), until_on=world.today - timedelta(days=3))
    waive_all_but(world, PREFERRED, "anti-bribery", "whistleblowing")
    titles = [sending.requirement(key).title for key in ("anti-bribery", "whistleblowing", PREFERRED)]
    assert what_to_do(member) == titles
    late = member.get("/").find("//li[contains(@class,'gs-to-do__item--late')]//h2")
    assert [str(each.text_content()).strip() for each in late] == titles[:1]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_volunteers_from_monday_are_said_before_monday(world: World, client_for: ClientFor) -> None:
    """On the home of the partner, on its page, on the overview, in the matrix and in readiness."""
    monday = world.today + timedelta(days=5)
    with world.database.writing() as session:
        place = world.place(session, world.second_member, world.second_engagement_id)
        change_condition(
            session, world.second_member, place, Said(Condition.USES_VOLUNTEERS, holds=True, from_on=monday)
        )
    for each in library()[CHECKLIST].requirements:
        if each.key != "volunteers":
            sending.waive(world, each.key, world.ends_on, engagement_id=world.second_engagement_id)
    member, manager = client_for(world.second_member), client_for(world.manager)
    assert what_to_do(member) == ["Volunteer policy"]
    home = member.get("/").words
    assert f"Needed from {day(monday)}" in home
    assert "Not needed yet, but soon. Confirmation that" in home
    assert f"By {day(monday - timedelta(days=1))}" in home
    assert "Your turn" in home
    page = member.get(f"/engagements/{world.second_engagement_id}").words
    assert f"Needed from {day(monday)}" in page
    slot = member.get(f"/engagements/{world.second_engagement_id}/requirements/volunteers")
    assert [
        str(each.text_content()).strip() for each in slot.find("//form[contains(@action,'/start')]/button")
    ]
    assert "Not needed because no volunteers are used" in slot.words
    base = f"/contracts/{world.contract_id}"
    overview = manager.get(base).words
    assert "What lapses or becomes needed in the 90 days" in overview
    assert f"Volunteer policy Needed from {day(monday)}" in overview
    matrix = manager.get(f"{base}/matrix").words
    assert f"Needed from {monday:%-d %b %y}, the partner’s turn" in matrix
    readiness = manager.get(f"{base}/readiness").words
    assert f"Not needed because no volunteers are used; needed from {day(monday)}" in readiness
    assert "Ready, with points to watch" in readiness
