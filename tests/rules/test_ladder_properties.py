"""What holds of every ladder over any nights, whichever were missed and whatever became of the end date."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checklists.ladder import (
    BEFORE_VISIT,
    CHECKS,
    INSURANCE,
    PROMISE,
    USUAL,
    Ladder,
    Rung,
    days_ahead,
    furthest_rung,
    step_due,
    step_reached,
)
from checklists.working_days import is_working_day
from portal.acting.bank_holidays import bank_holidays

HOLIDAYS = bank_holidays(2027)
BEGINS = date(2026, 6, 1)
NIGHTS = 320

own = st.builds(
    lambda before, every: Ladder(tuple(sorted(before, reverse=True)), every),
    st.sets(st.integers(0, 120), min_size=1, max_size=8),
    st.sampled_from([None, 7]),
)
ladders = st.sampled_from([USUAL, CHECKS, INSURANCE, BEFORE_VISIT]) | own
ends = st.integers(0, 260).map(lambda number: BEGINS + timedelta(days=number))
outages = st.sets(
    st.integers(0, NIGHTS - 1).flatmap(lambda first: st.tuples(st.just(first), st.integers(1, 40))),
    max_size=6,
)
Told = dict[date, int]
"""What went out: on which night which step."""


def day(number: int) -> date:
    return BEGINS + timedelta(days=number)


def worked(missed: Iterable[tuple[int, int]]) -> list[date]:
    """The nights on which there was work."""
    away = {first + place for first, length in missed for place in range(length)}
    return [day(number) for number in range(NIGHTS) if number not in away]


def over(ladder: Ladder, last_on: date, nights: Iterable[date]) -> Told:
    told: Told = {}
    for night in nights:
        step = step_due(ladder, last_on, night, told.values(), HOLIDAYS)
        if step is not None:
            told[night] = step.days
    return told


def day_of(step: int, last_on: date) -> date:
    """By plain counting: the day of a step, for one before the end the last working day up to it."""
    found = last_on - timedelta(days=step)
    while step >= 0 and not is_working_day(found, HOLIDAYS):
        found -= timedelta(days=1)
    return found


def reached_by(ladder: Ladder, last_on: date, night: date) -> list[int]:
    """All steps up to the end whose day has come, by plain counting."""
    return [step for step in ladder.before if day_of(step, last_on) <= night <= last_on]


@given(ladders, ends, outages)
def test_each_step_is_told_at_most_once_and_never_an_earlier_one_after_it(
    ladder: Ladder, last_on: date, missed: set[tuple[int, int]]
) -> None:
    steps = list(over(ladder, last_on, worked(missed)).values())
    assert all(later < earlier for earlier, later in pairwise(steps))


@given(ladders, ends, outages)
def test_a_second_run_of_a_night_tells_nothing(
    ladder: Ladder, last_on: date, missed: set[tuple[int, int]]
) -> None:
    nights = worked(missed)
    twice = [night for night in nights for _ in range(2)]
    assert over(ladder, last_on, twice) == over(ladder, last_on, nights)


@given(ladders, ends, outages)
def test_nothing_goes_out_on_a_day_off(ladder: Ladder, last_on: date, missed: set[tuple[int, int]]) -> None:
    assert all(is_working_day(night, HOLIDAYS) for night in over(ladder, last_on, worked(missed)))


@given(ladders, ends, outages)
def test_up_to_the_end_the_last_of_the_steps_that_are_new_goes_out(
    ladder: Ladder, last_on: date, missed: set[tuple[int, int]]
) -> None:
    """Against plain counting: however many steps an outage swallowed, the first working night after it tells
    one, the latest; and none where it swallowed none."""
    told = over(ladder, last_on, worked(missed))
    known: set[int] = set()
    for night in worked(missed):
        if not is_working_day(night, HOLIDAYS) or night > last_on:
            continue
        reached = reached_by(ladder, last_on, night)
        if set(reached) - known:
            assert told[night] == min(reached)
        else:
            assert night not in told
        known |= set(reached)


@given(ladders, ends, outages, st.integers(0, NIGHTS - 1))
def test_whoever_is_in_time_is_told_in_time(
    ladder: Ladder, last_on: date, missed: set[tuple[int, int]], known_from: int
) -> None:
    """Whatever became known before it lapsed is told before it lapses, unless there was no working night at
    all in between; the first of these tells it."""
    nights = [night for night in worked(missed) if night >= day(known_from)]
    in_time = [
        night
        for night in nights
        if day_of(ladder.furthest, last_on) <= night <= last_on and is_working_day(night, HOLIDAYS)
    ]
    told = [night for night in over(ladder, last_on, nights) if night <= last_on]
    assert told[:1] == in_time[:1]


@given(ladders, st.integers(140, 260))
def test_without_an_outage_each_step_has_its_day(ladder: Ladder, number: int) -> None:
    """Before the end each goes out on its day or on the last working day before it, and of several that fall
    on one day the latest."""
    last_on = day(number)
    told = over(ladder, last_on, worked([]))
    expected = {day_of(step, last_on): step for step in ladder.before}
    assert {night: step for night, step in told.items() if night <= last_on} == expected


@given(ladders, ends, outages)
def test_after_the_end_a_reminder_goes_out_as_soon_as_a_week_has_gone_by(
    ladder: Ladder, last_on: date, missed: set[tuple[int, int]]
) -> None:
    """From one to the next, the one on the last day included; the first of all at once."""
    told = over(ladder, last_on, worked(missed))
    last = next((night for night, step in told.items() if step == 0), None)
    for night in worked(missed):
        if night <= last_on or not is_working_day(night, HOLIDAYS):
            continue
        is_due = ladder.every is not None and (last is None or (night - last).days >= ladder.every)
        if last is not None and last < last_on < night and ladder.every:
            is_due = (night - last_on).days >= ladder.every
        assert (night in told) is is_due
        last = night if night in told else last


@given(ladders, ends, outages, st.integers(0, NIGHTS - 1))
def test_no_single_night_matters(
    ladder: Ladder, last_on: date, missed: set[tuple[int, int]], left_out: int
) -> None:
    """A night without work moves what it would have told to the next, or leaves it to a later step; from then
    on, up to the end, all is as it would have been."""
    nights = [night for night in worked(missed) if night <= last_on]
    without = [night for night in nights if night != day(left_out)]
    whole, less = over(ladder, last_on, nights), over(ladder, last_on, without)
    changed = set(whole.items()) ^ set(less.items())
    if day(left_out) not in whole:
        assert not changed
        return
    assert (day(left_out), whole[day(left_out)]) in changed
    assert len(changed) <= 2
    moved = [step for night, step in changed if night in less]
    assert all(step == whole[day(left_out)] for step in moved)


@given(ladders, ends, st.integers(0, NIGHTS - 2))
def test_what_is_reached_never_goes_back(ladder: Ladder, last_on: date, number: int) -> None:
    today = step_reached(ladder, last_on, day(number), HOLIDAYS)
    tomorrow = step_reached(ladder, last_on, day(number + 1), HOLIDAYS)
    if today is not None and (day(number) < last_on or ladder.every):
        assert tomorrow is not None
        assert tomorrow <= today


@given(ladders, st.integers(0, NIGHTS - 1))
def test_one_looks_as_far_ahead_as_a_step_can_be_reached(ladder: Ladder, number: int) -> None:
    on = day(number)
    for left in range(ladder.furthest, ladder.furthest + 7):
        last_on = on + timedelta(days=left)
        is_reached = day_of(ladder.furthest, last_on) <= on
        assert (step_reached(ladder, last_on, on, HOLIDAYS) is not None) is is_reached
        assert (left <= days_ahead(ladder, on, HOLIDAYS)) is is_reached


@given(
    ladders,
    st.lists(st.tuples(st.integers(0, NIGHTS - 1), ends), min_size=1, max_size=6),
    outages,
)
def test_each_end_date_has_a_ladder_of_its_own(
    ladder: Ladder, changes: list[tuple[int, date]], missed: set[tuple[int, int]]
) -> None:
    """Extensions, early renewals and corrections, taken back and made again: of each end date each step at
    most once, a new one at once where its step is reached, and no night tells two."""
    ends_by_night: Mapping[date, date] = {day(number): last_on for number, last_on in changes}
    remembered: dict[date, set[int]] = {last_on: set() for _, last_on in changes}
    last_on = changes[0][1]
    for night in worked(missed):
        last_on = ends_by_night.get(night, last_on)
        step = step_due(ladder, last_on, night, remembered[last_on], HOLIDAYS)
        reached = step_reached(ladder, last_on, night, HOLIDAYS)
        if is_working_day(night, HOLIDAYS) and not remembered[last_on]:
            assert (step.days if step else None) == reached
        if step is not None:
            assert step.days not in remembered[last_on]
            remembered[last_on].add(step.days)


@given(ladders, ends, outages)
def test_it_goes_one_rung_further_at_a_time_and_never_back(
    ladder: Ladder, last_on: date, missed: set[tuple[int, int]]
) -> None:
    told: set[int] = set()
    before = 0
    for night in worked(missed):
        step = step_due(ladder, last_on, night, told, HOLIDAYS)
        if step is None:
            continue
        assert before <= step.rung <= before + 1
        assert step.rung <= furthest_rung(step.days)
        assert told or step.rung is Rung.CONTACT
        told.add(step.days)
        before = step.rung


@given(ends, outages)
def test_the_lead_is_reminded_only_when_its_promise_is_over(
    promised_on: date, missed: set[tuple[int, int]]
) -> None:
    told = over(PROMISE, promised_on, worked(missed))
    nights = [night for night in worked(missed) if night > promised_on and is_working_day(night, HOLIDAYS)]
    assert list(told)[:1] == nights[:1]
