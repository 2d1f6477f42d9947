"""By when something has to arrive: reviewers' working days over Christmas, Easter and the year."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calendar import Span
from checklists.facts import Engagement
from checklists.ladder import promise_ends
from checklists.library import library
from checklists.readiness import Point, Slot, readiness
from checklists.ready_by import last_arrival, ready_by, working_day_before
from checklists.timeline import Interval
from checklists.vocabulary import Stage, State, Turn
from checklists.working_days import ONE, is_working_day, working_day_from
from portal.acting.bank_holidays import bank_holidays

HOLIDAYS = bank_holidays(2030)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("visit", "days", "by"),
    [
        # Wednesday 14 October 2026: decided by Tuesday 13, which is five working days after Tuesday 6.
        ("2026-10-14", 5, "2026-10-06"),
        ("2026-10-14", 7, "2026-10-02"),
        ("2026-10-14", 1, "2026-10-12"),
        # A visit on a Monday is decided on by Friday; one on a Saturday too.
        ("2026-10-12", 5, "2026-10-02"),
        ("2026-10-10", 5, "2026-10-02"),
        # Christmas 2026: Friday 25 is a holiday, Boxing Day is kept on Monday 28; New Year's Day is a Friday.
        ("2026-12-29", 1, "2026-12-23"),
        ("2026-12-30", 1, "2026-12-24"),
        ("2026-12-30", 5, "2026-12-18"),
        ("2027-01-05", 5, "2026-12-23"),
        ("2027-01-04", 1, "2026-12-30"),
        # Christmas 2027: a weekend, kept on Monday 27 and Tuesday 28; New Year on Monday 3 January.
        ("2027-12-29", 1, "2027-12-23"),
        ("2028-01-04", 5, "2027-12-22"),
        # Easter 2027: Good Friday 26 March, Easter Monday 29 March.
        ("2027-03-30", 1, "2027-03-24"),
        ("2027-03-31", 5, "2027-03-19"),
        ("2027-04-01", 5, "2027-03-22"),
        # Easter 2026: Good Friday 3 April, Easter Monday 6 April.
        ("2026-04-07", 5, "2026-03-26"),
        ("2026-04-08", 1, "2026-04-02"),
        # The two bank holidays of May, and that of August.
        ("2027-05-04", 2, "2027-04-28"),
        ("2027-06-02", 1, "2027-05-28"),
        ("2027-08-31", 1, "2027-08-26"),
        # 29 February.
        ("2028-03-01", 1, "2028-02-28"),
    ],
)
def test_the_last_day_on_which_it_may_arrive(visit: str, days: int, by: str) -> None:
    assert last_arrival(day(visit), days, HOLIDAYS) == day(by)


@given(st.dates(date(2025, 1, 1), date(2030, 12, 31)), st.integers(1, 30))
def test_it_is_the_last_one(visit: date, days: int) -> None:
    by, decided = last_arrival(visit, days, HOLIDAYS), working_day_before(visit, HOLIDAYS)
    assert is_working_day(by, HOLIDAYS)
    assert promise_ends(by, days, HOLIDAYS) <= decided < visit
    after = working_day_from(by + ONE, HOLIDAYS)
    assert promise_ends(after, days, HOLIDAYS) > decided


ASKED = [each for each in library()["porchlight-peer-support"].requirements if each.is_the_partners]
TODAY, VISIT = date(2026, 9, 1), date(2026, 10, 14)


def point(number: int, turn: Turn, stage: Stage = Stage.NOTHING) -> Point:
    interval = Interval(State.MISSING, TODAY, date(2027, 9, 1))
    return Point(Slot(ASKED[number], interval, stage), turn)


@pytest.mark.parametrize(
    ("points", "counts", "is_late_in_october"),
    [
        ([], (0, 0, 0, 0), False),
        ([point(0, Turn.PARTNER), point(1, Turn.PARTNER, Stage.RETURNED)], (2, 0, 0, 0), True),
        ([point(0, Turn.LEAD, Stage.WAITING)], (0, 1, 0, 0), False),
        ([point(0, Turn.LEAD)], (0, 0, 1, 0), True),
        ([point(0, Turn.COMMISSIONER)], (0, 0, 1, 0), True),
        ([point(0, Turn.NOBODY)], (0, 0, 0, 1), False),
        ([point(0, Turn.PARTNER), point(1, Turn.LEAD, Stage.WAITING)], (1, 1, 0, 0), True),
    ],
)
def test_what_is_wanting_and_whose_move_it_is(
    points: Sequence[Point], counts: tuple[int, ...], is_late_in_october: bool
) -> None:
    answer = ready_by(points, VISIT, TODAY, 5, HOLIDAYS)
    those = (answer.arrive, answer.decide, answer.give, answer.applied)
    assert tuple(map(len, those)) == counts
    assert answer.is_ready is (not points)
    assert set(answer.lacks) == set(points), "nothing that is in the way is forgotten"
    assert not answer.is_late
    assert ready_by(points, VISIT, date(2026, 10, 7), 5, HOLIDAYS).is_late is is_late_in_october


def test_what_was_done_after_a_finding_is_to_be_decided_on() -> None:
    said = point(0, Turn.LEAD)
    said = Point(replace(said.slot, is_said_done=True), said.turn)
    answer = ready_by([said], VISIT, date(2026, 10, 7), 5, HOLIDAYS)
    assert (answer.decide, answer.give, answer.is_late) == ((said,), (), False)


def test_it_may_arrive_on_the_very_day() -> None:
    wanting = [point(0, Turn.PARTNER)]
    assert not ready_by(wanting, VISIT, date(2026, 10, 6), 5, HOLIDAYS).is_late
    assert ready_by(wanting, VISIT, date(2026, 10, 7), 5, HOLIDAYS).is_late


def test_what_the_reviewers_have_is_theirs_to_decide_until_the_day_before() -> None:
    wanting = [point(0, Turn.LEAD, Stage.WAITING)]
    assert ready_by(wanting, VISIT, date(2026, 10, 1), 5, HOLIDAYS).decide_on == date(2026, 10, 13)
    sunday = date(2026, 10, 11)
    assert ready_by(wanting, sunday + timedelta(days=1), sunday, 5, HOLIDAYS).decide_on == sunday


def test_what_lapses_before_the_visit_is_wanting_for_it() -> None:
    """In order today, expired on the day: it counts among what has to arrive."""
    interval = Interval(State.EXPIRED, date(2026, 10, 1), date(2027, 9, 1))
    engagement = Engagement(Span(date(2026, 1, 1), date(2027, 12, 31)))
    blockers = readiness([Slot(ASKED[0], interval)], engagement, VISIT).blockers
    assert len(ready_by(blockers, VISIT, TODAY, 5, HOLIDAYS).arrive) == 1
