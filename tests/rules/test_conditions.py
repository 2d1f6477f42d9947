"""Conditions hold from a day, and may end: a requirement with one is asked on those days only."""

from datetime import date
from typing import Any

import pytest

from checklists.calendar import Span
from checklists.conditions import Said, spans_by_condition
from checklists.facts import Engagement, Person
from checklists.timeline import part_timelines, timeline
from checklists.vocabulary import Condition, Kind
from tests.rules.examples import FIRST, LAST, accept, checked, d, engagement, insure, requirement, told, waive

VOLUNTEERS = Condition.USES_VOLUNTEERS
POLICY = requirement(Kind.CONFIRMATION, condition=VOLUNTEERS)


def using(*spans: tuple[str, str], **fields: Any) -> Engagement:
    return engagement(conditions={VOLUNTEERS: tuple(Span(d(one), d(two)) for one, two in spans)}, **fields)


FROM_MAY = using(("2022-05-01", "9999-12-31"))


def says(*said: tuple[str | None, bool]) -> list[Said]:
    return [Said(VOLUNTEERS, holds, d(day) if day else None) for day, holds in said]


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ([], []),
        ([(None, True)], [("0001-01-01", "9999-12-31")]),
        ([(None, False)], []),
        ([("2022-05-01", True)], [("2022-05-01", "9999-12-31")]),
        ([("2022-05-01", True), ("2022-09-01", False)], [("2022-05-01", "2022-08-31")]),
        ([(None, True), ("2022-05-01", True)], [("0001-01-01", "9999-12-31")]),
        ([("2022-05-01", True), ("2022-05-01", False)], []),
        ([("2022-05-01", True), ("2022-05-01", False), ("2022-06-01", True)], [("2022-06-01", "9999-12-31")]),
        ([("2022-09-01", True), ("2022-05-01", False)], []),
        ([("2022-05-01", True), ("2022-09-01", False), ("2022-07-01", True)], [("2022-05-01", "9999-12-31")]),
        (
            [(None, True), ("2022-05-01", False), ("2022-09-01", True)],
            [("0001-01-01", "2022-04-30"), ("2022-09-01", "9999-12-31")],
        ),
        ([("2022-05-01", False)], []),
    ],
)
def test_what_is_said_later_counts_from_its_day_on(
    said: list[tuple[str | None, bool]], spans: list[tuple[str, str]]
) -> None:
    found = spans_by_condition(says(*said))
    assert list(found.get(VOLUNTEERS, ())) == [Span(d(one), d(two)) for one, two in spans]


def test_conditions_do_not_touch_each_other() -> None:
    said = [Said(VOLUNTEERS, holds=True), Said(Condition.SUPPORTS_DEMENTIA, True, FIRST)]
    assert spans_by_condition(said) == {
        VOLUNTEERS: (Span(date.min, date.max),),
        Condition.SUPPORTS_DEMENTIA: (Span(FIRST, date.max),),
    }


def test_a_requirement_is_asked_from_the_day_on_which_its_condition_holds() -> None:
    assert told(timeline(POLICY, [], FROM_MAY)) == [
        "not-needed 2021-10-01..2022-04-30",
        "missing 2022-05-01..2023-03-31",
    ]


def test_what_is_not_needed_yet_knows_until_when() -> None:
    before, after = timeline(POLICY, [], FROM_MAY)
    assert (before.lapses_on, after.lapses_on) == (d("2022-04-30"), None)
    (never,) = timeline(POLICY, [], engagement())
    assert never.lapses_on == date.max


def test_what_was_accepted_before_counts_when_the_condition_comes_to_hold() -> None:
    assert told(timeline(POLICY, [accept("2021-10-01")], FROM_MAY)) == [
        "not-needed 2021-10-01..2022-04-30",
        "met 2022-05-01..2023-03-31",
    ]


def test_a_requirement_is_no_longer_asked_after_the_last_day_of_its_condition() -> None:
    stopped = using(("2021-10-01", "2022-04-30"))
    assert told(timeline(POLICY, [accept("2022-01-01")], stopped)) == [
        "missing 2021-10-01..2021-12-31",
        "met 2022-01-01..2022-04-30",
        "not-needed 2022-05-01..2023-03-31",
    ]


def test_a_condition_that_holds_on_days_outside_the_engagement_only_asks_nothing() -> None:
    later = using(("2023-04-01", "9999-12-31"))
    assert told(timeline(POLICY, [], later)) == [f"not-needed {FIRST}..{LAST}"]
    assert part_timelines(POLICY, [], later) == {}


def test_a_waiver_says_nothing_of_days_on_which_the_condition_does_not_hold() -> None:
    assert told(timeline(POLICY, [waive("2021-10-01", "2022-06-30")], FROM_MAY)) == [
        "not-needed 2021-10-01..2022-04-30",
        "waived 2022-05-01..2022-06-30",
        "missing 2022-07-01..2023-03-31",
    ]


def test_an_empty_register_is_missing_only_where_the_condition_holds() -> None:
    asked = requirement(Kind.REGISTER, condition=VOLUNTEERS)
    assert told(timeline(asked, [], FROM_MAY)) == [
        "not-needed 2021-10-01..2022-04-30",
        "missing 2022-05-01..2023-03-31",
    ]


def test_a_person_is_asked_for_on_the_days_that_both_are_there() -> None:
    asked = requirement(Kind.REGISTER, condition=VOLUNTEERS)
    with_vic = using(("2022-05-01", "2022-08-31"), people=(Person("vic", FIRST, d("2022-06-30")),))
    assert told(timeline(asked, [checked("vic", "2022-01-01")], with_vic)) == [
        "not-needed 2021-10-01..2022-04-30",
        "met 2022-05-01..2022-06-30",
        "missing 2022-07-01..2022-08-31",
        "not-needed 2022-09-01..2023-03-31",
    ]


def test_the_parts_of_covers_follow_the_condition() -> None:
    asked = requirement(Kind.COVER, condition=VOLUNTEERS)
    parts = part_timelines(asked, [insure("2022-04-01", "2023-03-31")], FROM_MAY)
    assert told(parts["liability"]) == ["not-needed 2021-10-01..2022-04-30", "met 2022-05-01..2023-03-31"]
    assert told(parts["indemnity"]) == [
        "not-needed 2021-10-01..2022-04-30",
        "missing 2022-05-01..2023-03-31 indemnity",
    ]
