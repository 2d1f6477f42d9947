"""What follows where something about an engagement changes: days newly asked, days no longer asked."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calendar import Span
from checklists.following import Turning, turnings
from checklists.intervals import Interval
from checklists.vocabulary import State

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
M, N, X = State.MET, State.NOT_NEEDED, State.MISSING


def january(*pieces: tuple[int, State]) -> list[Interval]:
    """A month cut at these days, each the first of a state."""
    firsts = [date(2026, 1, day) for day, _ in pieces]
    lasts = [each - timedelta(days=1) for each in firsts[1:]] + [LAST]
    return [
        Interval(state, first, last) for (_, state), first, last in zip(pieces, firsts, lasts, strict=True)
    ]


def span(first: int, last: int) -> Span:
    return Span(date(2026, 1, first), date(2026, 1, last))


@pytest.mark.parametrize(
    ("before", "after", "turned"),
    [
        ([(1, N)], [(1, N)], []),
        ([(1, X)], [(1, M)], []),
        ([(1, N)], [(1, X)], [(span(1, 31), True)]),
        ([(1, M)], [(1, N)], [(span(1, 31), False)]),
        ([(1, N)], [(1, N), (10, X)], [(span(10, 31), True)]),
        ([(1, N)], [(1, N), (10, X), (20, M)], [(span(10, 31), True)]),
        ([(1, M), (10, N)], [(1, N), (10, M)], [(span(1, 9), False), (span(10, 31), True)]),
        ([(1, N), (10, M), (20, N)], [(1, X)], [(span(1, 9), True), (span(20, 31), True)]),
    ],
)
def test_the_days_on_which_one_asks_and_the_other_does_not(
    before: list[tuple[int, State]], after: list[tuple[int, State]], turned: list[tuple[Span, bool]]
) -> None:
    found = turnings(january(*before), january(*after))
    assert [(each.span, each.is_asked) for each in found] == turned


def test_what_the_slot_will_be_on_them_is_cut_to_them() -> None:
    (turning,) = turnings(january((1, M), (10, N)), january((1, X), (20, M)))
    assert turning == Turning(
        span(10, 31),
        is_asked=True,
        after=(Interval(X, date(2026, 1, 10), date(2026, 1, 19)), Interval(M, date(2026, 1, 20), LAST)),
    )


def test_nothing_follows_where_there_is_nothing() -> None:
    assert turnings([], january((1, M))) == turnings(january((1, M)), []) == []


states = st.sampled_from([M, N, X])
cuts = st.dictionaries(st.integers(2, 31), states, max_size=6)
months = st.builds(lambda first, rest: january((1, first), *sorted(rest.items())), states, cuts)


@given(months, months)
def test_day_by_day(before: list[Interval], after: list[Interval]) -> None:
    """The same days as by asking each day of the month, in as few stretches as they make."""

    def asked(intervals: list[Interval], day: date) -> bool:
        return any(each.from_on <= day <= each.until_on and each.state is not N for each in intervals)

    days = [FIRST + timedelta(days=number) for number in range(31)]
    turned = {day: asked(after, day) for day in days if asked(before, day) != asked(after, day)}
    found = turnings(before, after)
    assert {day: each.is_asked for each in found for day in days if day in each.span} == turned
    for one, other in pairwise(found):
        assert other.span.from_on > one.span.until_on + timedelta(days=1) or one.is_asked != other.is_asked
