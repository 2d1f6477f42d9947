"""What holds for every slot of every kind, whatever was decided on it, over one or several versions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, given, settings

from checklists.calendar import Span, day_after, day_before
from checklists.facts import Decision, known_by
from checklists.kinds import rules_for
from checklists.requirement import WHOLE
from checklists.slots import row_on
from checklists.timeline import Interval, on_day, part_timelines, timeline
from checklists.vocabulary import RANK, UNMET, Kind, Outcome, State
from tests.parts.made_up import made_up
from tests.rules.examples import requirement
from tests.rules.generated import (
    LATE,
    Case,
    any_accept,
    any_decision,
    cases,
    correcting,
    day_within,
    good_accept,
    randoms,
    single_case,
    single_cases,
    version_case,
    version_cases,
)

bounded = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=made_up(200),
    suppress_health_check=[HealthCheck.too_slow],
)


def days_in(span: Span) -> Iterator[date]:
    for number in range((span.until_on - span.from_on).days + 1):
        yield span.from_on + timedelta(days=number)


def states(intervals: Iterable[Interval]) -> dict[date, State]:
    return {day: each.state for each in intervals for day in days_in(each.span)}


def worse_days(before: Sequence[Interval], after: Sequence[Interval]) -> list[date]:
    then, now = states(before), states(after)
    assert then.keys() == now.keys()
    return [day for day, state in then.items() if RANK[now[day]] < RANK[state]]


@bounded
@given(cases)
def test_the_intervals_tile_the_days_of_the_slot(case: Case) -> None:
    intervals = case.intervals()
    told = [day for each in intervals for day in days_in(each.span)]
    assert told == [day for span in case.spans() for day in days_in(span)]
    for before, after in pairwise(intervals):
        adjacent = after.from_on == day_after(before.until_on)
        said = [(each.state, each.parts, each.also) for each in (before, after)]
        assert not adjacent or said[0] != said[1]


@bounded
@given(cases, randoms)
def test_accepting_more_evidence_never_makes_a_day_worse(case: Case, random: Random) -> None:
    more = any_accept(random, case.requirement, case.engagement)
    assert worse_days(case.intervals(), case.intervals((*case.decisions, more))) == []


@bounded
@given(cases, randoms)
def test_known_takes_only_what_was_decided_by_then(case: Case, random: Random) -> None:
    known = random.choice([day_within(random), *(decision.made_on for decision in case.decisions)])
    made = [decision for decision in case.decisions if decision.made_on <= known]
    assert case.intervals(known=known) == case.intervals(made)


@bounded
@given(cases, randoms)
def test_what_is_decided_later_changes_nothing_of_what_was_known(case: Case, random: Random) -> None:
    known = day_within(random)
    decision = any_decision(random, case.requirement, case.engagement, "later")
    later = correcting(random, replace(decision, made_on=day_after(known)), case.decisions)
    assert case.intervals((*case.decisions, later), known) == case.intervals(known=known)


@bounded
@given(single_cases)
def test_the_slot_is_as_good_as_its_worst_asked_part(case: Case) -> None:
    parts = part_timelines(case.requirement, case.decisions, case.engagement)
    by_part = [states(intervals) for intervals in parts.values()]
    vacant = states(without_parts(case))
    for day, state in states(case.intervals()).items():
        asked = [each[day] for each in by_part if each[day] is not State.NOT_NEEDED]
        assert state is min(asked, key=RANK.__getitem__, default=vacant[day])


def without_parts(case: Case) -> tuple[Interval, ...]:
    """What is said on days without any asked part: nothing is needed, but a register wants somebody on it."""
    span, condition = case.engagement.span, case.requirement.condition
    if case.requirement.kind is not Kind.REGISTER:
        return (Interval(State.NOT_NEEDED, span.from_on, span.until_on),)
    held = known_by(case.decisions, None)
    waivers = [each for each in held if each.outcome is Outcome.WAIVE and each.part == WHOLE]
    whole = requirement(condition=condition, force=case.requirement.force)
    return timeline(whole, waivers, case.engagement)


@bounded
@given(single_cases)
def test_where_its_condition_does_not_hold_nothing_is_needed(case: Case) -> None:
    unconditional = states(replace(case, requirement=replace(case.requirement, condition=None)).intervals())
    for day, state in states(case.intervals()).items():
        assert state is (unconditional[day] if holds_on(case, day) else State.NOT_NEEDED)


def holds_on(case: Case, day: date) -> bool:
    condition = case.requirement.condition
    return condition is None or any(day in span for span in case.engagement.conditions.get(condition, ()))


@bounded
@given(single_cases)
def test_the_parts_that_are_named_are_in_the_state_that_they_make(case: Case) -> None:
    parts = part_timelines(case.requirement, case.decisions, case.engagement)
    for each in case.intervals():
        alike = {
            key
            for key, intervals in parts.items()
            if (found := on_day(intervals, each.from_on)) and found.state is each.state and key != WHOLE
        }
        outstanding = each.state in {State.MISSING, State.EXPIRED, State.WAIVED}
        assert set(each.parts) == (alike if outstanding else set())


@bounded
@given(cases, randoms)
def test_a_return_that_corrects_nothing_changes_nothing(case: Case, random: Random) -> None:
    decision = any_decision(random, case.requirement, case.engagement, "returned")
    place = random.randint(0, len(case.decisions))
    returned = replace(decision, outcome=Outcome.RETURN)
    with_it = [*case.decisions[:place], returned, *case.decisions[place:]]
    assert case.intervals(with_it) == case.intervals()


@bounded
@given(cases, randoms)
def test_the_order_of_the_decisions_does_not_matter(case: Case, random: Random) -> None:
    shuffled = random.sample(case.decisions, len(case.decisions))
    assert case.intervals(shuffled) == case.intervals()


@bounded
@given(cases, randoms)
def test_an_early_renewal_never_harms_and_leaves_no_gap(case: Case, random: Random) -> None:
    current = good_accept(random, case.requirement, case.engagement)
    counted = days_counted(case, current)
    early = day_within(random, counted.from_on, min(day_after(counted.until_on), LATE))
    renewal = replace(current, key="renewal", from_on=early, until_on=day_within(random, early, LATE))
    before, after = (*case.decisions, current), (*case.decisions, current, renewal)
    assert worse_days(case.intervals(before), case.intervals(after)) == []
    together = Span(counted.from_on, max(counted.until_on, days_counted(case, renewal).until_on))
    part = part_timelines(case.requirement, after, case.engagement).get(current.part, ())
    for day, state in states(part).items():
        assert state in {State.MET, State.NOT_NEEDED} or day not in together


def days_counted(case: Case, decision: Decision) -> Span:
    rules = rules_for(case.requirement)
    assert rules.shortfalls(case.requirement, decision) == []
    counted = rules.counts(case.requirement, decision, case.engagement)
    assert counted
    return counted


@bounded
@given(cases)
def test_what_is_in_order_lapses_on_the_last_day_before_it_is_not(case: Case) -> None:
    intervals = case.intervals()
    told = states(intervals)
    for each in intervals:
        if each.state in {State.MET, State.WAIVED, State.NOT_NEEDED}:
            day = each.until_on
            while day in told and told[day] not in UNMET:
                day = day_after(day)
            assert each.lapses_on == (day_before(day) if day in told else date.max)
        elif each.state is State.EXPIRED:
            assert each.lapses_on is None or each.lapses_on < each.from_on
        else:
            assert each.lapses_on is None


@bounded
@given(version_cases)
def test_each_day_is_judged_by_the_wording_in_force_on_it(case: Case) -> None:
    assert case.rows is not None
    by_row = {row: states(timeline(row.requirement, case.decisions, case.engagement)) for row in case.rows}
    for day, state in states(case.intervals()).items():
        row = row_on(case.rows, day)
        assert row
        assert state is by_row[row][day]


def test_the_generated_cases_are_worth_asking() -> None:
    """Many have a history of several states, and all kinds and states occur."""
    made = [make(Random(seed)) for seed in range(200) for make in (single_case, version_case)]
    long = [case for case in made if len(case.intervals()) >= 3]
    assert len(long) > len(made) / 4
    assert {case.requirement.kind for case in long} == set(Kind)
    assert {each.state for case in made for each in case.intervals()} == set(State)
