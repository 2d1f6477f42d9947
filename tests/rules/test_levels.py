"""An engagement's readiness over all its days."""

from datetime import timedelta

from checklists.calendar import Span
from checklists.facts import Decision
from checklists.levels import LevelInterval, SlotHistory, level_timeline, slots_on
from checklists.readiness import readiness
from checklists.requirement import Requirement
from checklists.slots import Row
from checklists.timeline import timeline
from checklists.vocabulary import Force, Level, State, Turn
from tests.rules.examples import ENGAGEMENT, accept, d, requirement, waive


def history(asked: Requirement, *decisions: Decision) -> SlotHistory:
    return SlotHistory([Row(asked, ENGAGEMENT.span)], timeline(asked, decisions, ENGAGEMENT))


def shown(intervals: list[LevelInterval]) -> list[str]:
    return [f"{each.level} {each.from_on}..{each.until_on}" for each in intervals]


def test_warning_begins_its_days_before_the_end() -> None:
    slots = [history(requirement(warn_days=30), accept("2021-10-01", "2022-06-30"))]
    assert shown(level_timeline(slots, ENGAGEMENT)) == [
        "ready 2021-10-01..2022-05-30",
        "watch 2022-05-31..2022-06-30",
        "not-ready 2022-07-01..2023-03-31",
    ]


def test_what_something_follows_upon_gives_no_warning() -> None:
    slots = [history(requirement(), accept("2021-10-01", "2022-06-30"), waive("2022-07-01", "2023-03-31"))]
    assert shown(level_timeline(slots, ENGAGEMENT)) == ["ready 2021-10-01..2023-03-31"]


def test_on_days_outside_the_engagement_there_is_nothing() -> None:
    slots = [history(requirement(), accept("2021-10-02"))]
    for day, states in (
        ("2021-09-30", []),
        ("2021-10-01", [State.MISSING]),
        ("2023-03-31", [State.MET]),
        ("2023-04-01", []),
    ):
        assert [slot.interval.state for slot in slots_on(slots, ENGAGEMENT, d(day))] == states


def test_a_slot_that_does_not_exist_yet_is_not_counted() -> None:
    asked = requirement()
    later = Span(d("2022-04-01"), ENGAGEMENT.span.until_on)
    slots = [SlotHistory([Row(asked, later)], timeline(asked, [], ENGAGEMENT))]
    assert shown(level_timeline(slots, ENGAGEMENT)) == [
        "ready 2021-10-01..2022-03-31",
        "not-ready 2022-04-01..2023-03-31",
    ]


def test_what_is_preferred_is_counted_apart_and_never_blocks() -> None:
    should = requirement(force=Force.SHOULD)
    slots = [
        history(requirement(), accept("2021-10-01")),
        history(should, accept("2022-01-01")),
        history(should),
    ]
    assert [
        (each.level, each.in_order, each.asked, each.preferred_in_order, each.preferred_asked, each.warnings)
        for each in level_timeline(slots, ENGAGEMENT)
    ] == [(Level.WATCH, 1, 1, 0, 2, 2), (Level.WATCH, 1, 1, 1, 2, 1)]


def test_an_exception_from_what_is_preferred_counts_as_in_order() -> None:
    slots = [history(requirement(force=Force.SHOULD), waive("2021-10-01", "2023-03-31"))]
    (each,) = level_timeline(slots, ENGAGEMENT)
    assert (each.level, each.asked, each.preferred_in_order, each.preferred_asked) == (Level.READY, 0, 1, 1)


def test_every_day_says_what_readiness_says_on_it() -> None:
    slots = [
        history(requirement(warn_days=42), accept("2021-11-01", "2022-06-30"), accept("2022-07-02")),
        history(
            requirement(warn_days=7), waive("2021-10-15", "2022-01-31"), accept("2022-03-01", "2022-12-24")
        ),
    ]
    intervals = level_timeline(slots, ENGAGEMENT)
    day = ENGAGEMENT.span.from_on
    for each in intervals:
        assert each.from_on == day
        while day <= each.until_on:
            found = slots_on(slots, ENGAGEMENT, day)
            answer = readiness(found, ENGAGEMENT, day)
            with_lead = sum(point.turn is Turn.LEAD for point in answer.blockers)
            assert (each.level, each.blockers, each.blockers_with_lead, each.warnings) == (
                answer.level,
                len(answer.blockers),
                with_lead,
                len(answer.warnings),
            )
            assert each.asked == len(found)
            assert each.in_order == sum(slot.interval.state in {State.MET, State.WAIVED} for slot in found)
            day += timedelta(days=1)
    assert intervals[-1].until_on == ENGAGEMENT.span.until_on
    assert {each.level for each in intervals} == {Level.NOT_READY, Level.READY, Level.WATCH}
