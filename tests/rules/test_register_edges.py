"""The register at its edges: days on which something turns, outcomes that are no pass, training, renewals."""

from datetime import date
from typing import Any

import pytest

from checklists.deciding import problems
from checklists.facts import Check, Decision, Engagement, News, Person
from checklists.intervals import on_day
from checklists.kinds import rules_for
from checklists.kinds.register import person_of, topic_of, training_part
from checklists.readiness import Slot, turn
from checklists.reasons import reason
from checklists.requirement import Topic
from checklists.timeline import Interval, timeline
from checklists.vocabulary import DbsLevel, DbsOutcome, Kind, Stage, State, Turn
from tests.rules.examples import BOTH_LISTS, accept, checked, d, engagement, requirement, told

REGISTER = requirement(Kind.REGISTER)
TOPICS = (Topic("first-aid", "First aid"), Topic("lone-working", "Lone working"))
TRAINING = requirement(Kind.REGISTER, level=None, lists=(), months=None, topics=TOPICS)
ADA = (Person("ada", d("2019-01-01")),)


def state(decisions: list[Decision], on: str, people: tuple[Person, ...] = ADA) -> str:
    interval = on_day(timeline(REGISTER, decisions, engagement(people=people)), d(on))
    assert interval
    return interval.state


@pytest.mark.parametrize(
    ("issued", "on", "expected"),
    [
        ("2019-05-10", "2022-05-09", "met"),
        ("2019-05-10", "2022-05-10", "expired"),
        ("2020-02-29", "2023-02-28", "met"),
        ("2020-02-29", "2023-03-01", "expired"),
        ("2021-12-01", "2021-11-30", "missing"),
        ("2021-12-01", "2021-12-01", "met"),
        ("2018-10-01", "2021-10-01", "expired"),
        ("2018-10-02", "2021-10-01", "met"),
    ],
    ids=[
        "last day",
        "expired on the very day",
        "leap day, last",
        "leap day, after",
        "before the issue",
        "day of issue",
        "lapsed on the first day",
        "last day is the first",
    ],
)
def test_the_day_on_which_a_check_turns(issued: str, on: str, expected: str) -> None:
    assert state([checked("ada", issued)], on) == expected


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("clear", "met"), ("risk-decision", "met"), ("undecided", "missing"), (None, "missing")],
)
def test_only_clear_or_a_risk_decision_is_a_pass(outcome: str | None, expected: str) -> None:
    check = Check(DbsLevel.ENHANCED, BOTH_LISTS, DbsOutcome(outcome) if outcome else None)
    decision = checked("ada", "2021-01-01", check=check)
    assert state([decision], "2021-10-01") == expected
    assert bool(problems(REGISTER, decision)) is (expected == "missing")


@pytest.mark.parametrize(
    ("from_on", "until_on", "on", "expected"),
    [
        ("2021-12-01", None, "2021-11-30", "met"),
        ("2021-12-01", None, "2021-12-01", "missing"),
        ("2019-01-01", "2021-12-31", "2021-12-31", "missing"),
        ("2019-01-01", "2021-12-31", "2022-01-01", "met"),
        ("2019-01-01", "2020-12-31", "2021-10-01", "met"),
    ],
    ids=["before the start", "on the start", "on the last day", "day after the last", "never there"],
)
def test_a_person_counts_from_the_first_to_the_last_day(
    from_on: str, until_on: str | None, on: str, expected: str
) -> None:
    bo = Person("bo", d(from_on), d(until_on) if until_on else None)
    assert state([checked("ada", "2021-01-01")], on, (*ADA, bo)) == expected


def test_a_check_from_the_future_cannot_be_accepted() -> None:
    assert problems(REGISTER, checked("ada", "2021-10-01", made="2021-10-01")) == []
    assert problems(REGISTER, checked("ada", "2021-10-02", made="2021-10-01")) == [
        "The date that it bears cannot be in the future."
    ]


def news(*days: tuple[str, str]) -> Check:
    said = tuple(News(d(on), d(recorded)) for on, recorded in days)
    return Check(DbsLevel.ENHANCED, BOTH_LISTS, DbsOutcome.CLEAR, said)


