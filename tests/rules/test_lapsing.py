"""What will be wanting, part by part, and since when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.intervals import Interval, join
from checklists.lapsing import Lapse, lapses
from checklists.requirement import WHOLE
from checklists.vocabulary import UNMET, State

FIRST = date(2026, 10, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def interval(state: State, first: int, last: int, *parts: str, also: tuple[str, ...] = ()) -> Interval:
    return Interval(state, day(first), day(last), parts, also=also)


MET, EXPIRED, MISSING = State.MET, State.EXPIRED, State.MISSING

CASES: dict[str, tuple[list[Interval], int, int, list[tuple[str, int, State | None]]]] = {
    "in order to the end": ([interval(MET, 0, 99)], 50, 90, []),
    "ends within the days": ([interval(MET, 0, 60), interval(EXPIRED, 61, 99)], 50, 10, [(WHOLE, 60, MET)]),
    "ends a day later": ([interval(MET, 0, 60), interval(EXPIRED, 61, 99)], 50, 9, []),
    "a renewal follows": ([interval(MET, 0, 60), interval(MET, 61, 99)], 50, 90, []),
    "ended a while ago": ([interval(MET, 0, 20), interval(EXPIRED, 21, 99)], 50, 0, [(WHOLE, 20, MET)]),
    "never there": ([interval(MISSING, 0, 99)], 50, 0, [(WHOLE, -1, None)]),
    "not needed, then needed": (
        [interval(State.NOT_NEEDED, 0, 60), interval(MISSING, 61, 99)],
        50,
        30,
        [(WHOLE, 60, State.NOT_NEEDED)],
    ),
    "one part is wanting, another will be": (
        [interval(EXPIRED, 0, 60, "ann"), interval(EXPIRED, 61, 99, "ann", "bob")],
        50,
        30,
        [("ann", -1, None), ("bob", 60, MET)],
    ),
    "a part is wanting in another way": (
        [interval(EXPIRED, 10, 60, "ann"), interval(MISSING, 61, 99, "bob", also=("ann",))],
        50,
        30,
        [("ann", 9, None), ("bob", 60, None)],
    ),
    "who comes to a register in order had nothing accepted": (
        [interval(MET, 0, 60), interval(MISSING, 61, 99, "bob")],
        50,
        30,
        [("bob", 60, None)],
    ),
    "who comes beside one that expires": (
        [interval(MET, 0, 60), interval(MISSING, 61, 99, "bob", also=("ann",))],
        50,
        30,
        [("ann", 60, MET), ("bob", 60, None)],
    ),
    "one that expires beside who never had anything": (
        [interval(MISSING, 0, 60, "ann"), interval(MISSING, 61, 99, "ann", also=("bob",))],
        50,
        30,
        [("ann", -1, None), ("bob", 60, MET)],
    ),
    "one was waived, the other in order": (
        [interval(State.WAIVED, 0, 60, "ann"), interval(EXPIRED, 61, 99, "ann", "bob")],
        50,
        30,
        [("ann", 60, State.WAIVED), ("bob", 60, MET)],
    ),
    "waived as a whole": (
        [interval(State.WAIVED, 0, 60), interval(MISSING, 61, 99)],
        50,
        30,
        [(WHOLE, 60, State.WAIVED)],
    ),
    "of what is in order more is asked": (
        [interval(MET, 0, 60), interval(MISSING, 61, 99)],
        50,
        30,
        [(WHOLE, 60, MET)],
    ),
    "mended in between": (
        [interval(EXPIRED, 0, 40), interval(MET, 41, 60), interval(EXPIRED, 61, 99)],
        50,
        30,
        [(WHOLE, 60, MET)],
    ),
    "mended, and wanting again after the days": (
        [interval(EXPIRED, 0, 55), interval(MET, 56, 60), interval(EXPIRED, 61, 99)],
        50,
        5,
        [(WHOLE, -1, None)],
    ),
    "days without the slot lie between": (
        [interval(EXPIRED, 0, 20), interval(EXPIRED, 40, 99)],
        50,
        0,
        [(WHOLE, 39, None)],
    ),
    "not yet there": ([interval(MISSING, 60, 99)], 50, 30, [(WHOLE, 59, None)]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_lapses_is_told_with_its_last_day(case: str) -> None:
    intervals, on, ahead, expected = CASES[case]
    found = lapses(intervals, day(on), ahead)
    assert found == tuple(Lapse(part, day(last), before) for part, last, before in expected)


@given(
    st.lists(st.tuples(st.sampled_from(list(State)), st.integers(1, 40)), min_size=1, max_size=8),
    st.integers(0, 200),
    st.integers(0, 90),
)
def test_every_day_agrees_with_looking_at_each(
    stretches: list[tuple[State, int]], on: int, ahead: int
) -> None:
    """Against a plain walk over days: the first day, from the one asked about on, on which it is wanting, and
    from there back to where that began."""
    states = [state for state, days in stretches for _ in range(days)]
    starts = [sum(days for _, days in stretches[:place]) for place in range(len(stretches))]
    whole = join(
        interval(state, start, start + days - 1)
        for start, (state, days) in zip(starts, stretches, strict=True)
    )
    wanting = [
        place for place, state in enumerate(states) if state in UNMET and on <= place <= on + ahead + 1
    ]
    found = lapses(whole, day(on), ahead)
    if not wanting:
        assert found == ()
        return
    first = wanting[0]
    while first > 0 and states[first - 1] in UNMET:
        first -= 1
    assert [each.last_on for each in found] == [day(first - 1)]


def test_the_first_day_without_is_the_one_after_the_last_in_order() -> None:
    assert Lapse(WHOLE, day(60), MET).from_on == day(61)


def test_at_the_ends_of_the_calendar_one_looks_as_far_as_there_are_days() -> None:
    ever = [Interval(MET, date.min, date(9999, 12, 30)), Interval(EXPIRED, date.max, date.max)]
    assert lapses(ever, date(9999, 12, 1), 400) == (Lapse(WHOLE, date(9999, 12, 30), MET),)
    assert lapses([Interval(MISSING, date.min, date.max)], date.min, 60) == (Lapse(WHOLE, date.min, None),)
