"""The calendar of a contract: booked, moved, cancelled and held, as the lead and the council see it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from portal.records import Engagement
from tests.builders.clock import clock_on
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

Form = dict[str, str | list[str]]


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def base(world: World) -> str:
    return f"/contracts/{world.contract_id}"


def typed(day: date, name: str = "on") -> dict[str, str]:
    return typed_day(name, day)


def form_of(day: date, **said: str | list[str]) -> Form:
    return {"kind": "review-meeting", **typed(day), **said}


def coming(world: World, days: int = 30) -> date:
    return world.today + timedelta(days=days)


def booked(manager: PageClient, base: str, day: date, **said: str | list[str]) -> str:
    manager.get(f"{base}/visits/new")
    return manager.post(f"{base}/visits/new", form_of(day, **said)).location.partition("?")[0]


def test_of_a_partner_that_has_ended_it_is_said_where_partners_are_chosen(
    world: World, manager: PageClient, base: str
) -> None:
    ended = world.today - timedelta(days=5)
    with world.database.writing() as session:
        is_it = Engagement.id == world.second_engagement_id
        session.execute(sa.update(Engagement).where(is_it).values(ends_on=ended))
        session.commit()
    asked = manager.get(f"{base}/visits/new")
    hints = {
        each.getparent().text_content().split(",")[0].strip()
        for each in asked.find("//*[contains(@class,'hint') and contains(., 'Ended on')]")
    }
    assert hints == {"Open Door Folk"}
    assert f"Ended on {in_words(ended)}" in asked.words


def test_a_meeting_is_booked_with_its_time_place_and_people(
    world: World, manager: PageClient, base: str
) -> None:
    asked = manager.get(f"{base}/visits/new")
    assert world.manager.name in asked.words
    said: Form = {
        "at_time": "2.30pm",
        "place": "Town Hall",
        "people": [str(world.reviewer.person_id)],
        "also": "two carers",
        "engagement": [str(world.engagement_id), str(world.second_engagement_id)],
    }
    shown = manager.follow(manager.post(f"{base}/visits/new", form_of(coming(world), **said)))
    assert shown.heading == f"Contract review meeting on {in_words(coming(world))} at 2:30pm"
    for words in ("Town Hall", "Rafi Reviewer; two carers", "Tidewater Peers", "It is booked."):
        assert words in shown.words
    listed = manager.get(f"{base}/calendar?month={coming(world):%Y-%m}")
    assert "2:30pm Contract review meeting" in listed.words


def test_what_will_not_do_is_said_and_what_was_typed_stays(
    world: World, manager: PageClient, base: str
) -> None:
    manager.get(f"{base}/visits/new")
    wrong = form_of(coming(world), kind="party", at_time="late", place="Town Hall", engagement=["x"])
    answer = manager.post(f"{base}/visits/new", wrong, 422)
    assert answer.problems == [
        "Choose what it is.",
        "Choose a partner, or the whole contract.",
        "Enter a time such as 10am or 14:30, or leave it empty.",
    ]
    assert answer.value("place") == "Town Hall"
    assert answer.value("at_time") == "late"


def test_a_day_that_has_been_and_a_second_on_one_day_are_asked_about(
    world: World, manager: PageClient, base: str
) -> None:
    manager.get(f"{base}/visits/new")
    past = coming(world, -3)
    asked = manager.post(f"{base}/visits/new", form_of(past), 422)
    has_been = "That day has been. Say that it took place, or choose another day."
    assert asked.problems == [has_been]
    both = manager.post(f"{base}/visits/new", form_of(past, at_time="late"), 422)
    assert both.problems == ["Enter a time such as 10am or 14:30, or leave it empty.", has_been]
    assert both.find("//*[@name='took_place']")
    said = manager.post(f"{base}/visits/new", form_of(past, at_time="late", took_place="yes"), 422)
    assert has_been not in said.problems
    shown = manager.follow(manager.post(f"{base}/visits/new", form_of(past, took_place="yes")))
    assert "recorded as one that took place" in shown.words
    again = manager.post(f"{base}/visits/new", form_of(past, took_place="yes"), 422)
    assert again.problems == [
        "There is one on that day already. Say that this one takes place as well, or choose another day."
    ]
    manager.post(f"{base}/visits/new", form_of(past, took_place="yes", as_well="yes"))


def test_a_meeting_is_moved_and_cancelled_with_a_reason(world: World, manager: PageClient, base: str) -> None:
    at = booked(manager, base, coming(world), place="Town Hall", at_time="10am")
    form = manager.get(f"{at}/change")
    assert form.value("at_time") == "10am"
    there = {"_seen": form.value("_seen"), "place": "Town Hall", "at_time": "10am"}
    refused = manager.post(f"{at}/change", there | typed(coming(world, 40)), 422)
    assert refused.problems == ["Say why it is moved: those who take part are told."]
    assert refused.value("on-day") == str(coming(world, 40).day)
    same = manager.follow(manager.post(f"{at}/change", there | typed(coming(world))))
    assert "Nothing was changed, so nobody is told." in same.words
    there["_seen"] = manager.get(f"{at}/change").value("_seen")
    moved = manager.post(f"{at}/change", there | typed(coming(world, 40)) | {"reason": "Snow."})
    assert f"on {in_words(coming(world, 40))} at 10am" in str(manager.follow(moved).heading)
    manager.get(f"{at}/cancel")
    assert manager.post(f"{at}/cancel", {}, 422).problems == ["Say why: those who take part are told."]
    gone = manager.follow(manager.post(f"{at}/cancel", {"reason": "Snow."}))
    assert "No visit and no meeting is booked." in gone.words
    assert "Those who were to take part are told." in gone.words
    manager.get(at, 404)


def test_of_one_that_did_not_take_place_nobody_is_told(
    world: World, manager: PageClient, client_for: ClientFor, base: str
) -> None:
    at = booked(manager, base, coming(world, 2))
    with clock_on(coming(world, 4)):
        later = client_for(world.manager)
        later.get(f"{at}/cancel")
        gone, again = (later.follow(later.post(f"{at}/cancel", {"reason": "Snow."})) for _ in range(2))
    assert "It is recorded that it did not take place. Nobody is told of that." in gone.words
    assert "It is no longer booked." in again.words
    assert "are told" not in gone.words + again.words


def test_a_meeting_of_today_is_said_to_have_taken_place(world: World, manager: PageClient, base: str) -> None:
    at = booked(manager, base, world.today)
    manager.get(at)
    for _ in range(2):
        assert "Took place" in manager.follow(manager.post(f"{at}/took-place")).words


def test_the_council_reads_the_calendar_and_changes_nothing(
    world: World, manager: PageClient, client_for: ClientFor, base: str
) -> None:
    at = booked(manager, base, coming(world), place="https://meet.example/abc")
    officer = client_for(world.officer)
    shown = officer.get(at)
    assert shown.links["https://meet.example/abc"] == "https://meet.example/abc"
    assert "Move or change" not in shown.words
    listed = officer.get(f"{base}/calendar")
    assert "Contract review meeting" in listed.words
    assert "Book a visit" not in listed.words
    for door in ("/visits/new", "/calendar/a-year", f"{at.removeprefix(base)}/change"):
        officer.get(f"{base}{door}", 404)
    for stranger in (world.member, world.noise_manager):
        client_for(stranger).get(at, 404)


def test_the_visit_of_another_contract_is_not_here(world: World, manager: PageClient, base: str) -> None:
    at = booked(manager, base, coming(world))
    theirs = at.replace(str(world.contract_id), str(world.noise_contract_id))
    manager.get(theirs, 404)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2.30", "Enter 2:30pm or 2:30am."),
        ("6", "Enter 6pm or 6am."),
        ("3h15", "Enter 3:15pm or 3:15am."),
        ("25:00", "Enter a time such as 10am or 14:30, or leave it empty."),
        ("13pm", "Enter a time such as 10am or 14:30, or leave it empty."),
        ("noonish", "Enter a time such as 10am or 14:30, or leave it empty."),
    ],
)
def test_a_time_that_could_be_two_is_asked_about(
    world: World, manager: PageClient, base: str, typed: str, said: str
) -> None:
    answer = manager.post(f"{base}/visits/new", form_of(coming(world), at_time=typed), 422)
    assert answer.problems == [said]
    assert answer.value("at_time") == typed


@pytest.mark.parametrize(
    ("typed", "said"), [("02:30", "2:30am"), ("9", "9am"), ("7.15", "7:15am"), ("14.30", "2:30pm")]
)
def test_a_time_that_is_one_is_taken(
    world: World, manager: PageClient, base: str, typed: str, said: str
) -> None:
    at = booked(manager, base, coming(world), at_time=typed)
    assert f"at {said}" in manager.get(at).words


def test_how_many_a_year_and_how_it_stands(world: World, manager: PageClient, base: str) -> None:
    form = manager.get(f"{base}/calendar/a-year")
    assert "Focus group" in form.words
    asked = {"observation-a_year": "1", "observation-with": "each", "review-meeting-a_year": "4"}
    wrong = manager.post(f"{base}/calendar/a-year", asked | {"weekly-meeting-a_year": "often"}, 422)
    assert wrong.problems == ["Weekly meeting: enter how many a year, up to 60, or leave it empty."]
    assert wrong.value("weekly-meeting-a_year") == "often"
    shown = manager.follow(manager.post(f"{base}/calendar/a-year", asked))
    assert "Observation, 1 a year with each partner" in shown.words
    assert "2 of 2 partners on course so far." in shown.words
    assert "Contract review meeting, 4 a year" in shown.words


def sentences(page: Answer) -> list[str]:
    return [each.text_content().strip() for each in page.page.xpath("//p[contains(@class,'gs-card__ready')]")]


def test_each_partner_of_a_visit_reads_what_has_to_arrive_by_when(
    world: World, manager: PageClient, client_for: ClientFor, base: str
) -> None:
    at = booked(manager, base, coming(world), engagement=[str(world.engagement_id)])
    (sentence,) = sentences(manager.get(at))
    assert sentence.startswith("Ready on ")
    assert " items arrive by " in sentence
    assert len(sentences(manager.get(f"{base}/readiness?on={coming(world)}"))) == 2
    assert sentences(manager.get(f"{base}/readiness")) == [], "said of days to come"
    (theirs,) = sentences(client_for(world.officer).get(at))
    assert theirs.partition(" if ")[0] == sentence.partition(" if ")[0]


def test_what_cannot_be_in_time_any_more_is_named(world: World, manager: PageClient, base: str) -> None:
    at = booked(manager, base, coming(world, 2), engagement=[str(world.engagement_id)])
    (sentence,) = sentences(manager.get(at))
    assert sentence.startswith("Cannot be ready on ")
    assert "as we need 5 working days to answer. It lacks " in sentence
