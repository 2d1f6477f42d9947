"""On which days a slot becomes asked, or is no longer, against both timelines looked at day by day."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given

from checklists.following import turnings
from checklists.intervals import Interval, on_day
from checklists.vocabulary import Condition, State
from tests.rules.generated import Case, randoms, single_cases, spans_within
from tests.rules.test_properties import bounded, days_in


def is_asked(interval: Interval | None) -> bool:
    return interval is not None and interval.state is not State.NOT_NEEDED


@bounded
@given(single_cases, randoms)
def test_it_tells_the_days_that_turn_and_what_they_turn_to(case: Case, random: Random) -> None:
    asked = replace(case.requirement, condition=Condition.USES_VOLUNTEERS)
    before = replace(case, requirement=asked)
    conditions = {Condition.USES_VOLUNTEERS: spans_within(random)}
    after = replace(before, engagement=replace(case.engagement, conditions=conditions)).intervals()
    found = turnings(before.intervals(), after)
    told: dict[date, bool] = {}
    for each in found:
        days = list(days_in(each.span))
        told |= dict.fromkeys(days, each.is_asked)
        assert [day for part in each.after for day in days_in(part.span)] == days
    for day in days_in(case.engagement.span):
        then, now = on_day(before.intervals(), day), on_day(after, day)
        was, is_now = is_asked(then), is_asked(now)
        assert told.get(day) == (is_now if was != is_now else None)