def test_new_information_stops_a_check_from_its_day_on() -> None:
    decision = checked(
        "ada", "2021-01-01", check=news(("2022-02-01", "2022-02-10"), ("2022-01-05", "2022-03-01"))
    )
    whole = engagement(people=ADA)
    assert told(timeline(REGISTER, [decision], whole)) == [
        "met 2021-10-01..2022-01-04",
        "expired 2022-01-05..2023-03-31 ada",
    ]
    assert (
        told(timeline(REGISTER, [decision], whole, known=d("2022-02-09")))[0] == "met 2021-10-01..2023-03-31"
    )
    assert (
        told(timeline(REGISTER, [decision], whole, known=d("2022-02-10")))[0] == "met 2021-10-01..2022-01-31"
    )


def test_new_information_on_the_day_of_issue_leaves_nothing() -> None:
    assert (
        state([checked("ada", "2021-10-01", check=news(("2021-10-01", "2021-10-01")))], "2021-10-01")
        == "missing"
    )


def trained(topic: str, completed: str | None, person: str = "ada") -> Decision:
    return accept(completed, part=training_part(person, topic))


def test_training_is_a_part_per_person_and_topic() -> None:
    whole = engagement(people=ADA)
    first = trained("first-aid", "2021-01-01")
    assert told(timeline(TRAINING, [first], whole)) == ["missing 2021-10-01..2023-03-31 ada:lone-working"]
    both = [first, trained("lone-working", "2021-12-01")]
    assert [each.state for each in timeline(TRAINING, both, whole)] == ["missing", "met"]


def test_training_with_months_lapses() -> None:
    asked = requirement(Kind.REGISTER, level=None, lists=(), months=12, topics=TOPICS[:1])
    assert told(timeline(asked, [trained("first-aid", "2021-01-01")], engagement(people=ADA))) == [
        "met 2021-10-01..2021-12-31",
        "expired 2022-01-01..2023-03-31 ada:first-aid",
    ]


@pytest.mark.parametrize("part", ["", "ada", "ada:", "ada:cooking", ":first-aid"])
def test_training_needs_a_person_and_a_topic(part: str) -> None:
    rules = rules_for(TRAINING)
    assert rules.shortfalls(TRAINING, accept("2021-01-01", part=part)) == [rules.which_part]


def test_people_are_counted_once_however_many_topics_they_lack() -> None:
    interval = timeline(TRAINING, [], engagement(people=ADA))[0]
    assert reason(TRAINING, interval) == "1 person: nothing accepted yet"
    assert (person_of("ada:first-aid"), topic_of("ada:first-aid"), topic_of("ada")) == (
        "ada",
        "first-aid",
        "",
    )


ON = date(2022, 1, 10)
SPAN = Engagement(engagement().span)
WANTING = Interval(State.MISSING, d("2021-10-01"), d("2023-03-31"), ("ada", "bo"))
NEAR = Interval(State.MET, d("2021-10-01"), d("2022-01-20"), lapses_on=d("2022-01-20"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Turn.PARTNER),
        ({"paused": {"ada"}}, Turn.PARTNER),
        ({"paused": {"ada", "bo"}}, Turn.NOBODY),
        ({"paused": {"ada"}, "with_lead": {"bo"}, "stage": Stage.WAITING}, Turn.NOBODY),
        ({"paused": {"ada"}, "with_lead": {"ada", "bo"}, "stage": Stage.WAITING}, Turn.LEAD),
        ({"paused": {"ada", "bo"}, "stage": Stage.RETURNED}, Turn.PARTNER),
        ({"interval": NEAR}, Turn.PARTNER),
        ({"interval": NEAR, "ending": ("ada",), "paused": {"ada"}}, Turn.NOBODY),
        ({"interval": NEAR, "ending": ("ada", "bo"), "paused": {"ada"}}, Turn.PARTNER),
    ],
    ids=[
        "nobody applied",
        "one of two",
        "both",
        "one, other with the lead",
        "both with the lead",
        "returned",
        "near its end",
        "near, applied for",
        "near, one of two",
    ],
)
def test_whose_turn_it_is_while_renewals_are_applied_for(fields: dict[str, Any], expected: Turn) -> None:
    given: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, set) else value for name, value in fields.items()
    }
    named: dict[str, Any] = {"interval": WANTING, **given}
    slot = Slot(REGISTER, **named)
    assert turn(slot, SPAN, ON) is expected
