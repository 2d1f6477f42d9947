"""Intervals that were kept without the day on which they lapse, told again with it."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given

from checklists.intervals import on_day, told_on
from checklists.vocabulary import State
from tests.rules.generated import Case, cases, day_within, randoms
from tests.rules.test_properties import bounded


@bounded
@given(cases, randoms)
def test_what_was_kept_without_it_is_told_as_the_rules_told_it(case: Case, random: Random) -> None:
    intervals = case.intervals()
    day: date = day_within(random)
    kept = [each if each.state is State.EXPIRED else replace(each, lapses_on=None) for each in intervals]
    assert told_on(kept, day) == on_day(intervals, day)
