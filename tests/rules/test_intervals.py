"""Intervals that were kept without the day on which they lapse, told again with it."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given

from checklists.intervals import Interval, on_day, told_on
from checklists.vocabulary import State
from tests.rules.examples import d
from tests.rules.generated import Case, cases, day_within, randoms
from tests.rules.test_properties import bounded


@bounded
@given(cases, randoms)
def test_what_was_kept_without_it_is_told_as_the_rules_told_it(case: Case, random: Random) -> None:
    """Of what has expired since when is not always known again; where it is, it is the same."""
    intervals = case.intervals()
    day: date = day_within(random)
    kept = [replace(each, lapses_on=None) for each in intervals]
    told, meant = told_on(kept, day), on_day(intervals, day)
    if meant is None or meant.state is not State.EXPIRED:
        assert told == meant
    else:
        assert told
        assert replace(told, lapses_on=None) == replace(meant, lapses_on=None)


EXPIRED = Interval(State.EXPIRED, d("2022-04-01"), d("2022-12-31"))


@pytest.mark.parametrize(
    ("before", "parts", "lapsed_on"),
    [
        ([State.MET], (), "2021-12-31"),
        ([State.MET, State.WAIVED], (), "2021-12-31"),
        ([State.MET, State.WAIVED], ("liability",), None),
        ([State.MISSING], (), None),
        ([State.WAIVED], (), None),
        ([], (), None),
    ],
)
def test_since_when_it_has_expired(
    before: list[State], parts: tuple[str, ...], lapsed_on: str | None
) -> None:
    days = [("2021-10-01", "2021-12-31"), ("2022-01-01", "2022-03-31")]
    earlier = [Interval(state, d(a), d(b)) for state, (a, b) in zip(before, days, strict=False)]
    told = told_on([*earlier, replace(EXPIRED, parts=parts)], d("2022-05-01"))
    assert told
    assert told.lapses_on == (d(lapsed_on) if lapsed_on else None)
